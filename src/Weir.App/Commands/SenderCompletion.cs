using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Pipeline;
using Weir.Proofs;

namespace Weir.App.Commands;

/// <summary>
/// Stored blocks whose senders were not proven are completed from their own rows: the signatures are there, no node is
/// asked again.
/// </summary>
internal static class SenderCompletion
{
    /// <summary>
    /// Recovers the senders of the stored blocks that the run chose, and raises what the ledger says of them.
    /// </summary>
    public static async Task RunAsync(
        WeirHost host, BackfillPlan plan, OpenSource source, long chainId, CancellationToken stop)
    {
        if (!plan.Asked.HasFlag(ProofGroups.Senders) || plan.Only is not null
            || !host.Warehouses.IsReadable(plan.Warehouse))
        {
            return;
        }

        (BlockRangeSet lacking, TableSchema[] tables) = await FindAsync(host, plan, source, chainId, stop);
        if (lacking.Count == 0)
        {
            return;
        }

        // The sink first: who reads the same file joins it.
        await using ISink sink = host.Warehouses.OpenSink(plan.Warehouse, plan.Settings);
        SinkRequest request = new(
            new PipelineKey(chainId, "senders"), [.. tables, QuarantineBatch.Table], plan.Asked, Repairs: true);
        SinkState state = await sink.OpenAsync(request, stop) with { Whole = [] };
        await using IWarehouseReader reader = host.Warehouses.OpenReader(plan.Warehouse, plan.Settings, _ => { });
        StoredSource blocks = new(reader, chainId, lacking, host.Time);
        PipelineRunner<BlockRun> runner = new(
            blocks, Decoders.For(tables), request.Tables, sink, new PipelineOptions(), host.Time);
        long completed = 0;
        await runner.RunAsync(state, step => completed += step.Blocks, stop);
        if (completed > 0)
        {
            Log.SendersCompleted(host.Logger, completed);
        }
    }

    // The chosen blocks that lack nothing but senders, and the tables that have all of them: others keep their rows.
    private static async Task<(BlockRangeSet Lacking, TableSchema[] Tables)> FindAsync(
        WeirHost host, BackfillPlan plan, OpenSource source, long chainId, CancellationToken stop)
    {
        Ledger ledger = await host.Warehouses.ReadLedgerAsync(plan.Warehouse, chainId, stop);
        TableSchema[] stored = [.. Decoders.Tables.Where(
            table => table.Origin != RowOrigin.Observed && table != UncleBatch.Table && ledger.Blocks(table.Name).Count > 0)];
        BlockRangeSet rooted = ledger.Whole(StoredSource.Tables, plan.Asked & ~ProofGroups.Senders);
        BlockRangeSet lacking =
            rooted.Except(ledger.Whole(stored, plan.Asked, orAsked: true).Ranges).Intersect(source.Chosen);
        return (lacking, [.. stored.Where(table => lacking.Except(ledger.Blocks(table.Name).Ranges).Count == 0)]);
    }
}
