using System.Text;
using Confluent.Kafka;
using Weir.Core.Errors;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>The compacted topic of the ingesters' progress, as far as transactions are committed.</summary>
/// <remarks>
/// A transaction of another ingester that is open holds back what was committed after it began: what counts is the end
/// that the topic has, not the end that can be read at once. A dead ingester's ends by its timeout.
/// </remarks>
internal sealed class ProgressLog : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(45);

    private readonly KafkaBlockOptions _options;
    private readonly TopicPartition _place;
    private readonly IConsumer<byte[], byte[]> _consumer;
    private readonly IConsumer<byte[], byte[]> _uncommitted;
    private readonly Dictionary<string, IngestProgress> _records = [];
    private long _position;

    public ProgressLog(KafkaBlockOptions options, KafkaBlockTopics topics)
    {
        _options = options;
        _place = new TopicPartition(topics.Progress, 0);
        _consumer = Build(IsolationLevel.ReadCommitted);
        _uncommitted = Build(IsolationLevel.ReadUncommitted);
        _consumer.Assign(new TopicPartitionOffset(_place, Offset.Beginning));
    }

    /// <summary>The last record of every ingester, by its name, at this moment.</summary>
    /// <exception cref="EventDeliveryException">The brokers do not answer, or refuse.</exception>
    public static async Task<IReadOnlyDictionary<string, IngestProgress>> ReadAsync(
        KafkaBlockOptions options, KafkaBlockTopics topics, CancellationToken cancellationToken)
    {
        using ProgressLog log = new(options, topics);
        return await log.CatchUpAsync(cancellationToken);
    }

    /// <inheritdoc cref="ReadAsync"/>
    public Task<IReadOnlyDictionary<string, IngestProgress>> CatchUpAsync(CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyDictionary<string, IngestProgress>>(() => CatchUp(cancellationToken), cancellationToken);

    public void Dispose()
    {
        _consumer.Close();
        _consumer.Dispose();
        _uncommitted.Dispose();
    }

    private IConsumer<byte[], byte[]> Build(IsolationLevel isolation) => new ConsumerBuilder<byte[], byte[]>(
        new ConsumerConfig(KafkaCluster.Client(_options))
        {
            GroupId = "weir-progress",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            FetchWaitMaxMs = 50,
            IsolationLevel = isolation,
        })
        .SetErrorHandler(static (_, _) => { })
        .SetLogHandler(static (_, _) => { })
        .Build();

    private Dictionary<string, IngestProgress> CatchUp(CancellationToken cancellationToken)
    {
        try
        {
            long high = _uncommitted.QueryWatermarkOffsets(_place, Answer).High;
            TimeSpan most = _options.TransactionTimeout + Grace;
            for (TimeSpan silence = TimeSpan.Zero; _position < high && silence < most;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ConsumeResult<byte[], byte[]>? result = _consumer.Consume(Step);
                silence = result is null ? silence + Step : TimeSpan.Zero;
                Take(result);
            }

            return _position >= high ? new(_records) : throw new EventDeliveryException(
                ErrorCodes.BrokerUnreachable,
                $"{_options.BootstrapServers}: the topic {_place.Topic} does not answer beyond offset {_position} of {high}",
                "See that its partition has a leader, and that no transaction stays open on it.", isTransient: true);
        }
        catch (KafkaException error)
        {
            throw KafkaErrors.From(error.Error, $"the topic {_place.Topic} cannot be read", _options);
        }
    }

    private void Take(ConsumeResult<byte[], byte[]>? result)
    {
        if (result is null)
        {
            return;
        }

        _position = Math.Max(_position, result.Offset.Value + (result.IsPartitionEOF ? 0 : 1));
        if (!result.IsPartitionEOF && result.Message.Key is { } key)
        {
            _records[Encoding.UTF8.GetString(key)] = IngestProgress.Parse(result.Message.Value);
        }
    }
}
