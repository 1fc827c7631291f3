using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.App.Commands;

/// <summary>
/// What every load over a node begins with: stored blocks that are no longer on the chain leave all tables, and the
/// blocks that took their place come in the same commit, in every table that had them.
/// </summary>
internal static class RecoveryRun
{
    /// <summary>Compares the warehouse with the node, and takes the node's branch where they differ.</summary>
    /// <returns>How many blocks left the chain.</returns>
    public static async Task<long> RunAsync(
        WeirHost host, BackfillPlan plan, OpenSource source, long chainId, CancellationToken stop)
    {
        if (source.Live is not { } live || !host.Warehouses.IsReadable(plan.Warehouse))
        {
            return 0;
        }

        IReadOnlyList<DeadBranch> dead;
        Ledger ledger;
        await using (IWarehouseReader reader = host.Warehouses.OpenReader(plan.Warehouse, plan.Settings))
        {
            ledger = new Ledger(chainId, await reader.GetLedgerAsync(stop));
            dead = await new ChainRecovery(reader, chainId, live.Feed.GetHashAsync, live.Head).FindAsync(stop);
        }

        foreach (DeadBranch branch in dead)
        {
            if (plan.Final is { } final && branch.Range.From <= final)
            {
                throw new VerificationException(
                    ErrorCodes.FinalizedChanged,
                    $"block {branch.Range.From} is stored with another hash than the node has now, though block {final} had been called final",
                    "Look at the node; if it is right, weir repair --source rpc:URL replaces the branch, and weir run goes on from there.",
                    branch.Range.From, isTransient: false);
            }

            Log.BranchLeft(
                host.Logger, branch.Range.From, branch.Range.To, chainId, branch.Blocks.Count,
                branch.Ancestor?.Number ?? branch.Range.From - 1);
            await ReplaceAsync(host, plan, live, branch, ledger, chainId, stop);
        }

        return dead.Sum(branch => branch.Blocks.Count);
    }

    private static async Task ReplaceAsync(
        WeirHost host, BackfillPlan plan, LiveSource live, DeadBranch branch, Ledger ledger, long chainId,
        CancellationToken stop)
    {
        TableSchema[] tables =
        [
            .. Decoders.Tables.Where(table => table == BlockBatch.Table
                || ledger.Blocks(table.Name).Ranges.Any(range => range.Intersect(branch.Range).Count > 0)),
        ];
        VerifyLevel level = VerifyLevels.For(plan.Asked | Had(ledger, branch.Range));
        await using ISink sink = host.Warehouses.OpenSink(plan.Warehouse, plan.Settings);
        SinkRequest request = new(
            new PipelineKey(chainId, plan.Pipeline), [.. tables, QuarantineBatch.Table], level.Asked(), Repairs: true)
        {
            // Another chain of the same id is refused here, before anything of the stored one is taken out.
            Genesis = await live.Feed.GetHashAsync(0, stop),
        };
        SinkState state = await sink.OpenAsync(request, stop) with { Whole = [] };
        ISource<BlockRun> branchNow = live.Feed.Read(
            branch.Range.Intersect(new BlockRange(0, live.Head)), live.Options.With(tables, level));
        PipelineRunner<BlockRun> runner = new(
            new RevertingSource<BlockRun>(branchNow, branch), Decoders.For(tables), request.Tables, sink,
            new PipelineOptions(), host.Time);
        await runner.RunAsync(state, _ => { }, stop);
    }

    // What was asked of the blocks when they were loaded: the branch that replaces them is proven as far.
    private static ProofGroups Had(Ledger ledger, BlockRange branch) => ledger.Lines
        .Where(line => line.Blocks.Intersect(branch).Count > 0)
        .Aggregate(ProofGroups.None, (groups, line) => groups | (line.Asked ?? line.Proven));
}
