using System.Runtime.CompilerServices;
using Weir.Connectors.DuckDb.Native;
using Weir.Connectors.DuckDb.Vectors;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb;

/// <summary>
/// Reads tables of a DuckDB file back as batches; opened for reading only, unless this process writes it already.
/// </summary>
/// <remarks>Each reading has a connection of its own, so several may go on at once.</remarks>
public sealed class DuckDbReader : IWarehouseReader
{
    // Enough rows to be worth a hop to another thread, few enough that wide inputs stay in tens of megabytes.
    private const int ChunksPerBatch = 4;

    private readonly DuckDbDatabase _database;
    private readonly DuckDbConnection _connection;
    private readonly Action<MalformedValue>? _malformed;

    private DuckDbReader(DuckDbDatabase database, Action<MalformedValue>? malformed)
    {
        _database = database;
        _connection = database.Connect();
        _malformed = malformed;
    }

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits of the engine.</param>
    /// <param name="malformed">
    /// Told of each value that is not of its column's form (someone changed it with SQL); it is then read as NULL.
    /// Without this, such a value is a <see cref="WarehouseException"/>.
    /// </param>
    /// <exception cref="WarehouseException">The file is missing, locked by another process, or no DuckDB
    /// database.</exception>
    public static DuckDbReader Open(string path, DuckDbOptions options, Action<MalformedValue>? malformed = null) =>
        new(DuckDbDatabase.Open(path, isWritable: false, options), malformed);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> GetChainIdsAsync(CancellationToken cancellationToken) =>
        [.. (await GetLedgerAsync(cancellationToken).ConfigureAwait(false)).Select(
            line => line.ChainId).Distinct().Order()];

    /// <inheritdoc/>
    public Task<IReadOnlyList<TableSchema>> GetTablesAsync(
        IReadOnlyList<TableSchema> candidates,
        CancellationToken cancellationToken) => _connection.RunAsync<IReadOnlyList<TableSchema>>(
            () => [.. candidates.Where(table => DuckDbCatalog.HasTable(_connection, table.Name))], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerLine>> GetLedgerAsync(
        CancellationToken cancellationToken) => _connection.RunAsync<IReadOnlyList<LedgerLine>>(
        () => DuckDbCatalog.HasTable(_connection, IngestTables.Ranges.Name) ? DuckDbLedger.Read(_connection) : [],
        cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Batch> ReadAsync(
        TableSchema table, BlockRange blocks, RowOrder order,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using DuckDbConnection connection = _database.Connect();
        using DuckDbResult result =
            await connection.RunAsync(() => Select(connection, table, blocks, order), cancellationToken)
            .ConfigureAwait(false);
        Batch batch = table.CreateBatch();
        BatchReader reader = new(batch, _malformed ?? Refuse);
        while (true)
        {
            batch.Clear();
            bool isLast =
                await connection.RunAsync(() => Fill(result, reader), cancellationToken).ConfigureAwait(false);
            if (batch.RowCount > 0)
            {
                yield return batch;
            }

            if (isLast)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredRun>> GetRunsAsync(
        long chainId, CancellationToken cancellationToken) => _connection.RunAsync(
        () => DuckDbHeaders.ReadRuns(_connection, chainId), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredHeader>> GetHeadersAsync(
        long chainId, BlockRange blocks, CancellationToken cancellationToken) => _connection.RunAsync(
            () => DuckDbHeaders.Read(_connection, chainId, blocks), cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountDuplicatesAsync(
        TableSchema table, BlockRange blocks, CancellationToken cancellationToken) => _connection.RunAsync(
        () =>
        {
            _ = DuckDbCatalog.RequireTable(_connection, table);
            string key = string.Join(", ", table.Key.Select(DuckDbTypes.Quote));
            (string where, DuckDbParameter[] parameters) = Where(table, blocks);
            return _connection.ScalarInt64(
                $"SELECT coalesce(sum(n - 1), 0)::BIGINT FROM (SELECT count(*) AS n FROM {DuckDbTypes.Quote(table.Name)} "
                + $"{where} GROUP BY {key} HAVING count(*) > 1)",
                parameters) ?? 0;
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool Fill(DuckDbResult result, BatchReader reader)
    {
        for (int i = 0; i < ChunksPerBatch; i++)
        {
            if (!result.NextChunk())
            {
                return true;
            }

            reader.Read(result);
        }

        return false;
    }

    private static (string Sql, DuckDbParameter[] Parameters) Where(TableSchema table, BlockRange blocks) =>
        table.BlockNumberColumn is not string column || blocks == BlockRange.All
            ? (string.Empty, [])
            : ($"WHERE {DuckDbTypes.Quote(column)} BETWEEN $1 AND $2", [blocks.From, blocks.To]);

    private void Refuse(MalformedValue value) => throw new WarehouseException(
        ErrorCodes.WarehouseRead,
        $"{_connection.Path}: {value}",
        "Someone changed the row: weir verify --proofs shows what is wrong, weir repair loads the block again.");

    private static DuckDbResult Select(
        DuckDbConnection connection, TableSchema table, BlockRange blocks, RowOrder order)
    {
        (string where, DuckDbParameter[] parameters) = Where(table, blocks);
        string columns = DuckDbCatalog.Selection(connection, table);
        string sort = order == RowOrder.Key ? "ORDER BY " + string.Join(", ", table.RowOrder.Select(DuckDbTypes.Quote))
            : string.Empty;
        return connection.Stream($"SELECT {columns} FROM {DuckDbTypes.Quote(table.Name)} {where} {sort}", parameters);
    }
}
