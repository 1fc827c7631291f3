namespace Weir.Sql.Dialects;

/// <summary>
/// Functions: how they are read, how they are written (see <see cref="Weir.Sql.Functions.FunctionMap"/>).
/// </summary>
internal static class CanonicalFunctions
{
    /// <summary>Its own names to the canonical ones.</summary>
    public const string Reads = """
        # none
        """;

    /// <summary>Canonical names to its own.</summary>
    public const string Writes = """
        # none
        """;
}
