namespace Weir.Sql.Dialects.ClickHouse;

/// <summary>Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).</summary>
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
        """;
}
