using System.Collections.Frozen;

namespace Weir.Sql.Dialects;

/// <summary>Abbreviations of date parts, by dialect.</summary>
internal static class DatePartNames
{
    // https://docs.snowflake.com/en/sql-reference/functions-date-time#supported-date-and-time-parts
    private static readonly Dictionary<string, string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Y"] = "YEAR",
        ["YY"] = "YEAR",
        ["YYY"] = "YEAR",
        ["YYYY"] = "YEAR",
        ["YR"] = "YEAR",
        ["YEARS"] = "YEAR",
        ["YRS"] = "YEAR",
        ["MM"] = "MONTH",
        ["MON"] = "MONTH",
        ["MONS"] = "MONTH",
        ["MONTHS"] = "MONTH",
        ["D"] = "DAY",
        ["DD"] = "DAY",
        ["DAYS"] = "DAY",
        ["DAYOFMONTH"] = "DAY",
        ["DAY OF WEEK"] = "DAYOFWEEK",
        ["WEEKDAY"] = "DAYOFWEEK",
        ["DOW"] = "DAYOFWEEK",
        ["DW"] = "DAYOFWEEK",
        ["WEEKDAY_ISO"] = "DAYOFWEEKISO",
        ["DOW_ISO"] = "DAYOFWEEKISO",
        ["DW_ISO"] = "DAYOFWEEKISO",
        ["DAYOFWEEK_ISO"] = "DAYOFWEEKISO",
        ["DAY OF YEAR"] = "DAYOFYEAR",
        ["DOY"] = "DAYOFYEAR",
        ["DY"] = "DAYOFYEAR",
        ["W"] = "WEEK",
        ["WK"] = "WEEK",
        ["WEEKOFYEAR"] = "WEEK",
        ["WOY"] = "WEEK",
        ["WY"] = "WEEK",
        ["WEEK_ISO"] = "WEEKISO",
        ["WEEKOFYEARISO"] = "WEEKISO",
        ["WEEKOFYEAR_ISO"] = "WEEKISO",
        ["ISOWEEK"] = "WEEKISO",
        ["Q"] = "QUARTER",
        ["QTR"] = "QUARTER",
        ["QTRS"] = "QUARTER",
        ["QUARTERS"] = "QUARTER",
        ["H"] = "HOUR",
        ["HH"] = "HOUR",
        ["HR"] = "HOUR",
        ["HOURS"] = "HOUR",
        ["HRS"] = "HOUR",
        ["M"] = "MINUTE",
        ["MI"] = "MINUTE",
        ["MIN"] = "MINUTE",
        ["MINUTES"] = "MINUTE",
        ["MINS"] = "MINUTE",
        ["S"] = "SECOND",
        ["SEC"] = "SECOND",
        ["SECONDS"] = "SECOND",
        ["SECS"] = "SECOND",
        ["MS"] = "MILLISECOND",
        ["MSEC"] = "MILLISECOND",
        ["MSECS"] = "MILLISECOND",
        ["MSECOND"] = "MILLISECOND",
        ["MSECONDS"] = "MILLISECOND",
        ["MILLISEC"] = "MILLISECOND",
        ["MILLISECS"] = "MILLISECOND",
        ["MILLISECON"] = "MILLISECOND",
        ["MILLISECONDS"] = "MILLISECOND",
        ["US"] = "MICROSECOND",
        ["USEC"] = "MICROSECOND",
        ["USECS"] = "MICROSECOND",
        ["MICROSEC"] = "MICROSECOND",
        ["MICROSECS"] = "MICROSECOND",
        ["USECOND"] = "MICROSECOND",
        ["USECONDS"] = "MICROSECOND",
        ["MICROSECONDS"] = "MICROSECOND",
        ["NS"] = "NANOSECOND",
        ["NSEC"] = "NANOSECOND",
        ["NANOSEC"] = "NANOSECOND",
        ["NSECOND"] = "NANOSECOND",
        ["NSECONDS"] = "NANOSECOND",
        ["NANOSECS"] = "NANOSECOND",
        ["EPOCH_SECOND"] = "EPOCH_SECOND",
        ["EPOCH_SECONDS"] = "EPOCH_SECOND",
        ["EPOCH_MILLISECONDS"] = "EPOCH_MILLISECOND",
        ["EPOCH_MICROSECONDS"] = "EPOCH_MICROSECOND",
        ["EPOCH_NANOSECONDS"] = "EPOCH_NANOSECOND",
        ["TZH"] = "TIMEZONE_HOUR",
        ["TZM"] = "TIMEZONE_MINUTE",
        ["DEC"] = "DECADE",
        ["DECS"] = "DECADE",
        ["DECADES"] = "DECADE",
        ["MIL"] = "MILLENNIUM",
        ["MILS"] = "MILLENNIUM",
        ["C"] = "CENTURY",
        ["CENT"] = "CENTURY",
        ["CENTS"] = "CENTURY",
        ["CENTURIES"] = "CENTURY",
    };

    public static FrozenDictionary<string, string> Snowflake { get; } =
        Common.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static FrozenDictionary<string, string> Databricks { get; } = FrozenDictionary<string, string>.Empty;

    public static FrozenDictionary<string, string> Redshift { get; } = Snowflake;

    public static FrozenDictionary<string, string> TSql { get; } = Snowflake;

    public static FrozenDictionary<string, string> Canonical { get; } = FrozenDictionary<string, string>.Empty;

    public static FrozenDictionary<string, string> DuckDb { get; } = FrozenDictionary<string, string>.Empty;

    public static FrozenDictionary<string, string> Plain { get; } = FrozenDictionary<string, string>.Empty;
}
