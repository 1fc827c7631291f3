namespace Weir.Sql.Dialects.ClickHouse;

/// <summary>
/// Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).
/// </summary>
internal static class ClickHouseFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        # none
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        REGEXP_CONTAINS/2 = match
        COUNT_IF/1 = countIf
        LENGTH/1 = CHAR_LENGTH
        SUBSTRING/2 = !ClickHouse counts bytes: write substringUTF8
        SUBSTRING/3 = !ClickHouse counts bytes: write substringUTF8
        STR_POSITION/2 = !ClickHouse counts bytes: write positionUTF8
        STDDEV/1 = STDDEV_SAMP
        VARIANCE/1 = VAR_SAMP
        LOGICAL_AND/1 = MIN
        LOGICAL_OR/1 = MAX
        ROUND/1 = !ClickHouse rounds halves of doubles to even
        MD5/1 = LOWER(HEX(MD5($1)))
        """;
}
