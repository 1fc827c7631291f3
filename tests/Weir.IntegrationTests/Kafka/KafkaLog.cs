using System.Text;
using Confluent.Kafka;

namespace Weir.IntegrationTests.Kafka;

/// <summary>A broker's topics as Kafka's plain client sees them.</summary>
internal static class KafkaLog
{
    /// <summary>Deletes those that are there, and waits until they are gone.</summary>
    public static async Task DeleteAsync(string address, params string[] topics)
    {
        using IAdminClient admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = address }).Build();
        string[] there =
            [.. admin.GetMetadata(TimeSpan.FromSeconds(10)).Topics.Select(topic => topic.Topic).Intersect(topics)];
        if (there.Length > 0)
        {
            await admin.DeleteTopicsAsync(there);
        }

        while (admin.GetMetadata(TimeSpan.FromSeconds(10)).Topics.Any(topic => topics.Contains(topic.Topic)))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>All messages of a topic from its beginning to its end.</summary>
    public static List<(string? Key, string Value)> Read(string address, string topic, int partitions)
    {
        ConsumerConfig config = new()
        {
            BootstrapServers = address,
            GroupId = Guid.NewGuid().ToString(),
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnablePartitionEof = true,
            FetchWaitMaxMs = 20,
        };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Assign([.. Enumerable.Range(0, partitions).Select(
            partition => new TopicPartitionOffset(topic, partition, Offset.Beginning))]);
        List<(string? Key, string Value)> messages = [];
        for (int ends = 0; ends < partitions;)
        {
            ConsumeResult<byte[], byte[]> result = consumer.Consume(TimeSpan.FromSeconds(20))
                ?? throw new InvalidOperationException($"{topic} stops answering");
            if (result.IsPartitionEOF)
            {
                ends++;
            }
            else
            {
                messages.Add((
                    result.Message.Key is { } key ? Encoding.UTF8.GetString(key) : null,
                    Encoding.UTF8.GetString(result.Message.Value)));
            }
        }

        return messages;
    }
}
