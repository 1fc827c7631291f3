namespace Weir.Connectors.Export;

/// <summary>Writes tables and views of a warehouse into files, a file a table.</summary>
public interface IWarehouseExporter : IAsyncDisposable
{
    /// <summary>
    /// Writes every table asked for; each file appears when it is whole, and replaces an older one of its name.
    /// </summary>
    /// <exception cref="Core.Errors.ConfigException">A name that is no table.</exception>
    /// <exception cref="Core.Errors.WarehouseException">The warehouse cannot be read, or a file not be
    /// written.</exception>
    Task<IReadOnlyList<ExportedFile>> ExportAsync(ExportRequest request, CancellationToken cancellationToken);
}
