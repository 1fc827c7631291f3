namespace Weir.Sql.Dialects.Flink;

/// <summary>
/// Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).
/// </summary>
internal static class FlinkFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        REGEXP_LIKE/2 = REGEXP_CONTAINS
        REGEXP/2 = REGEXP_CONTAINS
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        REGEXP_CONTAINS/2 = REGEXP_LIKE
        COUNT_IF/1 = SUM(CASE WHEN $1 THEN 1 ELSE 0 END)
        IF/3 = CASE WHEN $1 THEN $2 ELSE $3 END
        STR_POSITION/2 = LOCATE($2, $1)
        """;
}
