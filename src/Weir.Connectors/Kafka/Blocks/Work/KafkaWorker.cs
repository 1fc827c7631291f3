using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Pipeline;

namespace Weir.Connectors.Kafka.Blocks.Work;

/// <summary>One of the processes that share a backfill: takes ranges until all are done.</summary>
public sealed class KafkaWorker
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // The group waits for a worker to let go of its range.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly KafkaBlockOptions _options;
    private readonly Func<BlockRange, CancellationToken, Task<ISource<BlockRun>>> _open;
    private readonly TimeProvider _time;
    private readonly Action<WeirException, TimeSpan>? _onRetry;

    /// <param name="options">Brokers and topics.</param>
    /// <param name="open">Opens the source of a range.</param>
    /// <param name="time">Paces repetitions.</param>
    /// <param name="onRetry">Told of each of them.</param>
    public KafkaWorker(
        KafkaBlockOptions options, Func<BlockRange, CancellationToken, Task<ISource<BlockRun>>> open, TimeProvider time,
        Action<WeirException, TimeSpan>? onRetry = null)
    {
        _options = options;
        _open = open;
        _time = time;
        _onRetry = onRetry;
    }

    /// <summary>Works until all of the blocks are in the topics.</summary>
    /// <param name="name">The worker's name: one that begins anew under it ends its predecessor's transaction.</param>
    /// <param name="chainId">The chain.</param>
    /// <param name="chosen">The blocks.</param>
    /// <param name="asked">What is to be proven of them.</param>
    /// <param name="report">Called after every commit of this worker.</param>
    /// <param name="stop">Ends it; what was read is written.</param>
    public async Task RunAsync(
        string name, long chainId, BlockRangeSet chosen, ProofGroups asked, Action<PipelineProgress> report,
        CancellationToken stop)
    {
        await using KafkaWorkSink sink = new(_options, _time, _onRetry);
        await sink.OpenAsync(new SinkRequest(new PipelineKey(chainId, $"worker/{name}"), [], asked), stop);
        using ProgressLog progress = new(_options, new KafkaBlockTopics(_options.TopicPrefix));
        using SemaphoreSlim reading = new(1);
        using KafkaWorkConsumer consumer = new(_options, RunItemAsync, IsDoneAsync);
        await consumer.RunAsync(stop);

        async Task RunItemAsync(WorkClaim claim, CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                try
                {
                    IngestProgress? stored = (await ReadAsync(end)).GetValueOrDefault(claim.Item.Key);
                    SinkState state = sink.Begin(claim, stored);
                    ISource<BlockRun> source = await _open(claim.Item.Blocks, end);
                    PipelineOptions pipeline = new() { ShutdownGrace = Grace };
                    await new PipelineRunner<BlockRun>(source, [], [], sink, pipeline, _time)
                        .RunAsync(state, report, end);
                    return;
                }
                catch (WeirException error) when (error.IsTransient)
                {
                    _onRetry?.Invoke(error, Pause);
                    await Task.Delay(Pause, _time, end);
                }
            }
        }

        async Task<bool> IsDoneAsync(CancellationToken end)
        {
            try
            {
                return chosen.Except(WorkProgress.Written(chainId, await ReadAsync(end), asked).Ranges).Count == 0;
            }
            catch (WeirException error) when (error.IsTransient)
            {
                return false;
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return false;
            }
        }

        async Task<IReadOnlyDictionary<string, IngestProgress>> ReadAsync(CancellationToken end)
        {
            await reading.WaitAsync(end);
            try
            {
                return await progress.CatchUpAsync(end);
            }
            finally
            {
                reading.Release();
            }
        }
    }
}
