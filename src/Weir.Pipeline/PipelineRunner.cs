using System.Collections.Concurrent;
using System.Threading.Channels;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Pipeline;

/// <summary>
/// Runs source → transforms → sink over bounded channels, a task a stage. The first failure is what is thrown; one of a
/// transform or the sink stops all stages. A stop or a failing source ends the reading; what was read is committed.
/// </summary>
public sealed class PipelineRunner<TRaw>
    where TRaw : class
{
    private readonly ISource<TRaw> _source;
    private readonly IReadOnlyList<ITransform<TRaw>> _transforms;
    private readonly IReadOnlyList<TableSchema> _tables;
    private readonly ISink _sink;
    private readonly IRawSink<TRaw>? _rawSink;
    private readonly PipelineOptions _options;
    private readonly TimeProvider _time;

    // Batches whose rows are committed: their memory serves the next update.
    private readonly ConcurrentBag<BatchSet> _idle = [];

    /// <param name="source">Where updates come from.</param>
    /// <param name="transforms">What makes rows of them.</param>
    /// <param name="tables">The tables that the sink was opened with; other rows that a transform makes go
    /// nowhere.</param>
    /// <param name="sink">Where rows go; the blocks too where it is an <see cref="IRawSink{TRaw}"/>.</param>
    /// <param name="options">How much is in flight.</param>
    /// <param name="time">The clock of the grace period.</param>
    public PipelineRunner(
        ISource<TRaw> source, IReadOnlyList<ITransform<TRaw>> transforms, IReadOnlyList<TableSchema> tables, ISink sink,
        PipelineOptions options, TimeProvider time)
    {
        _source = source;
        _transforms = transforms;
        _tables = tables;
        _sink = sink;
        _rawSink = sink as IRawSink<TRaw>;
        _options = options;
        _time = time;
    }

    /// <summary>Runs until the source ends, a stage fails or <paramref name="stop"/> is given.</summary>
    /// <param name="state">What the opened sink said.</param>
    /// <param name="report">Called after every commit, from the sink's stage.</param>
    /// <param name="stop">Ends the reading; what is under way is finished within the grace period, then
    /// cancelled.</param>
    public async Task RunAsync(SinkState state, Action<PipelineProgress> report, CancellationToken stop)
    {
        using CancellationTokenSource abort = new();
        using CancellationTokenSource reading = CancellationTokenSource.CreateLinkedTokenSource(stop, abort.Token);
        using CancellationTokenSource grace = new(Timeout.InfiniteTimeSpan, _time);
        await using CancellationTokenRegistration onStop =
            stop.Register(() => grace.CancelAfter(_options.ShutdownGrace));
        await using CancellationTokenRegistration onGrace = grace.Token.Register(abort.Cancel);

        BoundedChannelOptions bounds = new(_options.QueueUpdates) { SingleReader = true, SingleWriter = true };
        Channel<ChainUpdate<TRaw>> updates = Channel.CreateBounded<ChainUpdate<TRaw>>(bounds);
        Channel<(ChainUpdate<TRaw> Update, BatchSet Rows)> commits =
            Channel.CreateBounded<(ChainUpdate<TRaw> Update, BatchSet Rows)>(bounds);
        FirstFailure failure = new(abort);

        Task[] stages =
        [
            // What was read before the source failed is good: it is committed.
            failure.GuardAsync(
                () => ReadAsync(state, updates.Writer, () => updates.Reader.Count, reading.Token, abort.Token), () =>
                    updates.Writer.Complete(), stop, aborts: false),
            failure.GuardAsync(() => TransformAsync(updates.Reader, commits.Writer, () => commits.Reader.Count, abort.Token),
                () => commits.Writer.Complete(), default),
            failure.GuardAsync(() => CommitAsync(state.Sequence, commits.Reader, report, abort.Token), () => { },
                default),
        ];
        await Task.WhenAll(stages).ConfigureAwait(false);
        failure.Throw();
    }

    private async Task ReadAsync(
        SinkState state, ChannelWriter<ChainUpdate<TRaw>> updates, Func<int> waiting, CancellationToken reading,
        CancellationToken abort)
    {
        long began = _time.GetTimestamp();
        await foreach (ChainUpdate<TRaw> update in _source.ReadAsync(state, reading).WithCancellation(reading))
        {
            TimeSpan took = _time.GetElapsedTime(began);
            long blocks = update.Appended.Count;
            await updates.WriteAsync(update, abort);
            _options.Observer?.Passed(PipelineHop.Read, blocks, 0, took, waiting());
            began = _time.GetTimestamp();
        }
    }

    private async Task TransformAsync(
        ChannelReader<ChainUpdate<TRaw>> updates, ChannelWriter<(ChainUpdate<TRaw>, BatchSet)> commits, Func<int> waiting,
        CancellationToken cancellationToken)
    {
        await foreach (ChainUpdate<TRaw> update in updates.ReadAllAsync(cancellationToken))
        {
            long began = _time.GetTimestamp();
            BatchSet rows = _idle.TryTake(out BatchSet? idle) ? idle : new BatchSet(_tables);
            if (update.Raw is { } raw)
            {
                foreach (ITransform<TRaw> transform in _transforms)
                {
                    transform.Transform(raw, rows);
                }
            }

            TimeSpan took = _time.GetElapsedTime(began);
            (long blocks, long made) = (update.Appended.Count, Rows(rows.Batches));
            await commits.WriteAsync((_rawSink is null ? WithoutRaw(update) : update, rows), cancellationToken);
            _options.Observer?.Passed(PipelineHop.Decode, blocks, made, took, waiting());
        }
    }

    // The rows hold all that a warehouse needs: the blocks' memory serves the source again.
    private static ChainUpdate<TRaw> WithoutRaw(ChainUpdate<TRaw> update)
    {
        (update.Raw as IDisposable)?.Dispose();
        return update with { Raw = null };
    }

    private async Task CommitAsync(
        long sequence, ChannelReader<(ChainUpdate<TRaw> Update, BatchSet Rows)> commits,
        Action<PipelineProgress> report,
        CancellationToken cancellationToken)
    {
        await foreach ((ChainUpdate<TRaw> update, BatchSet rows) in commits.ReadAllAsync(cancellationToken))
        {
            long began = _time.GetTimestamp();
            IReadOnlyList<IBatch> batches = rows.Batches;
            Commit commit = new(++sequence, update.Position, update.Reverted, update.Appended, batches)
            {
                Heads = update.Heads,
            };
            await (_rawSink?.CommitAsync(commit, update.Raw, cancellationToken)
                ?? _sink.CommitAsync(commit, cancellationToken));
            PipelineProgress step = Count(update, batches);
            _options.Observer?.Passed(PipelineHop.Store, step.Blocks, step.Rows, _time.GetElapsedTime(began), 0);
            report(step);
            _ = WithoutRaw(update);
            rows.Clear();
            _idle.Add(rows);
        }
    }

    private static long Rows(IReadOnlyList<IBatch> batches)
    {
        long rows = 0;
        foreach (IBatch batch in batches)
        {
            rows += batch.RowCount;
        }

        return rows;
    }

    private static PipelineProgress Count(ChainUpdate<TRaw> update, IReadOnlyList<IBatch> batches)
    {
        long quarantined = 0;
        foreach (IBatch batch in batches)
        {
            quarantined += batch.Schema == QuarantineBatch.Table ? batch.RowCount : 0;
        }

        return new PipelineProgress(update.Appended.Count, Rows(batches), quarantined, update.Verdicts, update.Position.Block)
        {
            Reverted = update.Reverted.Count,
            Heads = update.Heads,
        };
    }
}
