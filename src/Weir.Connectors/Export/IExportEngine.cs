using Weir.Core;

namespace Weir.Connectors.Export;

/// <summary>The part of an export that a warehouse does itself: Parquet, and views whose columns only it knows.</summary>
internal interface IExportEngine : IAsyncDisposable
{
    /// <summary>Tables and views; those outside the tables' own schema with theirs before a dot.</summary>
    Task<IReadOnlyList<string>> GetNamesAsync(CancellationToken cancellationToken);

    /// <summary>Writes a Parquet file; exact integers become decimal text.</summary>
    /// <returns>How many rows.</returns>
    Task<long> WriteParquetAsync(string name, BlockRange blocks, string path, CancellationToken cancellationToken);

    /// <summary>Writes a text file of a table or view that is none of Weir's own tables.</summary>
    /// <returns>How many rows.</returns>
    Task<long> WriteTextAsync(
        string name, BlockRange blocks, ExportFile file, RowLayout layout, CancellationToken cancellationToken);
}
