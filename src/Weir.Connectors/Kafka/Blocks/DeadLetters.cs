using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Weir.Core.Errors;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>
/// Keeps messages that cannot be used, as they came, with <c>dead-reason</c>, <c>dead-partition</c> and
/// <c>dead-offset</c> in their headers. After a crash the same message may stand there twice.
/// </summary>
public sealed class DeadLetters : IDisposable
{
    private const int LongestReason = 1_000;

    private readonly KafkaBlockOptions _options;
    private readonly KafkaBlockTopics _topics;
    private readonly Action<string>? _report;
    private readonly Lazy<IProducer<byte[], byte[]>> _producer;
    private bool _isThere;
    private long _count;

    /// <param name="options">Brokers and topics.</param>
    /// <param name="report">Told of each message, in a sentence.</param>
    public DeadLetters(KafkaBlockOptions options, Action<string>? report)
    {
        _options = options;
        _topics = new KafkaBlockTopics(options.TopicPrefix);
        _report = report;
        _producer = new Lazy<IProducer<byte[], byte[]>>(() => new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig(KafkaCluster.Client(options))
            {
                EnableIdempotence = true,
                CompressionType = options.Compression,
                MessageMaxBytes = Math.Max(1_000_000, options.MostMessageBytes + 50_000),
            })
            .SetErrorHandler(static (_, _) => { })
            .SetLogHandler(static (_, _) => { })
            .Build());
    }

    /// <summary>How many messages went there.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Sends a message, and waits until it is kept.</summary>
    /// <exception cref="EventDeliveryException">It is not kept.</exception>
    public async Task SendAsync(
        KafkaPartition partition, long offset, Message<byte[], byte[]> message, string reason,
        CancellationToken cancellationToken)
    {
        if (!_isThere)
        {
            await new KafkaTopicSet(_options, _topics).EnsureAsync(_topics.DeadLetters, cancellationToken);
            _isThere = true;
        }

        Headers headers = message.Headers ?? [];
        headers.Add("dead-reason", Encoding.UTF8.GetBytes(reason[..Math.Min(reason.Length, LongestReason)]));
        headers.Add("dead-partition", Number(partition.Number));
        headers.Add("dead-offset", Number(offset));
        try
        {
            await _producer.Value.ProduceAsync(
                _topics.DeadLetters,
                new Message<byte[], byte[]> { Key = message.Key!, Value = message.Value!, Headers = headers },
                cancellationToken);
        }
        catch (KafkaException error)
        {
            throw KafkaErrors.From(error.Error, $"{_topics.DeadLetters} does not take a message", _options);
        }

        Interlocked.Increment(ref _count);
        _report?.Invoke($"{_topics.Blocks}, partition {partition.Number}, offset {offset}: {reason}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_producer.IsValueCreated)
        {
            _producer.Value.Dispose();
        }
    }

    private static byte[] Number(long number) =>
        Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
