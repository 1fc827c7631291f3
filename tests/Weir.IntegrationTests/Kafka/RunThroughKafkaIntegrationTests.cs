using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json.Nodes;
using Weir.Connectors.Kafka.Blocks;
using Weir.IntegrationTests.Page;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;
using Weir.Tests.App;

namespace Weir.IntegrationTests.Kafka;

/// <summary>A chain is followed through a real broker: by <c>weir run</c> alone, and by its two halves.</summary>
[Collection(KafkaBroker.Collection)]
public sealed class RunThroughKafkaIntegrationTests(KafkaBroker broker) : IDisposable
{
    private readonly CommandLine _weir = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Warehouse => $"duckdb:{_weir.Path("w.duckdb")}";

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task One_process_follows_through_the_topics_that_its_configuration_names()
    {
        string address = await broker.AddressOrSkipAsync();
        ForkingFakeChain chain = Chain(head: 40);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        string file = _weir.Path("weir.yaml");
        await File.WriteAllTextAsync(
            file,
            $"sources: [{node.SocketUrl}]\nwarehouse: {Warehouse}\nstart_block: 0\nkafka:\n  bootstrap_servers: {address}\n  topic_prefix: run.\n  topics: blocks\n",
            Token);
        Assert.True(await _weir.RunAsync("doctor", "--config", file) == 0, _weir.Output + _weir.Error);
        Assert.Contains("the first run makes it", _weir.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _weir.RunAsync("check", "--config", file));
        Assert.Matches($"kafka +{address} +{file}:5", _weir.Output);
        string[] run = ["run", "--config", file, "--log", "json", "--serve", "0"];
        await using (RunningCommand first = _weir.Start(run))
        {
            await StoredAsync(first, 40);
            chain.Grow(2);
            await StoredAsync(first, 42);
            chain.Reorganise(3, 5);
            await StoredAsync(first, 44);
            using HttpClient client = new();
            Uri metrics = new(new Uri(await PageFixture.UrlOfAsync(first)), "/metrics");
            string text = await client.GetStringAsync(metrics, Token);
            Assert.Matches("weir_lag_messages\\{[^}]*partition=\"0\"[^}]*\\} [0-9]", text);
            Assert.Contains("weir_stored_block", text, StringComparison.Ordinal);
            Assert.Equal(0, await first.StopAsync());
        }

        // Meanwhile the chain goes on and changes its mind.
        chain.Reorganise(2, 6);
        await using (RunningCommand second = _weir.Start(run))
        {
            await StoredAsync(second, 48);
            Assert.Equal(0, await second.StopAsync());
        }

        await CheckAsync(node, chain);
        Assert.Equal(2, KafkaLog.Read(address, "run.chain.reorgs", 1).Count);
        Assert.True(await _weir.RunAsync(
            "query", "SELECT head >= 48 AS told FROM chain_heads", "--warehouse", Warehouse, "--json") == 0, _weir.Error);
        Assert.Equal("{\"told\":true}", _weir.Output.Trim());
    }

    [Fact]
    public async Task An_ingester_that_follows_and_a_transformer_are_two_processes()
    {
        string address = await broker.AddressOrSkipAsync();
        ForkingFakeChain chain = Chain(head: 20);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using RunningCommand ingest = _weir.Start(
            "ingest", "--source", $"rpc:{node.SocketUrl}", "--to", $"kafka:{address}", "--topic-prefix", "live.", "--topics",
            "blocks", "--log", "json");
        await StoredAsync(ingest, 20);
        await using RunningCommand transform = _weir.Start(
            "transform", "--from", $"kafka:{address}", "--topic-prefix", "live.", "--to", Warehouse, "--log", "json");
        chain.Grow(3);
        await StoredAsync(ingest, 23);
        chain.Reorganise(4, 7);
        await StoredAsync(ingest, 26);
        await LagIsGoneAsync();
        Assert.Equal(0, await ingest.StopAsync());
        Assert.Equal(130, await transform.StopAsync());
        await CheckAsync(node, chain);
    }

    [Fact]
    public async Task What_cannot_go_through_topics_is_said()
    {
        string[] run = ["check", "--source", "rpc:http://127.0.0.1:1", "--kafka", "127.0.0.1:1", "--to", Warehouse];
        foreach ((string[] flags, string said) in new (string[], string)[]
        {
            (["--fill"], "--fill was given"), (["--tables", "base,mempool_data"], "mempool_data is made from what is heard"),
            (["--envelope", "ethereum-etl"], "cannot be read back"),
        })
        {
            Assert.Equal(2, await _weir.RunAsync([.. run, .. flags]));
            Assert.Contains(said, _weir.Error, StringComparison.Ordinal);
        }

        Assert.Equal(2, await _weir.RunAsync("check", "--source", "rpc:http://127.0.0.1:1", "--kafka", "127.0.0.1:1?partitions=3"));
        Assert.Contains("one partition", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _weir.RunAsync([.. run[..4], "none", "--fill"]));
        Assert.Equal(1, await _weir.RunAsync([
            "ingest", "--source", "sim:blocks=3", "--to", "kafka:127.0.0.1:1"]));
        Assert.Contains("WEIR7002", _weir.Error, StringComparison.Ordinal);
    }

    private static ForkingFakeChain Chain(long head) =>
        new(new SimulatedChainOptions { Seed = 5, TransactionsPerBlock = 2, ChainId = 1337 }, head);

    private static Task StoredAsync(RunningCommand run, long block) =>
        run.SaidAsync($"\"block\":{block.ToString(CultureInfo.InvariantCulture)},");

    // The metric that an operator watches: messages of a partition that are not stored yet.
    private static async Task LagIsGoneAsync()
    {
        long lag = -1;
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == KafkaBlockConsumer.MeterName)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Exchange(ref lag, value));
        listener.Start();
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(60));
        for (int times = 0; times < 20; times = Interlocked.Read(ref lag) == 0 ? times + 1 : 0)
        {
            // For a while: what was put there a moment ago is not known at once.
            listener.RecordObservableInstruments();
            await Task.Delay(50, end.Token);
        }
    }

    private async Task CheckAsync(FakeNode node, ForkingFakeChain chain)
    {
        string straight = $"duckdb:{_weir.Path("straight.duckdb")}";
        Assert.True(await _weir.RunAsync("backfill", "--source", $"rpc:{node.Url}", "--to", straight, "--quiet") == 0, _weir.Error);
        Assert.Equal(0, await _weir.RunAsync("verify", straight, "--json"));
        string expected = _weir.Output;
        Assert.True(await _weir.RunAsync("verify", Warehouse, "--json") == 0, _weir.Error);
        Assert.Equal(expected, _weir.Output);
        Assert.Contains($"\"rows\":{chain.Head + 1}", Compact(expected), StringComparison.Ordinal);
    }

    private static string Compact(string lines) => string.Join(
        '\n', lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.ToJsonString()));
}
