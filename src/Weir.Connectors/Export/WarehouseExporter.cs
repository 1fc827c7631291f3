using Weir.Connectors.DuckDb;
using Weir.Connectors.Postgres;
using Weir.Ethereum.Transforms;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.Export;

/// <summary>Exports tables and views of a warehouse into files, a file a table.</summary>
/// <remarks>Rows of tables are in the order of the chain, so that the same warehouse gives the same bytes.</remarks>
public sealed class WarehouseExporter : IWarehouseExporter
{
    private readonly IWarehouseReader _reader;
    private readonly IExportEngine _engine;

    private readonly long? _chainId;

#pragma warning disable CA2000 // The exporter owns reader and engine.
    private WarehouseExporter(IWarehouseReader reader, IExportEngine engine, long? chainId)
    {
        _chainId = chainId;
        _reader = reader;
        _engine = engine;
    }

    /// <summary>Opens a DuckDB file for reading.</summary>
    /// <exception cref="WarehouseException">The file is missing, locked by another process, or no DuckDB
    /// database.</exception>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits of the engine.</param>
    /// <param name="chainId">The chain of exports that have no column for it; needed where the warehouse has
    /// several.</param>
    public static WarehouseExporter Open(string path, DuckDbOptions options, long? chainId = null) =>
        new(DuckDbReader.Open(path, options), new DuckDbExport(path, options, chainId), chainId);

    /// <summary>Opens a PostgreSQL database for reading; it is reached with the first question.</summary>
    /// <inheritdoc cref="Open(string, DuckDbOptions, long?)" path="/param[@name='chainId']"/>
    /// <param name="options">The database.</param>
    public static WarehouseExporter Open(PostgresOptions options, long? chainId = null) =>
        new(new PostgresReader(options), new PostgresExport(options, chainId), chainId);
#pragma warning restore CA2000

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExportedFile>> ExportAsync(
        ExportRequest request, CancellationToken cancellationToken)
    {
        foreach (string table in request.Tables)
        {
            await CheckAsync(request, table, cancellationToken).ConfigureAwait(false);
        }

        MakeFolder(request.Folder);
        List<ExportedFile> files = [];
        foreach (string table in request.Tables)
        {
            files.Add(await ExportAsync(request, table, cancellationToken).ConfigureAwait(false));
        }

        return files;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync().ConfigureAwait(false);
        await _reader.DisposeAsync().ConfigureAwait(false);
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WarehouseException(
                ErrorCodes.FileWrite, $"The folder {folder} cannot be made: {error.Message}",
                "Name a folder that you may write to.",
                innerException: error);
        }
    }

    private async Task CheckAsync(ExportRequest request, string table, CancellationToken cancellationToken)
    {
        if (request.Schema == ExportSchema.EthereumEtl)
        {
            await RequireOneChainAsync(cancellationToken).ConfigureAwait(false);
            if (EthereumEtlTable.Find(table) is null)
            {
                throw new ConfigException(
                    ErrorCodes.BadTable,
                    $"ethereum-etl has no table {table} that Weir exports.",
                    $"Choose among {string.Join(", ", EthereumEtlTable.Names)}.");
            }

            return;
        }

        IReadOnlyList<string> names = await _engine.GetNamesAsync(cancellationToken).ConfigureAwait(false);
        if (!names.Contains(table))
        {
            throw new ConfigException(
                ErrorCodes.BadTable,
                $"The warehouse has no table or view {table}.",
                $"Choose among {string.Join(", ", names)}.");
        }
    }

    // ethereum-etl's files do not say which chain a row is of.
    private async Task RequireOneChainAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<long> chains = await _reader.GetChainIdsAsync(cancellationToken).ConfigureAwait(false);
        if (_chainId is null && chains.Count > 1)
        {
            throw new ConfigException(
                ErrorCodes.ChainIdConflict,
                $"The warehouse has the chains {string.Join(", ", chains)}, and ethereum-etl's files have no column for it.",
                "Choose one with --chain-id.");
        }
    }

    private async Task<ExportedFile> ExportAsync(
        ExportRequest request, string table, CancellationToken cancellationToken)
    {
        string path = Path.Combine(request.Folder, $"{table}.{ExportFormats.Extension(request.Format)}");
        ExportFile file = request.Format == ExportFormat.Parquet ? ExportFile.Reserve(path) : ExportFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            long rows = await WriteAsync(request, table, file, cancellationToken).ConfigureAwait(false);
            return new ExportedFile(table, path, rows, file.Complete());
        }
    }

    private Task<long> WriteAsync(
        ExportRequest request, string table, ExportFile file, CancellationToken cancellationToken)
    {
        bool isEtl = request.Schema == ExportSchema.EthereumEtl;
        if (request.Format == ExportFormat.Parquet)
        {
            return _engine.WriteParquetAsync(
                isEtl ? "ethereum_etl." + table : table, request.Blocks, file.TemporaryPath, cancellationToken);
        }

        bool isCsv = request.Format == ExportFormat.Csv;
        if (isEtl && EthereumEtlTable.Find(table) is EthereumEtlTable etl)
        {
            RowLayout python = isCsv ? RowLayout.PythonCsv : RowLayout.PythonJsonLines;
            return WriteEtlAsync(etl, request.Blocks, file, python, cancellationToken);
        }

        RowLayout layout = isCsv ? RowLayout.Csv : RowLayout.JsonLines;
        return Decoders.Find(table) is TableSchema schema
            ? WriteTableAsync(schema, request.Blocks, file, layout, cancellationToken)
            : _engine.WriteTextAsync(table, request.Blocks, file, layout, cancellationToken);
    }

    private async Task<long> WriteTableAsync(
        TableSchema table, BlockRange blocks, ExportFile file, RowLayout layout, CancellationToken cancellationToken)
    {
        long rows = 0;
        layout.AppendHeader(file.Text, [.. table.Columns.Select(column => column.Name)]);
        await foreach (Batch batch in _reader.ReadAsync(table, blocks, RowOrder.Key, cancellationToken).ConfigureAwait(
            false))
        {
            ExportField[] fields = TableFields.Of(batch);
            for (int row = 0; row < batch.RowCount; row++)
            {
                layout.AppendRow(file.Text, fields, row);
                file.FlushWhenLong();
            }

            rows += batch.RowCount;
        }

        return rows;
    }

    private async Task<long> WriteEtlAsync(
        EthereumEtlTable table, BlockRange blocks, ExportFile file, RowLayout layout,
        CancellationToken cancellationToken)
    {
        long rows = 0;
        await foreach (Batch batch in _reader.ReadAsync(
            table.Source, blocks, RowOrder.Key, cancellationToken).ConfigureAwait(false))
        {
            ExportField[] fields = table.Fields(batch);
            var chains = (Int64Column)batch.Columns[batch.Schema.IndexOf("chain_id")];
            if (batch is BlockBatch headers)
            {
                fields.OfType<WithdrawalsField>().Single().Use(
                    await WithdrawalsAsync(headers, cancellationToken).ConfigureAwait(false));
            }

            for (int row = 0; row < batch.RowCount; row++)
            {
                if (!table.HasRow(batch, row) || (_chainId is { } chain && chains[row] != chain))
                {
                    continue;
                }

                // ethereum-etl writes its header with the first row, so a file without rows is empty.
                if (rows++ == 0)
                {
                    layout.AppendHeader(file.Text, [.. fields.Select(field => field.Name)]);
                }

                layout.AppendRow(file.Text, fields, row);
                file.FlushWhenLong();
            }
        }

        return rows;
    }

    private async Task<WithdrawalBatch> WithdrawalsAsync(BlockBatch headers, CancellationToken cancellationToken)
    {
        WithdrawalBatch all = new();
        if ((await _reader.GetTablesAsync([WithdrawalBatch.Table], cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            return all;
        }

        long first = long.MaxValue;
        long last = long.MinValue;
        foreach (long number in headers.Number.Values)
        {
            first = Math.Min(first, number);
            last = Math.Max(last, number);
        }

        await foreach (Batch batch in _reader.ReadAsync(
            WithdrawalBatch.Table, new BlockRange(first, last), RowOrder.Key, cancellationToken).ConfigureAwait(false))
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                all.AppendFrom(batch, row);
            }
        }

        return all;
    }
}
