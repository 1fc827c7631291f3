using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb;

/// <summary>One transaction on the writing connection, with the file's turn to write.</summary>
internal sealed class DuckDbTransaction : IWarehouseTransaction
{
    private readonly DuckDbWarehouse _warehouse;
    private readonly SemaphoreSlim _turn;
    private readonly long _chainId;
    private bool _isOpen;

    private DuckDbTransaction(DuckDbWarehouse warehouse, SemaphoreSlim turn, long chainId)
    {
        _warehouse = warehouse;
        _turn = turn;
        _chainId = chainId;
    }

    private DuckDbConnection Connection => _warehouse.Connection;

    /// <summary>Waits for the turn, then begins.</summary>
    public static async Task<DuckDbTransaction> BeginAsync(
        DuckDbWarehouse warehouse, SemaphoreSlim turn, long chainId, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        DuckDbTransaction transaction = new(warehouse, turn, chainId);
        try
        {
            transaction.Connection.Execute("BEGIN TRANSACTION");
            transaction._isOpen = true;
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPosition>> ReadPositionsAsync(CancellationToken cancellationToken) =>
        Connection.RunAsync(() => DuckDbPositions.Read(Connection, _chainId), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerLine>> ReadLedgerAsync(CancellationToken cancellationToken) =>
        Connection.RunAsync<IReadOnlyList<LedgerLine>>(
            () => [.. DuckDbLedger.Read(Connection).Where(line => line.ChainId == _chainId)], cancellationToken);

    /// <inheritdoc/>
    public Task<Hash32?> ReadGenesisAsync(CancellationToken cancellationToken) => Connection.RunAsync(
        () => DuckDbHeaders.ReadGenesis(Connection, _chainId), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredHeader>> ReadHeadersAsync(BlockRange blocks, CancellationToken cancellationToken) =>
        Connection.RunAsync(() => DuckDbHeaders.Read(Connection, _chainId, blocks), cancellationToken);

    /// <inheritdoc/>
    public async Task ApplyAsync(CommitPlan plan, CancellationToken cancellationToken)
    {
        await Connection.RunAsync(
            () =>
            {
                Write(plan);
                cancellationToken.ThrowIfCancellationRequested();
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        Commit();
    }

    /// <summary>Makes everything durable.</summary>
    public void Commit()
    {
        // A failed COMMIT has ended the transaction too.
        _isOpen = false;
        Connection.Execute("COMMIT");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        try
        {
            if (_isOpen)
            {
                _isOpen = false;
                Connection.Execute("ROLLBACK");
            }
        }
        catch (WeirException)
        {
            // The failure that ended the transaction is the one to tell.
        }
        finally
        {
            _turn.Release();
        }

        return ValueTask.CompletedTask;
    }

    private void Write(CommitPlan plan)
    {
        foreach (BlockDelete delete in plan.Deletes)
        {
            Delete(delete);
        }

        foreach (TableSchema table in plan.Replaced)
        {
            Connection.Execute($"DELETE FROM {DuckDbTypes.Quote(table.Name)} WHERE chain_id = $1", plan.ChainId);
        }

        foreach (IBatch batch in plan.Batches)
        {
            _warehouse.Loader(batch.Schema).Load(batch);
        }

        if (plan.Genesis is { } genesis)
        {
            Connection.Execute("INSERT INTO ingest_chains VALUES ($1, $2)", _chainId, genesis.ToString());
        }

        DuckDbLedger.Write(Connection, plan, _warehouse.Now);
        DuckDbPositions.Write(Connection, plan, _warehouse.Now);
    }

    private void Delete(BlockDelete delete)
    {
        if (!DuckDbCatalog.HasTable(Connection, delete.Table))
        {
            return;
        }

        string hashes = delete.Hashes is null
            ? string.Empty
            : $" AND {delete.HashColumn} IN ({string.Join(", ", delete.Hashes.Select(hash => $"'{hash}'"))})";
        Connection.Execute(
            $"DELETE FROM {DuckDbTypes.Quote(delete.Table)} "
            + $"WHERE chain_id = $1 AND {delete.NumberColumn} BETWEEN $2 AND $3{hashes}",
            _chainId, delete.Blocks.From, delete.Blocks.To);
    }
}
