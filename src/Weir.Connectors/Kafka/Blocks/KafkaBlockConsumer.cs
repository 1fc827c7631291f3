using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Confluent.Kafka;
using Weir.Core.Errors;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>
/// A member of the consumer group on the block topic: for each partition that is its own it runs a pipeline. Offsets
/// are the warehouse's; those that the group keeps are for tools that show the lag.
/// </summary>
public sealed class KafkaBlockConsumer
{
    /// <summary>The meter of what is read from topics: <c>weir_lag_messages</c>, by partition.</summary>
    public const string MeterName = "Weir.Kafka";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(15);

    private readonly KafkaBlockOptions _options;
    private readonly KafkaBlockTopics _topics;
    private readonly string _group;
    private readonly Func<KafkaPartition, Task> _run;
    private readonly ConcurrentDictionary<int, (KafkaPartition Partition, Task Run)> _own = [];
    private readonly List<Task> _ended = [];
    private Dictionary<int, long>? _ends;
    private bool _isAssigned;
    private TopicIdentity _identity = new(string.Empty, string.Empty);

    /// <param name="options">Brokers, topics and limits.</param>
    /// <param name="group">The consumer group: its members share the partitions.</param>
    /// <param name="run">
    /// Uses a partition's messages until they end or the partition is lost; a failure ends the consumer.
    /// </param>
    public KafkaBlockConsumer(KafkaBlockOptions options, string group, Func<KafkaPartition, Task> run)
    {
        _options = options;
        _topics = new KafkaBlockTopics(options.TopicPrefix);
        _group = group;
        _run = run;
    }

    /// <summary>The chain of the topics, as their ingesters say; null while there was none.</summary>
    /// <exception cref="EventDeliveryException">The brokers do not answer, or refuse.</exception>
    public static async Task<long?> FindChainIdAsync(KafkaBlockOptions options, CancellationToken cancellationToken)
    {
        KafkaBlockTopics topics = new(options.TopicPrefix);
        using (KafkaCluster cluster = new(options))
        {
            if (!(await cluster.TopicsAsync(cancellationToken)).ContainsKey(topics.Progress))
            {
                return null;
            }
        }

        return (await ProgressLog.ReadAsync(options, topics, cancellationToken)).Values
            .Select(progress => (long?)progress.ChainId).FirstOrDefault();
    }

    /// <summary>Consumes until it is stopped, or until the end that the topic has now.</summary>
    /// <param name="isToEnd">Whether to end there.</param>
    /// <param name="stop">Ends the reading; pipelines finish what they have.</param>
    /// <exception cref="WeirException">A pipeline failed, or the brokers.</exception>
    public async Task RunAsync(bool isToEnd, CancellationToken stop)
    {
        using (KafkaCluster cluster = new(_options))
        {
            _identity = await cluster.IdentifyAsync(_topics.Blocks, cancellationToken: stop);
        }

        using Meter meter = new(MeterName);
        meter.CreateObservableGauge(
            "weir_lag_messages",
            () => _own.Values.Where(own => own.Partition.High >= 0).Select(own => new Measurement<long>(
                own.Partition.Lag, new KeyValuePair<string, object?>("partition", own.Partition.Number))),
            description: "Messages of a partition that are in the topic and not yet stored.");
        await Task.Factory.StartNew(
            () => Consume(isToEnd, stop), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await Task.WhenAll(_ended);
    }

    private void Consume(bool isToEnd, CancellationToken stop)
    {
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(Config())
            .SetErrorHandler(static (_, _) => { })
            .SetLogHandler(static (_, _) => { })
            .SetPartitionsAssignedHandler((_, partitions) => OnAssigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => OnRevoked(partitions.Select(place => place.Partition.Value)))
            .SetPartitionsLostHandler((_, partitions) => OnRevoked(partitions.Select(place => place.Partition.Value)))
            .Build();
        try
        {
            _ends = isToEnd ? Ends(consumer) : null;
            consumer.Subscribe(_topics.Blocks);
            while (!stop.IsCancellationRequested)
            {
                Guide(consumer);
                ConsumeResult<byte[], byte[]>? result = Next(consumer);
                if (result is not null && _own.TryGetValue(result.Partition, out (KafkaPartition Partition, Task) own))
                {
                    Take(consumer, own.Partition, result);
                }

                // Between two assignments nothing is this member's own, and nothing is at its end.
                if (Failed() || (isToEnd && _isAssigned && _own.Values.All(one => one.Run.IsCompleted)))
                {
                    break;
                }
            }
        }
        catch (KafkaException error)
        {
            throw KafkaErrors.From(error.Error, $"the topic {_topics.Blocks} cannot be read", _options);
        }
        finally
        {
            OnRevoked([.. _own.Keys]);
            WaitForPipelines(consumer);
        }
    }

    private ConsumerConfig Config() => new(KafkaCluster.Client(_options))
    {
        GroupId = _group,
        EnableAutoCommit = true,
        EnableAutoOffsetStore = false,
        AutoOffsetReset = AutoOffsetReset.Error,
        EnablePartitionEof = true,
        FetchWaitMaxMs = 50,
        QueuedMaxMessagesKbytes = 32 * 1024,
        FetchMaxBytes = 16 << 20,
        IsolationLevel = IsolationLevel.ReadCommitted,
        PartitionAssignmentStrategy = PartitionAssignmentStrategy.RoundRobin,
        SessionTimeoutMs = (int)_options.SessionTimeout.TotalMilliseconds,
        HeartbeatIntervalMs = (int)_options.SessionTimeout.TotalMilliseconds / 4,
    };

    private Dictionary<int, long> Ends(IConsumer<byte[], byte[]> consumer)
    {
        Dictionary<int, long> ends = [];
        using IAdminClient admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        foreach (PartitionMetadata partition in admin.GetMetadata(_topics.Blocks, Answer).Topics[0].Partitions)
        {
            ends[partition.PartitionId] =
                consumer.QueryWatermarkOffsets(new TopicPartition(_topics.Blocks, partition.PartitionId), Answer).High;
        }

        return ends;
    }

    private static ConsumeResult<byte[], byte[]>? Next(IConsumer<byte[], byte[]> consumer)
    {
        try
        {
            return consumer.Consume(Step);
        }
        catch (ConsumeException error) when (!error.Error.IsFatal && !IsFinal(error.Error.Code))
        {
            // The client goes on by itself: brokers that are away come back.
            return null;
        }
    }

    /// <summary>Whether the client does not get over it by itself.</summary>
    internal static bool IsFinal(ErrorCode code) => code is ErrorCode.Local_AutoOffsetReset
        or ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.UnknownTopicOrPart
        or ErrorCode.SaslAuthenticationFailed;

    // Goes where readers want to begin, pauses full partitions and resumes those with room again.
    private void Guide(IConsumer<byte[], byte[]> consumer)
    {
        foreach ((KafkaPartition partition, _) in _own.Values)
        {
            TopicPartition place = new(_topics.Blocks, partition.Number);
            if (partition.Wanted is { } wanted)
            {
                try
                {
                    consumer.Seek(new TopicPartitionOffset(place, wanted == 0 ? Offset.Beginning : wanted));
                    consumer.Resume([place]);
                    partition.IsPaused = false;
                    partition.OnSought(wanted);
                }
                catch (KafkaException error) when (error.Error.Code is ErrorCode.Local_State)
                {
                    // Just assigned: it can be moved once its fetching has begun.
                    continue;
                }
            }

            if (!partition.IsPaused && partition.IsFull)
            {
                consumer.Pause([place]);
                partition.IsPaused = true;
            }
            else if (partition.IsPaused && partition.IsLow)
            {
                consumer.Resume([place]);
                partition.IsPaused = false;
            }

            if (partition.Stored >= 0)
            {
                Store(consumer, place, partition.Stored + 1);
            }
        }
    }

    private static void Store(IConsumer<byte[], byte[]> consumer, TopicPartition place, long offset)
    {
        try
        {
            consumer.StoreOffset(new TopicPartitionOffset(place, offset));
        }
        catch (KafkaException)
        {
            // It is no longer our own: whoever has it now says where it is.
        }
    }

    private static void Take(
        IConsumer<byte[], byte[]> consumer, KafkaPartition partition, ConsumeResult<byte[], byte[]> result)
    {
        partition.High = Math.Max(partition.High, consumer.GetWatermarkOffsets(result.TopicPartition).High.Value);
        if (!result.IsPartitionEOF)
        {
            partition.Add(result);
            return;
        }

        partition.OnEnd(result.Offset);
        if (partition.Wanted is null && partition.End is { } end && result.Offset >= end)
        {
            partition.Complete();
        }
    }

    private IEnumerable<TopicPartitionOffset> OnAssigned(List<TopicPartition> partitions)
    {
        foreach (TopicPartition place in partitions)
        {
            if (_own.TryRemove(place.Partition, out (KafkaPartition Partition, Task Run) old))
            {
                _ended.Add(old.Run);
            }

            KafkaPartition partition = new(
                place.Partition, _identity, _ends?.GetValueOrDefault(place.Partition), _options.MostBytesWaiting);
            _own[place.Partition] = (partition, Task.Run(() => _run(partition)));
        }

        _isAssigned = true;

        // Where to begin is the warehouse's to say: the pipelines ask for it.
        return partitions.Select(place => new TopicPartitionOffset(place, Offset.Beginning));
    }

    private void OnRevoked(IEnumerable<int> partitions)
    {
        _isAssigned = false;
        foreach (int number in partitions.ToArray())
        {
            if (_own.TryRemove(number, out (KafkaPartition Partition, Task Run) lost))
            {
                lost.Partition.OnLost();
                lost.Partition.Complete();
                _ended.Add(lost.Run);
            }
        }
    }

    private bool Failed() => _own.Values.Any(own => own.Run.IsFaulted) || _ended.Exists(run => run.IsFaulted);

    private void WaitForPipelines(IConsumer<byte[], byte[]> consumer)
    {
        foreach (Task run in _ended)
        {
            ((IAsyncResult)run).AsyncWaitHandle.WaitOne();
        }

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
