using Weir.Core.Errors;

namespace Weir.App.Settings;

/// <summary>A warehouse as a user names it.</summary>
/// <param name="Path">The DuckDB file.</param>
internal sealed record WarehouseSpec(string Path)
{
    /// <summary>Where rows go unless said otherwise.</summary>
    public const string Default = "duckdb:weir.duckdb";

    private const string Prefix = "duckdb:";

    /// <exception cref="ConfigException">The kind is not known, or nothing follows it.</exception>
    public static WarehouseSpec Parse(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length > Prefix.Length
            ? new WarehouseSpec(text[Prefix.Length..])
            : throw new ConfigException(
                ErrorCodes.BadDestination, $"'{(text.Contains(':', StringComparison.Ordinal) ? text[..text.IndexOf(':', StringComparison.Ordinal)] + ":…" : text)}' is not a warehouse",
                "Write duckdb:PATH.");

    /// <summary>Whether the text names a warehouse rather than a source.</summary>
    public static bool IsWarehouse(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    public override string ToString() => Prefix + Path;
}
