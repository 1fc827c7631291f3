using Weir.App.Terminal;
using Weir.Connectors.JsonRpc;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Pipeline;

namespace Weir.App.Commands;

/// <summary>One run from an open source into a warehouse.</summary>
internal static class BackfillRun
{
    /// <summary>Loads what is missing and says what came in.</summary>
    /// <param name="host">Screen, clock and warehouses.</param>
    /// <param name="plan">What to do.</param>
    /// <param name="source">Where blocks come from.</param>
    /// <param name="asJson">Whether the summary goes to the output as one JSON line.</param>
    /// <param name="stop">Ends the reading; what was read is committed.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        WeirHost host, BackfillPlan plan, OpenSource source, bool asJson, CancellationToken stop)
    {
        long chainId = await source.Blocks.GetChainIdAsync(stop);
        if (source.Note is { } note)
        {
            Log.SourceNote(host.Logger, note);
        }

        await RecoveryRun.RunAsync(host, plan, source, chainId, stop);
        await SenderCompletion.RunAsync(host, plan, source, chainId, stop);
        await using ISink sink = TokenWiring.OpenSink(host, plan, source.Live?.Feed as RpcNodes);
        Hash32? genesis = source.Live is { } live ? await live.Feed.GetHashAsync(0, stop) : null;
        SinkRequest request = plan.Request(chainId, genesis);
        SinkState state = plan.Narrow(await sink.OpenAsync(request, stop));
        host.WarehouseOpened?.Invoke();
        BlockRangeSet missing = source.Chosen.Except(state.Whole);
        Log.RunStarted(
            host.Logger, source.Shown, chainId, source.Chosen.Hull.ToString(), host.Warehouses.Show(plan.Warehouse),
            missing.Count,
            source.Chosen.Count - missing.Count);
        ProgressLine progress = new(host.Screen, host.Time, missing.Count);
        BackfillReport report = new(host, chainId, progress);
        PipelineRunner<BlockRun> runner = new(
            source.Blocks, Decoders.For(plan.Tables), request.Tables, sink,
            new PipelineOptions { Observer = host.Meter }, host.Time);
        try
        {
            await runner.RunAsync(state, Add, stop);
        }
        finally
        {
            progress.End();
        }

        if (sink is ILoadSink load && !stop.IsCancellationRequested)
        {
            await load.CompleteLoadAsync(stop);
        }

        await report.EndAsync(asJson);
        return stop.IsCancellationRequested ? WeirHost.Interrupted : 0;

        void Add(PipelineProgress step)
        {
            host.Meter.Stored(step);
            report.Add(step, plan.IsQuiet || host.Logger.IsJson);
        }
    }
}
