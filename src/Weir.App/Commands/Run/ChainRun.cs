using Weir.Connectors;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Live;
using Weir.Connectors.JsonRpc.Pending;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Pipeline;

namespace Weir.App.Commands.Run;

#pragma warning disable CA2000, CA2025 // An open source would close the nodes, which go on to be followed.

/// <summary>
/// One chain that is followed into a warehouse until it is stopped: what is stored is compared with the node first, and
/// after every failure that may pass it goes on from what is stored.
/// </summary>
internal sealed class ChainRun(WeirHost host, RunPlan plan, IChainFeed feed, RunReport report)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    private readonly FollowLoop _loop = new(host, report);
    private long? _fillFrom;

    /// <summary>Follows until <paramref name="stop"/> is given.</summary>
    /// <exception cref="WeirException">Something that does not pass by itself.</exception>
    public Task RunAsync(CancellationToken stop) => _loop.RunAsync(FollowAsync, stop);

    private async Task FollowAsync(CancellationToken stop)
    {
        long chainId = await feed.GetChainIdAsync(stop);
        await RecoverAsync(chainId, stop);
        await using PendingWatch? pending = await PendingWiring.WatchAsync(host, plan, feed as RpcNodes, stop);
        ISink warehouse = TokenWiring.OpenSink(host, plan.AsLoad(RunPlan.Pipeline), feed as RpcNodes);
        await using ISink sink = pending is null ? warehouse : new PendingSink(warehouse, pending, host.Time);
        SinkRequest request = plan.AsLoad(RunPlan.Pipeline).Request(chainId, await feed.GetHashAsync(0, stop));
        SinkState state = await sink.OpenAsync(request, stop);
        host.WarehouseOpened?.Invoke();
        if (sink is ILoadSink load)
        {
            // Who follows changes few rows at a time, and finds them by the indexes.
            await load.CompleteLoadAsync(stop);
        }

        long start = state.Position?.Block?.Number + 1 ?? plan.Follow.StartBlock
            ?? Math.Max(0, await feed.GetHeadAsync(HeadRule.Latest, stop) - plan.Follow.Delivery.Confirmations);
        report.Say(() => Log.Following(
            host.Logger, feed.Source, chainId, host.Warehouses.Show(plan.Warehouse),
            plan.Follow.Delivery.Tag.ToString().ToLowerInvariant(), $"{start}"));
        if (plan.Fill && start > 0)
        {
            // Asked before the first block is stored: afterwards that block would be the first stored one.
            _fillFrom ??= plan.Follow.StartBlock ?? await FirstStoredAsync(chainId, start - 1, stop);
        }

        ISource<BlockRun> source = feed.Follow(plan.Blocks, plan.Follow, report);
        PipelineRunner<BlockRun> runner = new(
            source, Decoders.For(plan.Tables), request.Tables, sink, new PipelineOptions { ShutdownGrace = Grace, Observer = host.Meter },
            host.Time);
        Task following = runner.RunAsync(state, Add, stop);
        if (_fillFrom is { } from)
        {
            await FillAsync(new BlockRange(from, start - 1), following, stop);
        }

        await following;
    }

    // The blocks before those that are followed, at the same time and as a pipeline of its own.
    private async Task FillAsync(BlockRange range, Task following, CancellationToken stop)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        OpenSource source = Source(range, range.To);
        Task<int> filling = BackfillRun.RunAsync(
            host, plan.AsLoad("backfill") with { IsQuiet = true }, source, asJson: false, end.Token);
        if (await Task.WhenAny(filling, following) == following)
        {
            await end.CancelAsync();
        }

        await filling;
    }

    private async Task<long> FirstStoredAsync(long chainId, long fallback, CancellationToken stop)
    {
        BlockRangeSet stored = (await host.Warehouses.ReadLedgerAsync(plan.Warehouse, chainId, stop)).Blocks("blocks");
        return stored.Count > 0 ? Math.Min(stored.Hull.From, fallback) : 0;
    }

    private async Task RecoverAsync(long chainId, CancellationToken stop)
    {
        long head = await feed.GetHeadAsync(HeadRule.Latest, stop);
        await RecoveryRun.RunAsync(
            host, plan.AsLoad(RunPlan.Pipeline) with { Final = await FinalAsync(chainId, stop) },
            Source(new BlockRange(0, -1), head), chainId, stop);
    }

    // What was final when the last commit was made.
    private async Task<long?> FinalAsync(long chainId, CancellationToken stop)
    {
        if (!host.Warehouses.IsReadable(plan.Warehouse))
        {
            return null;
        }

        await using IWarehouseReader reader = host.Warehouses.OpenReader(plan.Warehouse, plan.Settings);
        if ((await reader.GetTablesAsync([ChainHeadBatch.Table], stop)).Count > 0)
        {
            await foreach (Batch rows in reader.ReadAsync(ChainHeadBatch.Table, BlockRange.All, RowOrder.Any, stop))
            {
                return ((ChainHeadBatch)rows).FinalizedOf(chainId);
            }
        }

        return null;
    }

    private OpenSource Source(BlockRange range, long head) =>
        new(feed.Read(range, plan.Blocks), new BlockRangeSet(range), feed.Source)
        {
            Live = new LiveSource(feed, head, plan.Blocks),
        };

    private void Add(PipelineProgress step)
    {
        _loop.Committed();
        host.Meter.Stored(step);
        report.Add(step);
    }
}
