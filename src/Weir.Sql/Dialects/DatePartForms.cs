using System.Globalization;

namespace Weir.Sql.Dialects;

/// <summary>
/// Parts of a date whose name does not mean the same everywhere: days of the week from 0 or 1, weeks from Sunday or by
/// ISO, fractions of a second with the seconds or without.
/// </summary>
// https://cloud.google.com/bigquery/docs/reference/standard-sql/timestamp_functions#extract
// https://www.postgresql.org/docs/current/functions-datetime.html#FUNCTIONS-DATETIME-EXTRACT
// https://duckdb.org/docs/stable/sql/functions/datepart
// https://docs.snowflake.com/en/sql-reference/functions-date-time#label-calendar-weeks-weekdays
internal static class DatePartForms
{
    private static readonly string[] Days =
        ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

    /// <summary>
    /// The target's template for a part of $1; null where the part's name says it there too; "!" where the target
    /// cannot say it.
    /// </summary>
    public static string? Template(string part, string source, string target) => target switch
    {
        "postgres" => source is "bigquery" or "snowflake" or "duckdb" ? Postgres(Meaning(part, source)) : null,
        "duckdb" => source is "bigquery" or "postgres" ? DuckDb(Meaning(part, source)) : null,
        "snowflake" => source is "bigquery" or "postgres" or "duckdb" ? Snowflake(Meaning(part, source)) : null,
        "bigquery" => source is "postgres" or "duckdb" ? BigQuery(Meaning(part, source)) : null,
        _ => null,
    };

    /// <summary>
    /// A part of the interval between two times, of so many microseconds; null where there is no such part.
    /// </summary>
    public static string? OfDifference(string part, string source, string micros) => (part, source) switch
    {
        ("EPOCH" or "EPOCH_SECOND", "postgres" or "duckdb") => $"{micros} / 1000000",
        ("DAY", "postgres" or "duckdb") => $"({micros} - MOD({micros}, 86400000000)) / 86400000000",
        ("HOUR", "postgres" or "duckdb") => $"(MOD({micros}, 86400000000) - MOD({micros}, 3600000000)) / 3600000000",
        ("MINUTE", "postgres" or "duckdb") => $"(MOD({micros}, 3600000000) - MOD({micros}, 60000000)) / 60000000",
        ("SECOND", "postgres") => $"MOD({micros}, 60000000) / 1000000",
        _ => null,
    };

    private static string Meaning(string part, string source) => (part, source) switch
    {
        ("DAYOFWEEK", "bigquery") => "day from 1",
        ("DAYOFWEEK" or "DOW" or "WEEKDAY", _) => "day from 0",
        ("DAYOFWEEKISO" or "ISODOW", _) => "ISO day",
        ("WEEK", "bigquery") => "weeks from 7",
        (_, "bigquery") when part.StartsWith("WEEK(", StringComparison.Ordinal) =>
            string.Create(CultureInfo.InvariantCulture, $"weeks from {Array.IndexOf(Days, part[5..^1]) + 1}"),
        ("WEEK" or "WEEKISO" or "ISOWEEK" or "WEEKOFYEAR", _) => "ISO week",
        ("ISOYEAR" or "YEAROFWEEK" or "YEAROFWEEKISO", _) => "ISO year",
        ("DAYOFYEAR" or "DOY", _) => "day of year",
        ("SECOND", "bigquery" or "snowflake" or "duckdb") => "second alone",
        ("SECOND", "postgres") => "second with its fraction",
        ("EPOCH", "postgres" or "duckdb") => "epoch with its fraction",
        ("MILLISECOND", "bigquery") => "thousandths",
        ("MICROSECOND", "bigquery") => "millionths",
        ("MILLISECOND" or "MILLISECONDS", "postgres" or "duckdb") => "seconds in thousandths",
        ("MICROSECOND" or "MICROSECONDS", "postgres" or "duckdb") => "seconds in millionths",
        ("EPOCH_SECOND", _) => "epoch",
        ("CENTURY" or "DECADE" or "MILLENNIUM" or "ERA" or "JULIAN" or "TIMEZONE" or "YEARWEEK",
            "postgres" or "duckdb") => "other",
        _ => part,
    };

    private static string? Postgres(string meaning) => meaning switch
    {
        "day from 0" => "EXTRACT(DOW FROM $1)",
        "day from 1" => "EXTRACT(DOW FROM $1) + 1",
        "ISO day" => "EXTRACT(ISODOW FROM $1)",
        "ISO week" => "EXTRACT(WEEK FROM $1)",
        "ISO year" => "EXTRACT(ISOYEAR FROM $1)",
        "day of year" => "EXTRACT(DOY FROM $1)",
        "DATE" or "TIME" => $"CAST($1 AS {meaning})",
        "second alone" => "FLOOR(EXTRACT(SECOND FROM $1))",
        "thousandths" => "MOD(FLOOR(EXTRACT(MILLISECONDS FROM $1)), 1000)",
        "millionths" => "MOD(EXTRACT(MICROSECONDS FROM $1), 1000000)",
        "NANOSECOND" => "MOD(EXTRACT(MICROSECONDS FROM $1), 1000000) * 1000",
        "epoch" => "FLOOR(EXTRACT(EPOCH FROM $1))",
        "EPOCH_MILLISECOND" => "FLOOR(EXTRACT(EPOCH FROM $1) * 1000)",
        "EPOCH_MICROSECOND" => "EXTRACT(EPOCH FROM $1) * 1000000",
        "weeks from 7" => "FLOOR((EXTRACT(DOY FROM $1) + 6 - EXTRACT(DOW FROM $1)) / 7)",
        ['w', .., var day] => $"FLOOR((EXTRACT(DOY FROM $1) + 6 - MOD(EXTRACT(ISODOW FROM $1) + {'7' - day}, 7)) / 7)",
        _ => null,
    };

    private static string? DuckDb(string meaning) => meaning switch
    {
        "day from 1" => "EXTRACT(DOW FROM $1) + 1",
        "ISO week" => "EXTRACT(WEEK FROM $1)",
        "DATE" or "TIME" => $"CAST($1 AS {meaning})",
        "second with its fraction" => "EXTRACT(MICROSECOND FROM $1) / 1000000",
        "thousandths" => "EXTRACT(MILLISECOND FROM $1) % 1000",
        "millionths" => "EXTRACT(MICROSECOND FROM $1) % 1000000",
        "weeks from 7" => "(EXTRACT(DOY FROM $1) + 6 - EXTRACT(DOW FROM $1)) // 7",
        ['w', .., var day] => $"(EXTRACT(DOY FROM $1) + 6 - (EXTRACT(ISODOW FROM $1) + {'7' - day}) % 7) // 7",
        _ => null,
    };

    private static string? Snowflake(string meaning) => meaning switch
    {
        "day from 1" => "MOD(DATE_PART(DAYOFWEEKISO, $1), 7) + 1",
        "ISO day" => "DATE_PART(DAYOFWEEKISO, $1)",
        "ISO year" => "DATE_PART(YEAROFWEEKISO, $1)",
        "ISO week" => "DATE_PART(WEEKISO, $1)",
        "DATE" or "TIME" => $"CAST($1 AS {meaning})",
        "thousandths" => "FLOOR(DATE_PART(NANOSECOND, $1) / 1000000)",
        "millionths" => "FLOOR(DATE_PART(NANOSECOND, $1) / 1000)",
        "second with its fraction" => "DATE_PART(SECOND, $1) + DATE_PART(NANOSECOND, $1) / 1000000000",
        "epoch with its fraction" => "DATE_PART(EPOCH_MICROSECOND, $1) / 1000000",
        "seconds in thousandths" => "DATE_PART(SECOND, $1) * 1000 + FLOOR(DATE_PART(NANOSECOND, $1) / 1000000)",
        "seconds in millionths" => "DATE_PART(SECOND, $1) * 1000000 + FLOOR(DATE_PART(NANOSECOND, $1) / 1000)",
        "other" => "!",
        "weeks from 7" => "FLOOR((DATE_PART(DAYOFYEAR, $1) + 6 - MOD(DATE_PART(DAYOFWEEKISO, $1), 7)) / 7)",
        ['w', .., var day] =>
            $"FLOOR((DATE_PART(DAYOFYEAR, $1) + 6 - MOD(DATE_PART(DAYOFWEEKISO, $1) + {'7' - day}, 7)) / 7)",
        _ => null,
    };

    private static string? BigQuery(string meaning) => meaning switch
    {
        "second with its fraction" => "EXTRACT(SECOND FROM $1) + EXTRACT(MICROSECOND FROM $1) / 1000000",
        "epoch with its fraction" => "UNIX_MICROS(CAST($1 AS TIMESTAMP)) / 1000000",
        "seconds in thousandths" => "EXTRACT(SECOND FROM $1) * 1000 + EXTRACT(MILLISECOND FROM $1)",
        "seconds in millionths" => "EXTRACT(SECOND FROM $1) * 1000000 + EXTRACT(MICROSECOND FROM $1)",
        _ => null,
    };
}
