using Confluent.Kafka;
using Weir.Core.Errors;

namespace Weir.Connectors.Kafka.Blocks.Work;

/// <summary>
/// A worker in the group of those that share a backfill: it takes one range at a time of the partitions of work that
/// are its own, and lets go of it when they become another's.
/// </summary>
internal sealed class KafkaWorkConsumer(
    KafkaBlockOptions options, Func<WorkClaim, CancellationToken, Task> run,
    Func<CancellationToken, Task<bool>> isAllDone) : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan IdleSteps = TimeSpan.FromSeconds(1);

    private readonly KafkaBlockTopics _topics = new(options.TopicPrefix);
    private readonly HashSet<TopicPartition> _own = [];
    private CancellationTokenSource _lost = new();
    private WorkClaim? _claim;
    private WorkClaim? _back;
    private bool _isPaused;
    private Task<bool>? _running;

    /// <summary>Works until everything is done, whoever does it, or until it is stopped.</summary>
    /// <param name="stop">Ends it; what was read of a range is written.</param>
    /// <exception cref="WeirException">A range failed, or the brokers.</exception>
    public Task RunAsync(CancellationToken stop) => Task.Factory.StartNew(
        () => Consume(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose() => _lost.Dispose();

    private void Consume(CancellationToken stop)
    {
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(Config())
            .SetErrorHandler(static (_, _) => { })
            .SetLogHandler(static (_, _) => { })
            .SetPartitionsAssignedHandler((_, partitions) => OnAssigned(partitions))
            .SetPartitionsRevokedHandler((_, _) => LetGo())
            .SetPartitionsLostHandler((_, _) => LetGo())
            .Build();
        Task<bool> done = Task.FromResult(false);
        TimeSpan idle = TimeSpan.Zero;
        try
        {
            consumer.Subscribe(_topics.Work);
            while (!stop.IsCancellationRequested && !(done.IsCompleted && done.GetAwaiter().GetResult()))
            {
                ConsumeResult<byte[], byte[]>? result = Next(consumer);
                if (result is not null)
                {
                    Take(consumer, result, stop);
                }

                if (_running is { IsCompleted: true } ended)
                {
                    _running = null;
                    _back = ended.GetAwaiter().GetResult() ? null : _claim;
                }

                if (_running is null && _isPaused)
                {
                    TryResume(consumer);
                }

                // With nothing to do it waits: another worker may die in the middle of a range.
                idle = _running is null && result is null ? idle + Step : TimeSpan.Zero;
                if (idle >= IdleSteps && done.IsCompleted)
                {
                    idle = TimeSpan.Zero;
                    done = isAllDone(stop);
                }
            }
        }
        catch (KafkaException error)
        {
            throw KafkaErrors.From(error.Error, $"the topic {_topics.Work} cannot be read", options);
        }
        finally
        {
            // A stop ends the reading, and what was read is written; a failure lets go at once.
            if (!stop.IsCancellationRequested)
            {
                _lost.Cancel();
            }

            Wait(_running);
            Wait(done);
            Close(consumer);
        }
    }

    private ConsumerConfig Config() => new(KafkaCluster.Client(options))
    {
        GroupId = $"weir-backfill/{options.TopicPrefix}",
        EnableAutoCommit = false,
        AutoOffsetReset = AutoOffsetReset.Earliest,
        IsolationLevel = IsolationLevel.ReadCommitted,
        FetchWaitMaxMs = 50,
        PartitionAssignmentStrategy = PartitionAssignmentStrategy.RoundRobin,
        SessionTimeoutMs = (int)options.SessionTimeout.TotalMilliseconds,
        HeartbeatIntervalMs = (int)options.SessionTimeout.TotalMilliseconds / 4,
    };

    private static ConsumeResult<byte[], byte[]>? Next(IConsumer<byte[], byte[]> consumer)
    {
        try
        {
            return consumer.Consume(Step);
        }
        catch (ConsumeException error) when (!error.Error.IsFatal && !KafkaBlockConsumer.IsFinal(error.Error.Code))
        {
            // The client goes on by itself: brokers that are away come back.
            return null;
        }
    }

    private void Take(IConsumer<byte[], byte[]> consumer, ConsumeResult<byte[], byte[]> result, CancellationToken stop)
    {
        if (_running is not null)
        {
            // It came before the pause was heard of: it is taken later.
            consumer.Seek(result.TopicPartitionOffset);
            return;
        }

        consumer.Pause(_own);
        _isPaused = true;
        WorkClaim claim = new(
            WorkItem.Parse(result.Message.Value), result.Partition, result.Offset, consumer.ConsumerGroupMetadata);
        CancellationToken lost = _lost.Token;
        _claim = claim;
        _running = Task.Run(() => RunAsync(claim, lost, stop), CancellationToken.None);
    }

    // A pause outlasts a partition's coming and going.
    private void TryResume(IConsumer<byte[], byte[]> consumer)
    {
        try
        {
            if (_back is { } claim && _own.Contains(new TopicPartition(_topics.Work, claim.Partition)))
            {
                // Ranges of a partition are done in their order: an offset says that all before it are.
                consumer.Seek(new TopicPartitionOffset(_topics.Work, claim.Partition, claim.Offset));
            }

            consumer.Resume(_own);
            _isPaused = false;
            _back = null;
        }
        catch (KafkaException error) when (error.Error.Code is ErrorCode.Local_State)
        {
            // Just assigned: it can be moved once its fetching has begun.
        }
    }

    // Whether the range is done.
    private async Task<bool> RunAsync(WorkClaim claim, CancellationToken lost, CancellationToken stop)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(lost, stop);
        try
        {
            await run(claim, end.Token);
            return !end.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Whoever has the range next goes on with it.
            return false;
        }
        catch (EventDeliveryException error) when (error.Code == ErrorCodes.WorkLost)
        {
            // The group gave the range to another worker; what it will say next is what is this one's now.
            return false;
        }
    }

    private void OnAssigned(List<TopicPartition> partitions)
    {
        LetGo();
        _own.UnionWith(partitions);

        // They begin where the group says.
        _back = null;
        _isPaused = true;
    }

    // Before another worker may begin, this one has ended: its transaction is committed or undone.
    private void LetGo()
    {
        _lost.Cancel();
        Wait(_running);
        _running = _running is { IsFaulted: true } ? _running : null;
        _lost.Dispose();
        _lost = new CancellationTokenSource();
        _own.Clear();
    }

    private static void Wait(Task? task) => ((IAsyncResult?)task)?.AsyncWaitHandle.WaitOne();

    private static void Close(IConsumer<byte[], byte[]> consumer)
    {
        try
        {
            consumer.Close();
        }
        catch (KafkaException)
        {
            // The group finds out by the session's timeout.
        }
    }
}
