namespace Weir.Connectors.DuckDb;

/// <summary>How a DuckDB database is opened.</summary>
public sealed class DuckDbOptions
{
    /// <summary>
    /// The most memory the engine may use, as DuckDB writes it (<c>2GB</c>); its own default (80 % of RAM) where null.
    /// </summary>
    public string? MemoryLimit { get; set; } = "2GB";

    /// <summary>Worker threads of the engine; one a core where null.</summary>
    public int? Threads { get; set; }
}
