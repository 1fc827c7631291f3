using System.Text;
using Confluent.Kafka;
using Weir.Core.Errors;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>Reads the compacted topic of the ingesters' progress, as far as transactions are committed.</summary>
internal static class ProgressReader
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MostSilence = TimeSpan.FromSeconds(60);

    /// <summary>The last record of every ingester, by its name.</summary>
    /// <exception cref="EventDeliveryException">The brokers do not answer, or refuse.</exception>
    public static Task<Dictionary<string, IngestProgress>> ReadAsync(
        KafkaBlockOptions options, KafkaBlockTopics topics, CancellationToken cancellationToken) =>
        Task.Run(() => Read(options, topics, cancellationToken), cancellationToken);

    private static Dictionary<string, IngestProgress> Read(
        KafkaBlockOptions options, KafkaBlockTopics topics, CancellationToken cancellationToken)
    {
        ConsumerConfig config = new(KafkaCluster.Client(options))
        {
            GroupId = "weir-progress",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            FetchWaitMaxMs = 50,
            IsolationLevel = IsolationLevel.ReadCommitted,
        };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config)
            .SetErrorHandler(static (_, _) => { })
            .SetLogHandler(static (_, _) => { })
            .Build();
        Dictionary<string, byte[]> records = [];
        try
        {
            consumer.Assign(new TopicPartitionOffset(topics.Progress, 0, Offset.Beginning));
            for (TimeSpan silence = TimeSpan.Zero; silence < MostSilence;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ConsumeResult<byte[], byte[]>? result = consumer.Consume(Step);
                silence = result is null ? silence + Step : TimeSpan.Zero;
                if (result is { IsPartitionEOF: true })
                {
                    return records.ToDictionary(record => record.Key, record => IngestProgress.Parse(record.Value));
                }

                if (result?.Message.Key is { } key)
                {
                    records[Encoding.UTF8.GetString(key)] = result.Message.Value;
                }
            }
        }
        catch (KafkaException error)
        {
            throw KafkaErrors.From(error.Error, $"the topic {topics.Progress} cannot be read", options);
        }
        finally
        {
            consumer.Close();
        }

        throw new EventDeliveryException(
            ErrorCodes.BrokerUnreachable, $"{options.BootstrapServers}: the topic {topics.Progress} does not answer",
            "See that its partition has a leader.", isTransient: true);
    }
}
