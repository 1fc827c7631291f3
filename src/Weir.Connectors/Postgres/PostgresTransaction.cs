using System.Globalization;
using Npgsql;
using Weir.Connectors.Postgres.Copy;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.Postgres;

/// <summary>
/// One transaction with the chain's lock. Where the lock is free, rows go straight into their tables; where another
/// writer has it, they wait in temporary tables meanwhile, so that the lock is held for the merge alone.
/// </summary>
internal sealed class PostgresTransaction(
    PostgresWarehouse warehouse, PostgresDatabase database, NpgsqlConnection connection, long chainId)
    : IWarehouseTransaction
{
    private const string StagePrefix = "weir_stage_";

    // "Weir" in ASCII: the locks of other programs in the database are others.
    private const int LockClass = 1466263922;

    private readonly HashSet<IBatch> _staged = [];
    private readonly CopyBuffer _buffer = new();
    private NpgsqlTransaction? _transaction;

    private int LockKey => (int)(chainId ^ (chainId >> 32)) | 1 << 30;

    /// <summary>Takes the chain's lock.</summary>
    public async Task BeginAsync(IReadOnlyList<IBatch> batches, CancellationToken cancellationToken)
    {
        _transaction = await connection.BeginTransactionAsync(cancellationToken);
        bool isFree = (await PostgresDatabase.ListAsync(
            connection, $"SELECT pg_try_advisory_xact_lock({LockClass}, {LockKey})", row => row.GetBoolean(0),
            cancellationToken))[0];
        if (isFree)
        {
            return;
        }

        foreach (IBatch batch in batches.Where(batch => batch.RowCount > 0))
        {
            string stage = StagePrefix + batch.Schema.Name;
            await PostgresDatabase.ExecuteAsync(
                connection,
                $"CREATE TEMPORARY TABLE {PostgresTypes.Quote(stage)} (LIKE {PostgresTypes.Quote(batch.Schema.Name)}) ON COMMIT DROP",
                cancellationToken);
            await CopyWriter.CopyAsync(connection, stage, batch, _buffer, cancellationToken);
            _staged.Add(batch);
        }

        await PostgresDatabase.ExecuteAsync(
            connection, $"SELECT pg_advisory_xact_lock({LockClass}, {LockKey})", cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredPosition>> ReadPositionsAsync(CancellationToken cancellationToken) =>
        await database.GuardAsync(
            () => PostgresLedger.ReadPositionsAsync(connection, database.Name, chainId, cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LedgerLine>> ReadLedgerAsync(CancellationToken cancellationToken) =>
        await database.GuardAsync(() => PostgresLedger.ReadAsync(connection, database.Name, cancellationToken));

    /// <inheritdoc/>
    public Task<Hash32?> ReadGenesisAsync(CancellationToken cancellationToken) =>
        database.GuardAsync(() => PostgresHeaders.ReadGenesisAsync(connection, chainId, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredHeader>> ReadHeadersAsync(
        BlockRange blocks, CancellationToken cancellationToken) =>
        database.GuardAsync(() => PostgresHeaders.ReadAsync(connection, chainId, blocks, cancellationToken));

    /// <inheritdoc/>
    public Task ApplyAsync(CommitPlan plan, CancellationToken cancellationToken) => database.GuardAsync(async () =>
    {
        NpgsqlTransaction transaction =
            _transaction ?? throw new InvalidOperationException("The transaction has not begun.");
        foreach (BlockDelete delete in plan.Deletes)
        {
            await DeleteAsync(delete, cancellationToken);
        }

        foreach (TableSchema table in plan.Replaced)
        {
            await PostgresDatabase.ExecuteAsync(
                connection, $"DELETE FROM {PostgresTypes.Quote(table.Name)} WHERE chain_id = $1", cancellationToken,
                chainId);
        }

        List<string> partitions = [];
        foreach (IBatch batch in plan.Batches)
        {
            await LoadAsync(batch, partitions, cancellationToken);
        }

        await PostgresLedger.WriteAsync(connection, plan, warehouse.Now, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        // From here on it is not cancelled: nobody would know whether it happened.
        await transaction.CommitAsync(CancellationToken.None);
        warehouse.Partitions.Keep(partitions);
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_transaction is { } transaction)
            {
                // Rolls back what was not committed.
                await transaction.DisposeAsync();
            }
        }
        catch (Exception error) when (error is NpgsqlException or ObjectDisposedException or IOException)
        {
            // The failure that ended the connection is the one to tell.
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }

    private async Task LoadAsync(IBatch batch, List<string> partitions, CancellationToken cancellationToken)
    {
        string target = batch.Schema.Name;
        if (PostgresTypes.IsPartitioned(batch.Schema))
        {
            BlockRange blocks = BlockNumbers.RangeOf(batch);
            partitions.AddRange(
                await warehouse.Partitions.EnsureAsync(connection, batch.Schema, blocks, cancellationToken));

            // Rows of one partition need not be routed.
            string first = PostgresPartitions.NameOf(batch.Schema, blocks.From);
            target = first == PostgresPartitions.NameOf(batch.Schema, blocks.To) ? first : target;
        }

        if (_staged.Contains(batch))
        {
            string columns = PostgresTypes.Columns(batch.Schema);
            await PostgresDatabase.ExecuteAsync(
                connection,
                $"INSERT INTO {PostgresTypes.Quote(target)} ({columns}) "
                + $"SELECT {columns} FROM {PostgresTypes.Quote(StagePrefix + batch.Schema.Name)}",
                cancellationToken);
        }
        else
        {
            await CopyWriter.CopyAsync(connection, target, batch, _buffer, cancellationToken);
        }
    }

    private async Task DeleteAsync(BlockDelete delete, CancellationToken cancellationToken)
    {
        if (!await PostgresCatalog.HasTableAsync(connection, delete.Table, cancellationToken))
        {
            return;
        }

        string hashes = delete.Hashes is null
            ? string.Empty
            : $" AND {delete.HashColumn} IN ({string.Join(", ", delete.Hashes.Select(hash => $"'{hash}'"))})";
        await PostgresDatabase.ExecuteAsync(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"DELETE FROM {PostgresTypes.Quote(delete.Table)} WHERE chain_id = $1 AND {delete.NumberColumn} BETWEEN $2 AND $3{hashes}"),
            cancellationToken, chainId, delete.Blocks.From, delete.Blocks.To);
    }
}
