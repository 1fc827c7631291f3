using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Pending;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.App.Commands.Run;

/// <summary>Puts the hearing of pending transactions before a warehouse, where their tables are asked for.</summary>
internal static class PendingWiring
{
    /// <summary>What hears of them; null where nobody asks.</summary>
    /// <exception cref="ConfigException">No node has a WebSocket.</exception>
    public static async Task<PendingWatch?> WatchAsync(
        WeirHost host, RunPlan plan, RpcNodes? nodes, CancellationToken cancellationToken)
    {
        if (!plan.Tables.Any(table => table == PendingTransactionBatch.Table || table == MempoolBatch.Table))
        {
            return null;
        }

        if (nodes is null)
        {
            throw new ConfigException(
                ErrorCodes.BadTable, "a Firehose tells nothing of transactions that are not in a block yet",
                "Leave pending_transactions and mempool_data out of --tables, or follow a node (rpc:).");
        }

        List<Hash32> stored = await ReadStoredAsync(host, plan, cancellationToken);
        return new PendingWatch(
            nodes, AccountFilter.All, host.Time, note => Log.SourceNote(host.Logger, note), stored);
    }

    private static async Task<List<Hash32>> ReadStoredAsync(WeirHost host, RunPlan plan, CancellationToken cancellationToken)
    {
        List<Hash32> stored = [];
        if (host.Warehouses.IsReadable(plan.Warehouse))
        {
            await using IWarehouseReader reader = host.Warehouses.OpenReader(plan.Warehouse, plan.Settings);
            await foreach (Batch rows in reader.ReadAsync(
                PendingTransactionBatch.Table, BlockRange.All, RowOrder.Any, cancellationToken))
            {
                FixedBytesColumn hashes = ((PendingTransactionBatch)rows).Hash;
                stored.AddRange(Enumerable.Range(0, rows.RowCount).Select(hashes.Hash));
            }
        }

        return stored;
    }
}
