using Confluent.Kafka;
using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Connectors.Kafka;

/// <summary>
/// Generated messages to Kafka: an idempotent producer (nothing doubled, order kept within a partition), lz4, every
/// message confirmed by all in-sync replicas or counted as failed.
/// </summary>
public sealed class KafkaEventSink : IEventSink
{
    private static readonly TimeSpan PauseWhenFull = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan FlushStep = TimeSpan.FromMilliseconds(200);

    private readonly KafkaEventSinkOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<DeliveryReport<byte[], byte[]>> _onReport;
    private readonly Lock _lock = new();
    private IProducer<byte[], byte[]>? _producer;
    private string[] _topics = [];
    private long _taken;
    private long _confirmed;
    private long _failed;
    private long _told;
    private string? _firstReason;

    /// <param name="time">Paces the waits for a full queue.</param>
    public KafkaEventSink(KafkaEventSinkOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _onReport = OnReport;
    }

    /// <inheritdoc/>
    public long Delivered => Interlocked.Read(ref _confirmed);

    /// <inheritdoc/>
    public long Failed => Interlocked.Read(ref _failed);

    private IProducer<byte[], byte[]> Producer =>
        _producer ?? throw new InvalidOperationException("The sink is not open.");

    /// <inheritdoc/>
    public async Task OpenAsync(
        IReadOnlyList<EventTopic> topics, Action<TopicReport> report, CancellationToken cancellationToken)
    {
        await KafkaTopics.EnsureAsync(_options, topics, report, cancellationToken);
        _topics = [.. topics.Select(topic => topic.Name)];
        ProducerConfig config = new(KafkaCluster.Client(_options))
        {
            EnableIdempotence = true,
            Acks = Acks.All,
            CompressionType = CompressionType.Lz4,
            LingerMs = 5,
            BatchSize = 1_000_000,
            QueueBufferingMaxMessages = 500_000,
            QueueBufferingMaxKbytes = 256 * 1024,
            MessageTimeoutMs = (int)_options.DeliveryTimeout.TotalMilliseconds,

            // A report says whether a message came through; its bytes need not come back.
            DeliveryReportFields = "status",

            // The same key, the same partition as Kafka's own Java client.
            Partitioner = Partitioner.Murmur2Random,
        };
        _producer = new ProducerBuilder<byte[], byte[]>(config)
            .SetErrorHandler(OnError)
            .SetLogHandler(static (_, _) => { })
            .Build();
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(EventBatch events, CancellationToken cancellationToken)
    {
        for (int i = 0; i < events.Count; i++)
        {
            while (!TryProduce(events, i))
            {
                await Task.Delay(PauseWhenFull, _time, cancellationToken);
            }
        }

        ThrowIfLost();
    }

    /// <inheritdoc/>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_producer is { } producer)
        {
            await Task.Run(
                () =>
                {
                    // Messages that nobody confirms fail after the delivery timeout, so this ends.
                    while (producer.Flush(FlushStep) > 0)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                    }
                },
                cancellationToken);
            ThrowIfLost();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _producer?.Dispose();
        _producer = null;
        return ValueTask.CompletedTask;
    }

    // False where librdkafka's queue is full.
    private bool TryProduce(EventBatch events, int index)
    {
        ReadOnlySpan<byte> key = events.Key(index);
        try
        {
            Producer.Produce(
                _topics[events.Topic(index)],
                new Message<byte[], byte[]>
                {
                    Key = key.IsEmpty ? null! : key.ToArray(),
                    Value = events.Value(index).ToArray()
                },
                _onReport);
            _taken++;
            return true;
        }
        catch (ProduceException<byte[], byte[]> error) when (error.Error.Code == ErrorCode.Local_QueueFull)
        {
            return false;
        }
        catch (KafkaException error)
        {
            throw new EventDeliveryException(
                ErrorCodes.MessagesLost, $"Kafka refused message {_taken + 1}: {error.Error.Reason}",
                "See the reason; what was confirmed stays.",
                error.Error.IsLocalError && !error.Error.IsFatal, error);
        }
    }

    private void OnReport(DeliveryReport<byte[], byte[]> report)
    {
        if (report.Error.IsError)
        {
            Interlocked.Increment(ref _failed);
            Remember(report.Error);
        }
        else
        {
            Interlocked.Increment(ref _confirmed);
        }
    }

    private void OnError(IProducer<byte[], byte[]> producer, Error error)
    {
        if (error.IsFatal || error.Code is ErrorCode.Local_AllBrokersDown)
        {
            Remember(error);
        }
    }

    private void Remember(Error error)
    {
        lock (_lock)
        {
            _firstReason ??= error.Reason;
        }
    }

    private void ThrowIfLost()
    {
        long failed = Failed;
        if (failed > _told)
        {
            _told = failed;
            lock (_lock)
            {
                throw new EventDeliveryException(
                    ErrorCodes.MessagesLost, $"{failed} of {_taken} messages were not confirmed: {_firstReason}",
                    "See that the brokers run and have room; what was confirmed stays.", isTransient: false);
            }
        }
    }
}
