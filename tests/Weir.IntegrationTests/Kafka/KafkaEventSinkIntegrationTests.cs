using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Weir.App;
using Weir.App.Terminal;

namespace Weir.IntegrationTests.Kafka;

/// <summary>The generator's messages through a real broker: counts, keys, bytes and order. Over a crash of the broker: eng/proofs/kafka.py.</summary>
public sealed class KafkaEventSinkIntegrationTests(KafkaBroker broker) : IClassFixture<KafkaBroker>
{
    private static readonly string[] Topics = ["onchain_transactions", "dex_prices", "mempool_data"];

    private readonly KafkaBroker _broker = broker;

    [Fact]
    public async Task What_is_read_back_is_what_was_made()
    {
        string address = _broker.AddressOrSkip();
        string[] flags = ["simulate", "--env-file", "none", "--seed", "21", "--events", "20000", "--rate", "5000"];
        (int code, string lines, _) = await RunAsync([.. flags, "--speed", "max", "--quiet"]);
        Assert.Equal(0, code);
        Dictionary<string, List<(string Key, string Value)>> made = Parse(lines);

        (code, _, string error) = await RunAsync([.. flags, "--speed", "max", "--to", $"kafka:{address}"]);
        Assert.True(code == 0, error);
        Assert.Contains("delivered, 0 failed", error, StringComparison.Ordinal);

        foreach (string topic in Topics)
        {
            List<(string Key, string Value)> read = Read(address, topic);
            Assert.Equal(made[topic].Count, read.Count);

            // Order holds for a key; between keys it may differ.
            Assert.Equal(made[topic].OrderBy(message => message.Key, StringComparer.Ordinal), read.OrderBy(message => message.Key, StringComparer.Ordinal));
        }

        (code, _, error) = await RunAsync([.. flags, "--speed", "max", "--to", $"kafka:{address}?partitions=5"]);
        Assert.Equal(1, code);
        Assert.Contains("WEIR7004", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_broker_is_one_clear_error()
    {
        (int code, _, string error) = await RunAsync("simulate", "--env-file", "none", "--to", "kafka:127.0.0.1:9");
        Assert.Equal(1, code);
        Assert.Contains("no broker answers at 127.0.0.1:9", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await new WeirHost(new Screen(output, error, false), TimeProvider.System).InvokeAsync(args, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    private static Dictionary<string, List<(string Key, string Value)>> Parse(string lines)
    {
        Dictionary<string, List<(string Key, string Value)>> messages = Topics.ToDictionary(topic => topic, _ => new List<(string, string)>());
        foreach (string line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            messages[root.GetProperty("topic").GetString()!].Add(
                (root.GetProperty("key").GetString()!, root.GetProperty("value").GetRawText()));
        }

        return messages;
    }

    private static List<(string Key, string Value)> Read(string address, string topic)
    {
        ConsumerConfig config = new()
        {
            BootstrapServers = address,
            GroupId = Guid.NewGuid().ToString(),
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnablePartitionEof = true,
        };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Assign([.. Enumerable.Range(0, 3).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning))]);
        List<(string Key, string Value)> messages = [];
        for (int ends = 0; ends < 3;)
        {
            ConsumeResult<byte[], byte[]> result = consumer.Consume(TimeSpan.FromSeconds(20))
                ?? throw new InvalidOperationException($"{topic} stops answering");
            if (result.IsPartitionEOF)
            {
                ends++;
            }
            else
            {
                messages.Add((Encoding.UTF8.GetString(result.Message.Key), Encoding.UTF8.GetString(result.Message.Value)));
            }
        }

        return messages;
    }
}
