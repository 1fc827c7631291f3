using System.Globalization;
using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>
/// Dates: differences, truncation, formats, and the calendar functions that PostgreSQL has no name for.
/// </summary>
internal partial class PostgresGenerator
{
    protected override void WriteDateDiff(Call call, Expression end, Expression start, string unit)
    {
        bool elapsed = call.Name == "TIMESTAMP_DIFF" && Source.Family == "bigquery";
        if (unit == "DAY" && !elapsed)
        {
            Write(new Paren(new Binary(BinaryOperator.Subtract, AsDate(end), AsDate(start))));
            return;
        }
        (Expression later, Expression earlier) = (AsTime(end), AsTime(start));
        string year = "EXTRACT(YEAR FROM $1) - EXTRACT(YEAR FROM $2)";
        string? template = unit switch
        {
            "YEAR" => $"CAST({year} AS BIGINT)",
            "ISOYEAR" => "CAST(EXTRACT(ISOYEAR FROM $1) - EXTRACT(ISOYEAR FROM $2) AS BIGINT)",
            "QUARTER" => $"CAST(({year}) * 4 + EXTRACT(QUARTER FROM $1) - EXTRACT(QUARTER FROM $2) AS BIGINT)",
            "MONTH" => $"CAST(({year}) * 12 + EXTRACT(MONTH FROM $1) - EXTRACT(MONTH FROM $2) AS BIGINT)",
            "WEEK" when Source.Family == "duckdb" => "(CAST($1 AS DATE) - CAST($2 AS DATE)) / 7",
            "WEEK" when Source.Family == "bigquery" => "(CAST(DATE_TRUNC('WEEK', $1 + INTERVAL '1 DAY') AS DATE) - CAST(DATE_TRUNC('WEEK', $2 + INTERVAL '1 DAY') AS DATE)) / 7",
            "WEEK" or "ISOWEEK" or "WEEKISO" or "WEEK(MONDAY)" => "(CAST(DATE_TRUNC('WEEK', $1) AS DATE) - CAST(DATE_TRUNC('WEEK', $2) AS DATE)) / 7",
            _ when unit.StartsWith("WEEK(", StringComparison.Ordinal) => WeeksBetween(IsoDay(unit[5..^1])),
            "DAY" or "HOUR" or "MINUTE" or "SECOND" => Elapsed(unit, elapsed),
            "MILLISECOND" => "CAST(TRUNC((EXTRACT(EPOCH FROM $1) - EXTRACT(EPOCH FROM $2)) * 1000) AS BIGINT)",
            "MICROSECOND" => "CAST((EXTRACT(EPOCH FROM $1) - EXTRACT(EPOCH FROM $2)) * 1000000 AS BIGINT)",
            _ => null,
        };
        if (template is null)
        {
            Refuse(call, "a difference in " + unit, "compute it from the difference in days or seconds");
            base.WriteDateDiff(call, end, start, unit);
            return;
        }
        Write(Filled(template, call.Position, later, earlier));
    }

    /// <summary>Whole units elapsed (BigQuery's TIMESTAMP_DIFF), or boundaries crossed (DATEDIFF).</summary>
    private static string Elapsed(string unit, bool elapsed)
    {
        string seconds = unit switch { "DAY" => "86400", "HOUR" => "3600", "MINUTE" => "60", _ => "1" };
        return elapsed
            ? $"CAST(TRUNC((EXTRACT(EPOCH FROM $1) - EXTRACT(EPOCH FROM $2)) / {seconds}) AS BIGINT)"
            : $"CAST((EXTRACT(EPOCH FROM DATE_TRUNC('{unit}', $1)) - EXTRACT(EPOCH FROM DATE_TRUNC('{unit}', $2))) / {seconds} AS BIGINT)";
    }

    /// <summary>
    /// DuckDB's whole units between two times; a month is over on its own day, or on the last day of a shorter one.
    /// </summary>
    private bool WriteElapsed(Call call, string unit)
    {
        (Expression start, Expression end) = (AsTime(call.Arguments[1]), AsTime(call.Arguments[2]));
        const string crossed =
            "(EXTRACT(YEAR FROM _b) - EXTRACT(YEAR FROM _a)) * 12 + EXTRACT(MONTH FROM _b) - EXTRACT(MONTH FROM _a)";
        const string whole =
            $"(SELECT _s * ({crossed} - CASE WHEN _a + INTERVAL '1 MONTH' * CAST({crossed} AS INT) > _b "
            + "THEN 1 ELSE 0 END) FROM (SELECT LEAST($1, $2) AS _a, GREATEST($1, $2) AS _b, "
            + "CASE WHEN $2 >= $1 THEN 1 WHEN $2 < $1 THEN -1 END AS _s) AS _t)";
        string? template = unit switch
        {
            "MONTH" => $"CAST({whole} AS BIGINT)",
            "QUARTER" => $"CAST(TRUNC({whole} / 3) AS BIGINT)",
            "YEAR" => $"CAST(TRUNC({whole} / 12) AS BIGINT)",
            "WEEK" => "CAST(TRUNC((EXTRACT(EPOCH FROM $2) - EXTRACT(EPOCH FROM $1)) / 604800) AS BIGINT)",
            "DAY" or "HOUR" or "MINUTE" or "SECOND" => Elapsed(unit, true).Replace("$1", "$3", StringComparison.Ordinal)
                .Replace("$2", "$1", StringComparison.Ordinal).Replace("$3", "$2", StringComparison.Ordinal),
            _ => null,
        };
        if (template is null)
        {
            return false;
        }
        Write(Filled(template, call.Position, start, end));
        return true;
    }

    private Expression AsTime(Expression value) =>
        Types.Group(value) is TypeGroup.Date or TypeGroup.Timestamp or TypeGroup.TimestampTz ? value
            : new Cast(value, DataType.Of(TypeKind.Timestamp), CastKind.Strict);

    protected override void WriteDateTrunc(Call call, Expression value, string unit, Expression? zone)
    {
        string? week = SameDialect ? null : WeekStart(unit, Source.Family == "bigquery" ? "SUNDAY" : "MONDAY");
        if (week is not (null or "MONDAY"))
        {
            int days = week switch
            {
                "SUNDAY" => 1,
                "TUESDAY" => -1,
                "WEDNESDAY" => -2,
                "THURSDAY" => -3,
                "FRIDAY" => -4,
                _ => -5
            };
            Interval Shift(int count) =>
                new(new StringLiteral(count.ToString(System.Globalization.CultureInfo.InvariantCulture)), "DAY", null);
            Expression local = zone is null ? Wrap(value) : new AtTimeZone(Wrap(value), zone);
            Expression cut = Call.OfFinal(
                "DATE_TRUNC", new StringLiteral("WEEK"), new Binary(BinaryOperator.Add, local, Shift(days)));
            Expression moved = new Binary(BinaryOperator.Add, cut, Shift(-days));
            moved = zone is null ? moved : new AtTimeZone(new Paren(moved), zone);
            WriteOperation(IsDate(call, value) ? new Cast(moved, DataType.Of(TypeKind.Date), CastKind.Strict) : moved);
            return;
        }
        if (unit == "ISOYEAR" && !SameDialect)
        {
            value = Filled("MAKE_DATE(CAST(EXTRACT(ISOYEAR FROM $1) AS INT), 1, 4)", call.Position, value);
            week = "MONDAY";
        }
        string part = week is null ? unit : "WEEK";
        if (zone is null && IsDate(call, value))
        {
            Write(new Cast(Call.OfFinal("DATE_TRUNC", new StringLiteral(part), value), DataType.Of(TypeKind.Date),
                CastKind.Strict));
            return;
        }
        WriteCall(zone is null ? Call.OfFinal("DATE_TRUNC", new StringLiteral(part), value)
            : Call.OfFinal("DATE_TRUNC", new StringLiteral(part), value, zone));
    }

    /// <summary>
    /// Truncating a date gives a date in BigQuery and Snowflake, a timestamp with time zone in PostgreSQL.
    /// </summary>
    private bool IsDate(Call call, Expression value) => !SameDialect
        && ((Source.Family == "bigquery" && call.Name == "DATE_TRUNC")
            || (Source.Family == "snowflake" && Types.Group(value) == TypeGroup.Date));

    protected override void WriteDateAdd(Call call, Expression value, Expression amount, string unit, bool subtract) =>
        base.WriteDateAdd(call,
            value is StringLiteral text && !SameDialect ? new Cast(text, DataType.Of(text.Value.Length > 10
                ? TypeKind.Timestamp : TypeKind.Date), CastKind.Strict) : value, amount, unit, subtract);

    protected override void WriteComputedInterval(Interval interval, string unit)
    {
        Out.Append('(');
        base.WriteComputedInterval(interval, unit);
        Out.Append(')');
    }

    private static Expression AsDate(Expression value) =>
        value is Cast { Type.Kind: TypeKind.Date } ? value
            : new Cast(value, DataType.Of(TypeKind.Date), CastKind.Strict);

    protected override bool WriteFormatCall(Call call)
    {
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "TIME_TO_STR" or "FORMAT_DATE" or "FORMAT_TIMESTAMP" or "FORMAT_DATETIME"
                when !SameDialect && IsPostgres && a[1] is StringLiteral { Value: var shown } && FormattedInPieces(a[0], shown) is { } pieces:
                WriteOperation(pieces);
                return true;
            case "TIME_TO_STR" or "FORMAT_DATE" or "FORMAT_TIMESTAMP" or "FORMAT_DATETIME":
                WriteCall(Call.OfFinal("TO_CHAR", a[0], FormatOut(call, a[1])));
                return true;
            case "STR_TO_TIME" or "PARSE_TIMESTAMP" or "PARSE_DATETIME":
                WriteCall(Call.OfFinal("TO_TIMESTAMP", a[0], FormatOut(call, a[1])));
                return true;
            case "STR_TO_DATE":
                WriteCall(Call.OfFinal("TO_DATE", a[0], FormatOut(call, a[1])));
                return true;
            case "PARSE_TIME" when !SameDialect:
                Write(new Cast(Call.OfFinal("TO_TIMESTAMP", a[0], FormatOut(call, a[1])), DataType.Of(TypeKind.Time),
                    CastKind.Strict));
                return true;
            case "TRY_STR_TO_DATE" or "TRY_STR_TO_TIME" or "TRY_TO_TIME":
                return WriteTryFormat(call);
            default:
                return false;
        }
    }

    /// <summary>LAST_DAY of any part, NEXT_DAY, PREVIOUS_DAY, TIME_SLICE; true where it was written.</summary>
    private bool WriteCalendar(Call call)
    {
        Expression[] a = call.Arguments is [StringLiteral text, ..] ? [AsDate(text), .. call.Arguments[1..]]
            : call.Arguments;
        string? template = call.Name switch
        {
            "LAST_DAY" when a.Length == 2 => LastDay(Parsing.DateParts.Canonical(Parsing.DateParts.Name(a[1]), Source)),
            "NEXT_DAY" when a is [_, StringLiteral day] && IsoDay(day.Value) is > 0 and var next => $"CAST($1 AS DATE) + CAST(7 - MOD(EXTRACT(ISODOW FROM $1) + {7 - next}, 7) AS INT)",
            "PREVIOUS_DAY" when a is [_, StringLiteral day] && IsoDay(day.Value) is > 0 and var past => $"CAST($1 AS DATE) - CAST(MOD(EXTRACT(ISODOW FROM $1) + {13 - past}, 7) + 1 AS INT)",
            "NEXT_DAY" when a is [_, not StringLiteral] && Source.Family == "snowflake" =>
                $"CAST($1 AS DATE) + CAST(7 - MOD(EXTRACT(ISODOW FROM $1) + 6 - {NamedDay}, 7) AS INT)",
            "PREVIOUS_DAY" when a is [_, not StringLiteral] && Source.Family == "snowflake" =>
                $"CAST($1 AS DATE) - CAST(MOD(EXTRACT(ISODOW FROM $1) + 12 - {NamedDay}, 7) + 1 AS INT)",
            "TIME_SLICE" when a is [_, NumberLiteral { IsInteger: true } count, var unit, ..] && (a.Length == 3 || a is [_, _, _, StringLiteral]) =>
                TimeSlice(count.Text, Parsing.DateParts.Canonical(Parsing.DateParts.Name(unit), Source),
                    a.Length == 4 && ((StringLiteral)a[3]).Value.Equals("END", StringComparison.OrdinalIgnoreCase),
                    Types.Group(a[0])),
            _ => null,
        };
        if (template is null)
        {
            return false;
        }
        WriteOperation(Filled(template, call.Position, a));
        return true;
    }

    /// <summary>0 for Monday to 6 for Sunday, by the first two letters of a name.</summary>
    private const string NamedDay = "POSITION(LOWER(LEFT($2, 2)) IN 'mo tu we th fr sa su') / 3";

    private string? LastDay(string part) => part switch
    {
        "MONTH" or "QUARTER" or "YEAR" => $"CAST(DATE_TRUNC('{part}', $1) + INTERVAL '{(part == "QUARTER" ? "3 MONTH" : "1 " + part)}' - INTERVAL '1 DAY' AS DATE)",
        _ when WeekStart(part, Source.Family == "bigquery" ? "SUNDAY" : "MONDAY") is { } day =>
            $"CAST($1 AS DATE) + CAST(6 - MOD(EXTRACT(ISODOW FROM $1) + {7 - IsoDay(day)}, 7) AS INT)",
        _ => null,
    };

    /// <summary>Snowflake's slices begin at 1970-01-01, those of a week on Monday.</summary>
    // https://docs.snowflake.com/en/sql-reference/functions/time_slice
    private static string? TimeSlice(string count, string unit, bool end, TypeGroup group)
    {
        string? start = unit switch
        {
            "SECOND" or "MINUTE" or "HOUR" or "DAY" => $"DATE_BIN(INTERVAL '{count} {unit}', CAST($1 AS TIMESTAMP), CAST('1970-01-01' AS TIMESTAMP))",
            "WEEK" or "MONTH" or "QUARTER" or "YEAR" when count == "1" => $"DATE_TRUNC('{unit}', CAST($1 AS TIMESTAMP))",
            "MONTH" => $"CAST('1970-01-01' AS TIMESTAMP) + INTERVAL '{count} MONTH' * FLOOR((EXTRACT(YEAR FROM $1) * 12 + EXTRACT(MONTH FROM $1) - 23641) / {count})",
            "YEAR" => $"CAST('1970-01-01' AS TIMESTAMP) + INTERVAL '{count} YEAR' * FLOOR((EXTRACT(YEAR FROM $1) - 1970) / {count})",
            _ => null,
        };
        if (start is null || group is TypeGroup.TimestampTz)
        {
            return null;
        }
        string slice = end ? $"{start} + INTERVAL '{count} {(unit == "QUARTER" ? "MONTH" : unit)}'"
            + (unit == "QUARTER" ? " * 3" : string.Empty) : start;
        return group == TypeGroup.Date ? $"CAST({slice} AS DATE)" : slice;
    }

    /// <summary>Weeks begun between two dates; 0001-01-01 was a Monday.</summary>
    private static string WeeksBetween(int day)
    {
        string Weeks(string date) => string.Create(
            CultureInfo.InvariantCulture, $"(CAST({date} AS DATE) - CAST('0001-01-01' AS DATE) + {8 - day}) / 7");
        return Weeks("$1") + " - " + Weeks("$2");
    }

    /// <summary>1 for Monday to 7 for Sunday, by the first two letters; 0 for no day.</summary>
    private static int IsoDay(string name) =>
        name.Length < 2 ? 0
            : (Array.IndexOf(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], name[..2].ToUpperInvariant()) + 1);
}
