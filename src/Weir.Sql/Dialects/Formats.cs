namespace Weir.Sql.Dialects;

/// <summary>to_char patterns: https://www.postgresql.org/docs/current/functions-formatting.html.</summary>
internal static class PostgresFormats
{
    public static TimeFormat Time { get; } = new(
        [
            ("YYYY", "%Y"), ("YY", "%y"), ("IYYY", "%G"), ("MM", "%m"), ("DD", "%d"), ("HH24", "%H"), ("HH12", "%I"), ("HH", "%I"),
            ("MI", "%M"), ("SS", "%S"), ("US", "%f"), ("MS", "%n"), ("OF", "%z"), ("TZ", "%Z"), ("AM", "%p"), ("PM", "%p"),
            ("DDD", "%j"), ("D", "%u"), ("IW", "%V"), ("WW", "%U"), ("Mon", "%b"), ("Month", "%B"), ("TMMonth", "%B"), ("TMMon", "%b"),
            ("Dy", "%a"), ("Day", "%A"), ("TMDy", "%a"), ("TMDay", "%A"), ("FMDD", "%-d"), ("FMMM", "%-m"), ("FMHH24", "%-H"), ("FMHH12", "%-I"), ("FMMI", "%-M"), ("FMSS", "%-S"), ("FMDDD", "%-j"),
        ],
        [
            ("%Y", "YYYY"), ("%y", "YY"), ("%G", "IYYY"), ("%m", "MM"), ("%d", "DD"), ("%H", "HH24"), ("%I", "HH12"), ("%M", "MI"), ("%S", "SS"),
            ("%f", "US"), ("%n", "MS"), ("%z", "OF"), ("%Z", "TZ"), ("%p", "AM"), ("%j", "DDD"), ("%u", "D"), ("%V", "IW"), ("%U", "WW"),
            ("%b", "TMMon"), ("%B", "TMMonth"), ("%a", "TMDy"), ("%A", "TMDay"), ("%-d", "FMDD"), ("%-m", "FMMM"), ("%-H", "FMHH24"), ("%-I", "FMHH12"), ("%-M", "FMMI"), ("%-S", "FMSS"), ("%-j", "FMDDD"),
            ("%F", "YYYY-MM-DD"), ("%T", "HH24:MI:SS"),
        ],
        ignoreCase: false);
}

/// <summary>Snowflake's format elements: https://docs.snowflake.com/en/sql-reference/date-time-input-output.</summary>
internal static class SnowflakeFormats
{
    public static TimeFormat Time { get; } = new(
        [
            ("YYYY", "%Y"), ("YY", "%y"), ("MMMM", "%B"), ("MON", "%b"), ("MM", "%m"), ("DD", "%d"), ("DY", "%a"), ("HH24", "%H"), ("HH12", "%I"),
            ("MI", "%M"), ("SS", "%S"), ("FF0", ""), ("FF1", "%1n"), ("FF2", "%2n"), ("FF3", "%3n"), ("FF4", "%4n"), ("FF5", "%5n"), ("FF6", "%f"), ("FF7", "%7n"), ("FF8", "%8n"), ("FF9", "%9n"), ("FF", "%n"),
            ("TZHTZM", "%z"), ("TZH:TZM", "%:z"), ("TZH", "%-z"), ("AM", "%p"), ("PM", "%p"), ("\"T\"", "T"),
        ],
        [
            ("%Y", "yyyy"), ("%y", "yy"), ("%B", "mmmm"), ("%b", "mon"), ("%m", "mm"), ("%d", "DD"), ("%-d", "DD"), ("%a", "DY"), ("%H", "hh24"), ("%I", "hh12"),
            ("%M", "mi"), ("%S", "ss"), ("%f", "ff6"), ("%n", "ff9"), ("%1n", "ff1"), ("%2n", "ff2"), ("%3n", "ff3"), ("%4n", "ff4"), ("%5n", "ff5"), ("%7n", "ff7"), ("%8n", "ff8"), ("%9n", "ff9"), ("%z", "tzhtzm"), ("%:z", "tzh:tzm"), ("%-z", "tzh"), ("%p", "pm"),
            ("%F", "yyyy-mm-DD"), ("%T", "hh24:mi:ss"),
        ],
        ignoreCase: true);
}

/// <summary>BigQuery's strftime dialect: https://cloud.google.com/bigquery/docs/reference/standard-sql/format-elements.</summary>
internal static class BigQueryFormats
{
    public static TimeFormat Time { get; } = new(
        [("%x", "%m/%d/%y"), ("%D", "%m/%d/%y"), ("%E6S", "%S.%f"), ("%e", "%-d"), ("%F", "%Y-%m-%d"), ("%T", "%H:%M:%S"), ("%c", "%a %b %-d %H:%M:%S %Y")],
        [("%H:%M:%S.%f", "%H:%M:%E6S"), ("%Y-%m-%d", "%F"), ("%H:%M:%S", "%T"), ("%S.%f", "%E6S"), ("%S.%n", "%E*S"), ("%T.%n", "%H:%M:%E*S"), ("%H:%M:%S.%n", "%H:%M:%E*S"), ("%m/%d/%y", "%D"), ("%-d", "%e"), ("%a %b %-d %H:%M:%S %Y", "%c")],
        ignoreCase: false);
}

/// <summary>Spark's DateTimeFormatter patterns.</summary>
internal static class SparkFormats
{
    public static TimeFormat Time { get; } = new(
        [
            ("yyyy", "%Y"), ("YYYY", "%Y"), ("yy", "%y"), ("MMMM", "%B"), ("MMM", "%b"), ("MM", "%m"), ("M", "%-m"), ("dd", "%d"), ("d", "%-d"), ("HH", "%H"), ("H", "%-H"),
            ("hh", "%I"), ("h", "%-I"), ("mm", "%M"), ("m", "%-M"), ("ss", "%S"), ("s", "%-S"), ("SSSSSS", "%f"), ("a", "%p"), ("DD", "%j"), ("D", "%-j"), ("EEEE", "%A"), ("EEE", "%a"), ("z", "%Z"), ("Z", "%z"),
        ],
        [
            ("%Y", "yyyy"), ("%y", "yy"), ("%B", "MMMM"), ("%b", "MMM"), ("%m", "MM"), ("%-m", "M"), ("%d", "dd"), ("%-d", "d"), ("%H", "HH"), ("%-H", "H"), ("%I", "hh"), ("%-I", "h"),
            ("%M", "mm"), ("%-M", "m"), ("%S", "ss"), ("%-S", "s"), ("%f", "SSSSSS"), ("%p", "a"), ("%j", "DD"), ("%A", "EEEE"), ("%a", "EEE"), ("%Z", "z"), ("%z", "Z"),
        ],
        ignoreCase: false);
}

/// <summary>MySQL's DATE_FORMAT, Trino's date_format.</summary>
internal static class MySqlFormats
{
    public static TimeFormat Time { get; } = new(
        [("%M", "%B"), ("%c", "%-m"), ("%e", "%-d"), ("%h", "%I"), ("%i", "%M"), ("%s", "%S"), ("%u", "%W"), ("%k", "%-H"), ("%l", "%-I"), ("%T", "%H:%M:%S"), ("%W", "%A")],
        [("%B", "%M"), ("%-m", "%c"), ("%-d", "%e"), ("%I", "%h"), ("%M", "%i"), ("%S", "%s"), ("%W", "%u"), ("%-H", "%k"), ("%-I", "%l"), ("%H:%M:%S", "%T"), ("%A", "%W")],
        ignoreCase: false);
}
