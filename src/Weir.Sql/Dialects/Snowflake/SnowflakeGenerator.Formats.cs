namespace Weir.Sql.Dialects.Snowflake;

internal sealed partial class SnowflakeGenerator
{
    private const string DayName =
        "DECODE(DAYOFWEEKISO($1), 1, 'Monday', 2, 'Tuesday', 3, 'Wednesday', 4, 'Thursday', 5, 'Friday', 6, 'Saturday', 7, 'Sunday')";

    /// <summary>Elements of time formats that TO_CHAR does not have.</summary>
    // https://docs.snowflake.com/en/sql-reference/functions-date-time
    protected override string? FormatElement(string element) => element switch
    {
        "%-d" => "CAST(DAY($1) AS VARCHAR)",
        "%-m" => "CAST(MONTH($1) AS VARCHAR)",
        "%-H" => "CAST(HOUR($1) AS VARCHAR)",
        "%-I" => "CAST(MOD(HOUR($1) + 11, 12) + 1 AS VARCHAR)",
        "%-M" => "CAST(MINUTE($1) AS VARCHAR)",
        "%-S" => "CAST(SECOND($1) AS VARCHAR)",
        "%-j" => "CAST(DAYOFYEAR($1) AS VARCHAR)",
        "%e" => "LPAD(CAST(DAY($1) AS VARCHAR), 2, ' ')",
        "%k" => "LPAD(CAST(HOUR($1) AS VARCHAR), 2, ' ')",
        "%l" => "LPAD(CAST(MOD(HOUR($1) + 11, 12) + 1 AS VARCHAR), 2, ' ')",
        "%j" => "LPAD(CAST(DAYOFYEAR($1) AS VARCHAR), 3, '0')",
        "%G" => "CAST(YEAROFWEEKISO($1) AS VARCHAR)",
        "%V" => "LPAD(CAST(WEEKISO($1) AS VARCHAR), 2, '0')",
        "%u" => "CAST(DAYOFWEEKISO($1) AS VARCHAR)",
        "%w" => "CAST(MOD(DAYOFWEEKISO($1), 7) AS VARCHAR)",
        "%A" or "%{Day}" => DayName,
        "%^A" or "%{DAY}" => $"UPPER({DayName})",
        _ => null,
    };
}
