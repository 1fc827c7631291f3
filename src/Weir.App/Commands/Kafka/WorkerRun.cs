using Weir.App.Settings;
using Weir.App.Terminal;
using Weir.Connectors.Kafka.Blocks;
using Weir.Connectors.Kafka.Blocks.Work;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Pipeline;

namespace Weir.App.Commands.Kafka;

/// <summary>One of the processes that share a backfill into Kafka.</summary>
/// <param name="host">Sources, clock and log.</param>
/// <param name="kafka">Brokers and topics.</param>
/// <param name="name">The worker's name.</param>
/// <param name="asked">What is to be proven of every block.</param>
/// <param name="isQuiet">No progress.</param>
internal sealed class WorkerRun(
    WeirHost host, KafkaBlockOptions kafka, string name, ProofGroups asked, bool isQuiet)
{
    // What a worker that does not come back leaves open holds its range back for so long.
    private static readonly TimeSpan TransactionTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Plans what nobody has planned, and works until all is done.</summary>
    /// <param name="source">The blocks that are wanted.</param>
    /// <param name="specs">Where they come from.</param>
    /// <param name="request">How it is asked.</param>
    /// <param name="asJson">Whether the summary goes to the output as one JSON line.</param>
    /// <param name="stop">Ends it; what was read is written.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(
        OpenSource source, IReadOnlyList<SourceSpec> specs, SourceRequest request, bool asJson, CancellationToken stop)
    {
        kafka.TransactionTimeout = TransactionTimeout;
        long chainId = await source.Blocks.GetChainIdAsync(stop);
        if (source.Note is { } note)
        {
            Log.SourceNote(host.Logger, note);
        }

        long planned = await WorkPlanSink.PutAsync(kafka, host.Time, chainId, source.Chosen, asked, stop);
        Log.WorkStarted(
            host.Logger, name, source.Shown, chainId, source.Chosen.Hull.ToString(),
            $"kafka:{kafka.BootstrapServers}", planned);
        ProgressLine progress = new(host.Screen, host.Time, null);
        BackfillReport report = new(host, chainId, progress);
        KafkaWorker worker = new(
            kafka, (range, token) => OpenAsync(source, specs, request, range, token), host.Time, host.WarnOfRetry);
        try
        {
            await worker.RunAsync(name, chainId, source.Chosen, asked, step => report.Add(step, isQuiet), stop);
        }
        finally
        {
            progress.End();
        }

        await report.EndAsync(asJson);
        return stop.IsCancellationRequested ? WeirHost.Interrupted : 0;
    }

    private async Task<ISource<BlockRun>> OpenAsync(
        OpenSource source, IReadOnlyList<SourceSpec> specs, SourceRequest request, BlockRange range,
        CancellationToken cancellationToken)
    {
        if (source.Live is { } live)
        {
            return range.To <= live.Head ? live.Feed.Read(range, live.Options) : throw Missing(source, range);
        }

#pragma warning disable CA2000 // Files and simulations hold nothing open.
        OpenSource part = await host.Sources.OpenAsync(
            specs, request with { Range = new RangeSpec(range.From, range.To, null) }, cancellationToken);
#pragma warning restore CA2000
        return part.Chosen.Count == range.Count ? part.Blocks : throw Missing(source, range);
    }

    private static ConfigException Missing(OpenSource source, BlockRange range) => new(
        ErrorCodes.BadRange, $"blocks {range} were put to work, and {source.Shown} does not have them all",
        "Start every worker with a source that has the same blocks.");
}
