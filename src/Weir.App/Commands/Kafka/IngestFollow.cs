using Weir.App.Commands.Run;
using Weir.Connectors;
using Weir.Connectors.JsonRpc.Live;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.App.Commands.Kafka;

/// <summary>What an ingester that follows a chain is to do.</summary>
/// <param name="Kafka">Brokers and topics.</param>
/// <param name="Name">The name under which its progress is kept.</param>
/// <param name="Blocks">How blocks are checked.</param>
/// <param name="Follow">How the end of the chain is followed.</param>
internal sealed record IngestPlan(
    KafkaBlockOptions Kafka, string Name, BlockSourceOptions Blocks, FollowOptions Follow);

/// <summary>The end of a chain as it grows, into Kafka, until it is stopped.</summary>
/// <param name="host">Clock and log.</param>
/// <param name="plan">What to do.</param>
/// <param name="feed">The nodes of the chain, or its Firehose.</param>
/// <param name="report">Told of heads, reorganisations and failures.</param>
internal sealed class IngestFollow(WeirHost host, IngestPlan plan, IChainFeed feed, RunReport report)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    private readonly FollowLoop _loop = new(host, report);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends once the topics are there.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Follows until <paramref name="stop"/> is given.</summary>
    /// <param name="add">Called after every commit.</param>
    /// <param name="stop">Ends it.</param>
    public Task RunAsync(Action<PipelineProgress> add, CancellationToken stop) =>
        _loop.RunAsync(token => FollowAsync(add, token), stop);

    private async Task FollowAsync(Action<PipelineProgress> add, CancellationToken stop)
    {
        long chainId = await feed.GetChainIdAsync(stop);
        await using KafkaBlockSink sink = new(plan.Kafka, host.Time, host.WarnOfRetry);
        SinkState state = await sink.OpenAsync(
            new SinkRequest(new PipelineKey(chainId, plan.Name), [], plan.Blocks.Level.Asked()), stop);
        _opened.TrySetResult();
        string from = state.Position?.Block is { } last ? $"{last.Number + 1}"
            : plan.Follow.StartBlock is { } start ? $"{start}" : "the head";
        report.Say(() => Log.Following(
            host.Logger, feed.Source, chainId, $"kafka:{plan.Kafka.BootstrapServers}",
            plan.Follow.Delivery.Tag.ToString().ToLowerInvariant(), from));
        ISource<BlockRun> source = feed.Follow(plan.Blocks, plan.Follow, report);
        await new PipelineRunner<BlockRun>(
            source, [], [], sink, new PipelineOptions { ShutdownGrace = Grace }, host.Time).RunAsync(
            state, step => Add(step, add), stop);
    }

    private void Add(PipelineProgress step, Action<PipelineProgress> add)
    {
        _loop.Committed();
        add(step);
    }
}
