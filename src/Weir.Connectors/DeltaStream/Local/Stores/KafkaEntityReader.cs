using System.Text;
using Confluent.Kafka;
using Weir.Connectors.Kafka;

namespace Weir.Connectors.DeltaStream.Local.Stores;

/// <summary>Consumes a topic outside any group, from offsets that are fixed when it is opened.</summary>
internal sealed class KafkaEntityReader : IEntityReader
{
    // Waits in a row without a record that is there, after which the brokers are gone: 30 s.
    private const int MostWaits = 300;

    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    private readonly IConsumer<byte[], byte[]> _consumer;
    private readonly string _topic;

    // What is still to be read: the first offset that was not there, by partition. Null for no end.
    private readonly Dictionary<int, long>? _ends;

    private KafkaEntityReader(IConsumer<byte[], byte[]> consumer, string topic, Dictionary<int, long>? ends)
    {
        _consumer = consumer;
        _topic = topic;
        _ends = ends;
    }

    /// <summary>Asks for the offsets and takes the partitions; blocks while the brokers answer.</summary>
    /// <exception cref="KafkaException">They do not.</exception>
    public static KafkaEntityReader Open(KafkaConnectionOptions options, string topic, int partitions, ReadFrom from)
    {
        ConsumerConfig config = new(KafkaCluster.Client(options))
        {
            GroupId = "weir-deltastream-serve",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            FetchWaitMaxMs = 50,
            IsolationLevel = IsolationLevel.ReadCommitted,
        };
        IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config)
            .SetErrorHandler(static (_, _) => { })
            .SetLogHandler(static (_, _) => { })
            .Build();
        try
        {
            Dictionary<int, long> ends = [];
            List<TopicPartitionOffset> starts = [];
            for (int partition = 0; partition < partitions; partition++)
            {
                TopicPartition place = new(topic, partition);
                WatermarkOffsets offsets = consumer.QueryWatermarkOffsets(place, Answer);
                starts.Add(new TopicPartitionOffset(place, from == ReadFrom.Now ? offsets.High : offsets.Low));
                if (offsets.High > offsets.Low)
                {
                    ends[partition] = offsets.High;
                }
            }

            consumer.Assign(starts);
            return new KafkaEntityReader(consumer, topic, from == ReadFrom.Stored ? ends : null);
        }
        catch
        {
            consumer.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<EntityRecord?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (int waits = 0; _ends is not { Count: 0 }; waits++)
            {
                if (_ends is not null && waits > MostWaits)
                {
                    throw new StatementException(SqlState.RemoteUnavailable, $"Kafka does not answer for \"{_topic}\"");
                }

                ConsumeResult<byte[], byte[]>? result = _consumer.Consume(TimeSpan.Zero)
                    ?? await Task.Run(() => _consumer.Consume(Wait), cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                if (result is not null)
                {
                    waits = 0;
                    if (IsWanted(result))
                    {
                        return new EntityRecord(Text(result.Message.Key), Text(result.Message.Value));
                    }
                }
            }

            return null;
        }
        catch (KafkaException error)
        {
            throw KafkaStates.Of(error, _topic);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.Run(_consumer.Dispose);

    // Strikes off what has been read; markers of transactions take offsets too, so the end of a partition counts
    // besides the last offset.
    private bool IsWanted(ConsumeResult<byte[], byte[]> result)
    {
        int partition = result.Partition.Value;
        if (_ends is null)
        {
            return !result.IsPartitionEOF;
        }

        bool isWanted = !result.IsPartitionEOF && _ends.TryGetValue(partition, out long end)
            && result.Offset.Value < end;
        if (result.IsPartitionEOF || (_ends.TryGetValue(partition, out end) && result.Offset.Value + 1 >= end))
        {
            _ends.Remove(partition);
        }

        return isWanted;
    }

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);
}
