namespace Weir.Sql.Dialects;

/// <summary>to_char patterns: https://www.postgresql.org/docs/current/functions-formatting.html.</summary>
internal static class PostgresFormats
{
    public static TimeFormat Time { get; } = new(
        [
            .. InCapitalsOrNot(
                ("YYYY", "%Y"), ("YY", "%y"), ("IYYY", "%G"), ("IY", "%g"), ("MM", "%m"), ("DD", "%d"), ("HH24", "%H"),
                ("HH12", "%I"), ("HH", "%I"),
                ("MI", "%M"), ("SS", "%S"), ("US", "%f"), ("MS", "%3n"), ("FF3", "%3n"), ("FF6", "%f"), ("OF", "%-z"),
                ("TZHTZM", "%z"), ("TZH:TZM", "%:z"),
                ("DDD", "%j"), ("ID", "%u"), ("IW", "%V"), ("CC", "%{CC}"), ("Q", "%Q"), ("J", "%J"),
                ("SSSS", "%{SSSS}"), ("SSSSS", "%{SSSSS}"),
                ("FMDD", "%-d"), ("FMMM", "%-m"), ("FMHH24", "%-H"), ("FMHH12", "%-I"), ("FMMI", "%-M"),
                ("FMSS", "%-S"), ("FMDDD", "%-j"),
                ("D", "%{D}"), ("WW", "%{WW}"), ("W", "%{W}"), ("IDDD", "%{IDDD}"), ("Y,YYY", "%{Y,YYY}"),
                ("YYY", "%{YYY}"), ("Y", "%{Y}"), ("IYY", "%{IYY}"), ("I", "%{I}"),
                ("FF1", "%1n"), ("FF2", "%2n"), ("FF4", "%4n"), ("FF5", "%5n"), ("RM", "%{RM}"), ("TZH", "%{TZH}"),
                ("TZM", "%{TZM}"), ("TH", "%{TH}"), ("TM", "%{TM}"), ("FM", "%{FM}"), ("FX", "%{FX}"), ("SP", "%{SP}"),
                ("BC", "%{BC}"), ("AD", "%{AD}"), ("B.C.", "%{B.C.}"), ("A.D.", "%{A.D.}"), ("A.M.", "%{A.M.}"),
                ("P.M.", "%{P.M.}")),
            ("TZ", "%Z"), ("tz", "%{tz}"), ("AM", "%p"), ("PM", "%p"), ("am", "%P"), ("pm", "%P"),
            ("Mon", "%b"), ("FMMonth", "%B"), ("TMMonth", "%B"), ("TMMon", "%b"), ("FMMon", "%b"), ("MON", "%^b"),
            ("mon", "%{mon}"), ("Month", "%{Month}"), ("MONTH", "%{MONTH}"), ("month", "%{month}"), ("FMMONTH", "%^B"),
            ("FMmonth", "%{FMmonth}"),
            ("Dy", "%a"), ("FMDay", "%A"), ("TMDay", "%A"), ("TMDy", "%a"), ("FMDy", "%a"), ("DY", "%^a"),
            ("dy", "%{dy}"), ("Day", "%{Day}"), ("DAY", "%{DAY}"), ("day", "%{day}"), ("FMDAY", "%^A"),
            ("FMday", "%{FMday}"),
        ],
        [
            ("%Y", "YYYY"), ("%y", "YY"), ("%G", "IYYY"), ("%g", "IY"), ("%m", "MM"), ("%d", "DD"), ("%H", "HH24"),
            ("%I", "HH12"), ("%M", "MI"), ("%S", "SS"),
            ("%f", "US"), ("%3n", "MS"), ("%1n", "FF1"), ("%2n", "FF2"), ("%4n", "FF4"), ("%5n", "FF5"), ("%-z", "OF"),
            ("%z", "TZHTZM"), ("%:z", "TZH:TZM"), ("%Z", "TZ"), ("%p", "AM"), ("%P", "am"), ("%j", "DDD"), ("%u", "ID"),
            ("%V", "IW"), ("%Q", "Q"), ("%J", "J"),
            ("%b", "TMMon"), ("%B", "TMMonth"), ("%a", "TMDy"), ("%A", "TMDay"), ("%^b", "MON"), ("%^a", "DY"),
            ("%^B", "FMMONTH"), ("%^A", "FMDAY"),
            ("%-d", "FMDD"), ("%-m", "FMMM"), ("%-H", "FMHH24"), ("%-I", "FMHH12"), ("%-M", "FMMI"), ("%-S", "FMSS"),
            ("%-j", "FMDDD"),
            ("%F", "YYYY-MM-DD"), ("%T", "HH24:MI:SS"), ("%R", "HH24:MI"), ("%D", "MM/DD/YY"),
        ])
    {
        Quote = '"',
    };

    private static IEnumerable<(string Own, string Canonical)> InCapitalsOrNot(
        params (string Own, string Canonical)[] pairs) =>
        pairs.Concat(pairs.Select(pair => (pair.Own.ToLowerInvariant(), pair.Canonical)));
}

/// <summary>Snowflake's format elements: https://docs.snowflake.com/en/sql-reference/date-time-input-output.</summary>
internal static class SnowflakeFormats
{
    public static TimeFormat Time { get; } = new(
        [
            ("YYYY", "%Y"), ("YY", "%y"), ("MMMM", "%B"), ("MON", "%b"), ("MM", "%m"), ("DD", "%d"), ("DY", "%a"),
            ("HH24", "%H"), ("HH12", "%I"), ("UUUU", "%{UUUU}"),
            ("MI", "%M"), ("SS", "%S"), ("FF0", ""), ("FF1", "%1n"), ("FF2", "%2n"), ("FF3", "%3n"), ("FF4", "%4n"),
            ("FF5", "%5n"), ("FF6", "%f"), ("FF7", "%7n"), ("FF8", "%8n"), ("FF9", "%9n"), ("FF", "%9n"),
            ("TZHTZM", "%z"), ("TZH:TZM", "%:z"), ("TZH", "%-z"), ("AM", "%p"), ("PM", "%p"),
        ],
        [
            ("%Y", "yyyy"), ("%y", "yy"), ("%B", "mmmm"), ("%b", "mon"), ("%m", "mm"), ("%d", "DD"), ("%a", "DY"),
            ("%H", "hh24"), ("%I", "hh12"),
            ("%M", "mi"), ("%S", "ss"), ("%f", "ff6"), ("%1n", "ff1"), ("%2n", "ff2"), ("%3n", "ff3"), ("%4n", "ff4"),
            ("%5n", "ff5"), ("%7n", "ff7"), ("%8n", "ff8"), ("%9n", "ff9"), ("%*n", "ff"), ("%z", "tzhtzm"),
            ("%:z", "tzh:tzm"), ("%-z", "tzh"), ("%p", "pm"),
            ("%F", "yyyy-mm-DD"), ("%T", "hh24:mi:ss"), ("%R", "hh24:mi"), ("%D", "mm/DD/yy"),
        ])
    {
        IgnoreCase = true,
        Quote = '"',
        Fraction = "%*n",
    };
}

/// <summary>
/// DuckDB's strftime: https://duckdb.org/docs/stable/sql/functions/dateformat; its %c, %x and %X are ISO's.
/// </summary>
internal static class DuckDbFormats
{
    public static TimeFormat Time { get; } = new(
        [("%c", "%Y-%m-%d %H:%M:%S"), ("%x", "%Y-%m-%d"), ("%X", "%H:%M:%S"), ("%h", "%b"), ("%g", "%3n"),
            ("%n", "%9n"), ("%z", "%-z")],
        [("%3n", "%g"), ("%9n", "%n"), ("%*n", "%n"), ("%:z", "%z"), ("%-z", "%z"), ("%F", "%Y-%m-%d"), ("%R", "%H:%M"),
            ("%D", "%m/%d/%y")])
    {
        Plain = "%a %A %b %B %d %f %G %H %I %j %m %M %p %S %T %u %U %V %w %W %y %Y %z %Z %-d %-m %-H %-I %-M %-S %-j %-y %%",
        Fraction = "%9n",
    };
}

/// <summary>
/// BigQuery's strftime: https://cloud.google.com/bigquery/docs/reference/standard-sql/format-elements.
/// </summary>
internal static class BigQueryFormats
{
    public static TimeFormat Time { get; } = new(
        [
            ("%x", "%m/%d/%y"), ("%D", "%m/%d/%y"), ("%F", "%Y-%m-%d"), ("%T", "%H:%M:%S"), ("%X", "%H:%M:%S"),
            ("%R", "%H:%M"), ("%c", "%a %b %e %H:%M:%S %Y"), ("%h", "%b"), ("%n", "\n"), ("%t", "\t"),
            ("%E*S", "%S.%*n"), ("%E6S", "%S.%f"), ("%E1S", "%S.%1n"), ("%E2S", "%S.%2n"), ("%E3S", "%S.%3n"),
            ("%E4S", "%S.%4n"), ("%E5S", "%S.%5n"), ("%E4Y", "%Y"), ("%Ez", "%:z"),
        ],
        [
            ("%Y-%m-%d", "%F"), ("%H:%M:%S", "%T"), ("%m/%d/%y", "%D"), ("%a %b %e %H:%M:%S %Y", "%c"),
            ("%H:%M:%S.%f", "%H:%M:%E6S"), ("%H:%M:%S.%3n", "%H:%M:%E3S"), ("%H:%M:%S.%*n", "%H:%M:%E*S"),
            ("%T.%f", "%H:%M:%E6S"), ("%T.%3n", "%H:%M:%E3S"), ("%T.%*n", "%H:%M:%E*S"),
            ("%S.%f", "%E6S"), ("%S.%*n", "%E*S"), ("%S.%1n", "%E1S"), ("%S.%2n", "%E2S"), ("%S.%3n", "%E3S"),
            ("%S.%4n", "%E4S"), ("%S.%5n", "%E5S"), ("%:z", "%Ez"),
        ])
    {
        Plain = "%a %A %b %B %C %d %D %e %F %g %G %H %I %j %J %k %l %m %M %p %P %Q %r %R %s %S %T %u %U %V %w %W %x %X %y %Y %z %Z %-d %-m %-H %-I %-M %-S %-j %^a %^A %^b %^B %%",
        Fraction = "%*n",
    };
}

/// <summary>The elements of BigQuery's CAST … FORMAT; names are in the capitals that they are written in.</summary>
// https://cloud.google.com/bigquery/docs/reference/standard-sql/format-elements#format_date_time_as_string
internal static class BigQueryCastFormats
{
    public static TimeFormat Time { get; } = new(
        [
            ("YYYY", "%Y"), ("YY", "%y"), ("RRRR", "%{RRRR}"), ("RR", "%{RR}"), ("YYY", "%{YYY}"), ("Y", "%{Y}"),
            ("MM", "%m"), ("DDD", "%j"), ("DD", "%d"), ("D", "%{D}"),
            ("MON", "%^b"), ("Mon", "%b"), ("mon", "%{mon}"), ("MONTH", "%^B"), ("Month", "%B"), ("month", "%{month}"),
            ("DAY", "%^A"), ("Day", "%A"), ("day", "%{day}"), ("DY", "%^a"), ("Dy", "%a"), ("dy", "%{dy}"),
            ("HH24", "%H"), ("HH12", "%I"), ("HH", "%I"), ("MI", "%M"), ("SSSSS", "%{SSSSS}"), ("SS", "%S"),
            ("AM", "%p"), ("PM", "%p"), ("A.M.", "%{A.M.}"), ("P.M.", "%{P.M.}"),
            ("FF1", "%1n"), ("FF2", "%2n"), ("FF3", "%3n"), ("FF4", "%4n"), ("FF5", "%5n"), ("FF6", "%f"),
            ("FF7", "%7n"), ("FF8", "%8n"), ("FF9", "%9n"), ("TZH:TZM", "%:z"), ("TZHTZM", "%z"), ("TZH", "%{TZH}"),
            ("TZM", "%{TZM}"),
        ],
        [])
    {
        IgnoreCase = true,
        Quote = '"',
    };
}

/// <summary>
/// Spark's DateTimeFormatter patterns: https://spark.apache.org/docs/latest/sql-ref-datetime-pattern.html.
/// </summary>
internal static class SparkFormats
{
    public static TimeFormat Time { get; } = new(
        [
            ("yyyy", "%Y"), ("YYYY", "%Y"), ("yy", "%y"), ("MMMM", "%B"), ("MMM", "%b"), ("MM", "%m"), ("M", "%-m"),
            ("dd", "%d"), ("d", "%-d"), ("HH", "%H"), ("H", "%-H"),
            ("hh", "%I"), ("h", "%-I"), ("mm", "%M"), ("m", "%-M"), ("ss", "%S"), ("s", "%-S"), ("SSSSSS", "%f"),
            ("SSS", "%3n"), ("a", "%p"), ("DDD", "%j"), ("D", "%-j"), ("EEEE", "%A"), ("EEE", "%a"), ("z", "%Z"),
            ("Z", "%z"), ("XXX", "%:z"),
        ],
        [
            ("%Y", "yyyy"), ("%y", "yy"), ("%B", "MMMM"), ("%b", "MMM"), ("%m", "MM"), ("%-m", "M"), ("%d", "dd"),
            ("%-d", "d"), ("%H", "HH"), ("%-H", "H"), ("%I", "hh"), ("%-I", "h"),
            ("%M", "mm"), ("%-M", "m"), ("%S", "ss"), ("%-S", "s"), ("%f", "SSSSSS"), ("%3n", "SSS"), ("%p", "a"),
            ("%j", "DDD"), ("%-j", "D"), ("%A", "EEEE"), ("%a", "EEE"), ("%Z", "z"), ("%z", "Z"), ("%:z", "XXX"),
            ("%F", "yyyy-MM-dd"), ("%T", "HH:mm:ss"),
        ])
    {
        Quote = '\'',
    };
}

/// <summary>
/// MySQL's DATE_FORMAT, Trino's date_format:
/// https://dev.mysql.com/doc/refman/8.4/en/date-and-time-functions.html#function_date-format.
/// </summary>
internal static class MySqlFormats
{
    public static TimeFormat Time { get; } = new(
        [("%M", "%B"), ("%c", "%-m"), ("%e", "%-d"), ("%h", "%I"), ("%i", "%M"), ("%s", "%S"), ("%k", "%-H"),
            ("%l", "%-I"), ("%T", "%H:%M:%S"), ("%W", "%A"), ("%v", "%V"), ("%x", "%G"), ("%u", "%{u}"), ("%U", "%{U}"),
            ("%V", "%{V}"), ("%X", "%{X}"), ("%D", "%{D}")],
        [("%B", "%M"), ("%-m", "%c"), ("%-d", "%e"), ("%I", "%h"), ("%M", "%i"), ("%S", "%s"), ("%-H", "%k"),
            ("%-I", "%l"), ("%H:%M:%S", "%T"), ("%A", "%W"), ("%V", "%v"), ("%G", "%x"), ("%F", "%Y-%m-%d")])
    {
        Plain = "%a %b %d %f %H %j %m %p %T %w %y %Y %%",
    };
}
