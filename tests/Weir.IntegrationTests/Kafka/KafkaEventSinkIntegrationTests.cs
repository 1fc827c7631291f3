using System.Text.Json;
using Weir.App;
using Weir.App.Terminal;
using Weir.Tests.App;

namespace Weir.IntegrationTests.Kafka;

/// <summary>
/// The generator's messages through a real broker: counts, keys, bytes and order. Over a crash of the broker:
/// eng/proofs/kafka.py.
/// </summary>
[Collection(KafkaBroker.Collection)]
public sealed class KafkaEventSinkIntegrationTests(KafkaBroker broker)
{
    private static readonly string[] Topics = ["onchain_transactions", "dex_prices", "mempool_data"];

    private readonly KafkaBroker _broker = broker;

    [Fact]
    public async Task What_is_read_back_is_what_was_made()
    {
        string address = await _broker.AddressOrSkipAsync();
        await KafkaLog.DeleteAsync(address, Topics);
        string[] flags = ["simulate", "--env-file", "none", "--seed", "21", "--events", "20000", "--rate", "5000"];
        (int code, string lines, _) = await RunAsync([.. flags, "--speed", "max", "--quiet"]);
        Assert.Equal(0, code);
        Dictionary<string, List<(string? Key, string Value)>> made = Parse(lines);

        (code, _, string error) = await RunAsync([.. flags, "--speed", "max", "--to", $"kafka:{address}"]);
        Assert.True(code == 0, error);
        Assert.Contains("delivered, 0 failed", error, StringComparison.Ordinal);

        foreach (string topic in Topics)
        {
            List<(string? Key, string Value)> read = KafkaLog.Read(address, topic, 3);
            Assert.Equal(made[topic].Count, read.Count);

            // Order holds for a key; between keys it may differ.
            Assert.Equal(made[topic].OrderBy(message => message.Key, StringComparer.Ordinal),
                read.OrderBy(message => message.Key, StringComparer.Ordinal));
        }

        foreach ((string asked, string said) in new[]
        {
            ("partitions=5", "the topic onchain_transactions is there with 3 partitions, not 5"),
            ("replicas=2", "there with 1 replicas, not 2"),
            ("retention=2h", "there with 604800 seconds of retention, not 7200"),
        })
        {
            (code, _, error) = await RunAsync([.. flags, "--speed", "max", "--to", $"kafka:{address}?{asked}"]);
            Assert.Equal(1, code);
            Assert.Contains("WEIR7004", error, StringComparison.Ordinal);
            Assert.Contains(said, error, StringComparison.Ordinal);
        }

        (code, _, error) = await RunAsync(
            "simulate", "--env-file", "none", "--events", "1", "--speed", "max", "--to", $"kafka:{address}?partitions=3&replicas=1&retention=7d");
        Assert.True(code == 0, error);
    }

    [Fact]
    public async Task A_user_and_a_password_open_the_sasl_listener_and_wrong_ones_are_one_clear_error()
    {
        string address = await _broker.SaslAddressOrSkipAsync();
        using CommandLine weir = new();
        async Task<int> SendAsync(string password)
        {
            await File.WriteAllTextAsync(
                weir.Path("vars"), $"WEIR_KAFKA_USER={KafkaBroker.User}\nWEIR_KAFKA_PASSWORD={password}\n",
                TestContext.Current.CancellationToken);
            return await weir.RunAsync(
                "simulate", "--seed", "3", "--events", "500", "--speed", "max", "--env-file", weir.Path("vars"), "--to", $"kafka:{address}");
        }

        int code = await SendAsync(KafkaBroker.Password);
        Assert.True(code == 0 && weir.Error.Contains(" 0 failed", StringComparison.Ordinal), weir.Error);
        Assert.Equal(1, await SendAsync("wrong"));
        Assert.Contains("WEIR7002", weir.Error, StringComparison.Ordinal);
        Assert.Contains("uthentication failed", weir.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", weir.Error.Replace("wrong password", string.Empty, StringComparison.Ordinal),
            StringComparison.Ordinal);
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
        int code = await new WeirHost(new Screen(output, error, false), TimeProvider.System).InvokeAsync(
            args, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    private static Dictionary<string, List<(string? Key, string Value)>> Parse(string lines)
    {
        Dictionary<string, List<(string? Key, string Value)>> messages =
            Topics.ToDictionary(topic => topic, _ => new List<(string?, string)>());
        foreach (string line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            messages[root.GetProperty("topic").GetString()!].Add(
                (root.GetProperty("key").GetString()!, root.GetProperty("value").GetRawText()));
        }

        return messages;
    }
}
