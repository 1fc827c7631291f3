namespace Weir.Sql.Dialects.Redshift;

/// <summary>
/// Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).
/// </summary>
internal static class RedshiftFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        # none
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        COUNT_IF/1 = SUM(CASE WHEN $1 THEN 1 ELSE 0 END)
        IF/3 = CASE WHEN $1 THEN $2 ELSE $3 END
        """;
}
