namespace Weir.Sql.Dialects.Spark;

/// <summary>
/// Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).
/// </summary>
internal static class SparkFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        REGEXP_LIKE/2 = REGEXP_CONTAINS
        REGEXP/2 = REGEXP_CONTAINS
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        REGEXP_CONTAINS/2 = REGEXP_LIKE
        COUNT_IF/1 = COUNT_IF
        IF/3 = IF
        STR_POSITION/2 = LOCATE($2, $1)
        """;
}
