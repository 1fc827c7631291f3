using System.Text.Json.Nodes;
using Confluent.Kafka;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core;
using Weir.Pipeline;
using Weir.Simulation.Chain;
using Weir.Tests.App;

namespace Weir.IntegrationTests.Kafka;

/// <summary>Several processes share a backfill; the first is the short form of eng/proofs/kafka-workers.py.</summary>
[Collection(KafkaBroker.Collection)]
public sealed class WorkersIntegrationTests(KafkaBroker broker)
{
    [Fact]
    public async Task A_worker_that_is_killed_is_replaced_without_loss()
    {
        string script = KafkaBroker.ScriptOrSkip();
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "Python is not here");
        string output = await ProofScript.RunAsync("/usr/bin/python3", "kafka-workers.py", script, "4", "6000", "2");
        Assert.Contains("every block is in the topic once", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_workers_put_every_block_there_once_and_later_ones_only_what_is_missing()
    {
        string address = await broker.AddressOrSkipAsync();
        using CommandLine one = new();
        using CommandLine two = new();
        string[] Work(long blocks, string name) =>
        [
            "backfill", "--workers", "kafka", "--source", $"sim:seed=4,blocks={blocks},txs=1", "--to", $"kafka:{address}?partitions=3",
            "--topic-prefix", "work.", "--topics", "blocks", "--envelope", "protobuf", "--quiet", "--json", "--name", name,
        ];

        int[] codes = await Task.WhenAll(one.RunAsync(Work(4_500, "one")), two.RunAsync(Work(4_500, "two")));
        Assert.True(codes is [0, 0], one.Error + two.Error);
        Assert.Equal(4_500, Blocks(one) + Blocks(two));
        Assert.Equal(0, await one.RunAsync(Work(4_500, "one")));
        Assert.Equal(0, Blocks(one));
        Assert.True(await one.RunAsync(Work(5_000, "one")) == 0, one.Error);
        Assert.Equal(500, Blocks(one));
        string through = $"duckdb:{one.Path("through.duckdb")}";
        string straight = $"duckdb:{one.Path("straight.duckdb")}";
        Assert.True(await one.RunAsync(
            "transform", "--from", $"kafka:{address}", "--topic-prefix", "work.", "--to", through, "--exit-at-end", "--quiet",
            "--json") == 0, one.Error);
        Assert.Equal(5_000, Blocks(one));
        Assert.Equal(0, await one.RunAsync("backfill", "--source", "sim:seed=4,blocks=5000,txs=1", "--to", straight, "--quiet"));
        Assert.Equal(0, await one.RunAsync("verify", straight, "--json"));
        string expected = one.Output;
        Assert.Equal(0, await one.RunAsync("verify", through, "--json"));
        Assert.Equal(expected, one.Output);
    }

    [Fact]
    public async Task Work_that_the_source_does_not_have_and_wrong_flags_are_said()
    {
        string address = await broker.AddressOrSkipAsync();
        using CommandLine weir = new();
        Assert.Equal(2, await weir.RunAsync("backfill", "--source", "sim:blocks=5", "--workers", "kafka", "--to", "duckdb:x"));
        Assert.Contains("names no brokers", weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await weir.RunAsync(
            "backfill", "--source", "sim:blocks=5", "--workers", "kafka", "--to", $"kafka:{address}", "--envelope", "ethereum-etl"));
        Assert.Contains("--envelope ethereum-etl", weir.Error, StringComparison.Ordinal);
    }

    // The end of what is committed is not the end of what counts: another ingester's open transaction lies between.
    [Fact]
    public async Task Progress_behind_an_open_transaction_is_waited_for()
    {
        KafkaBlockOptions options = new()
        {
            BootstrapServers = await broker.AddressOrSkipAsync(),
            TopicPrefix = "open.",
            Contents = KafkaBlockContents.None,
        };
        KafkaBlockTopics topics = new(options.TopicPrefix);
        CancellationToken token = TestContext.Current.CancellationToken;
        using CommandLine weir = new();
        string[] ingest =
        [
            "ingest", "--to", $"kafka:{options.BootstrapServers}", "--topic-prefix", "open.", "--topics", "blocks", "--quiet", "--source",
        ];
        Assert.True(await weir.RunAsync([.. ingest, "sim:seed=3,blocks=5"]) == 0, weir.Error);
        using IProducer<byte[], byte[]> other = new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig { BootstrapServers = options.BootstrapServers, TransactionalId = "other" }).Build();
        other.InitTransactions(TimeSpan.FromSeconds(20));
        other.BeginTransaction();
        IngestProgress theirs = new(SimulatedChainOptions.DefaultChainId, SinkState.Empty with { Position = new(null, null) }, []);
        await other.ProduceAsync(
            topics.Progress,
            new Message<byte[], byte[]> { Key = "other"u8.ToArray(), Value = theirs.ToJson(RecentBlocks.Empty) }, token);

        // Committed after the other began, so not to be read before it ends.
        await using (KafkaBlockSink sink = new(options, TimeProvider.System))
        {
            Task<SinkState> opening = sink.OpenAsync(
                new SinkRequest(
                    new PipelineKey(SimulatedChainOptions.DefaultChainId, "ingest"), [], ProofGroups.Header), token);
            Assert.NotSame(opening, await Task.WhenAny(opening, Task.Delay(2_000, token)));
            other.AbortTransaction(TimeSpan.FromSeconds(20));
            Assert.Equal(1, (await opening).Sequence);
        }

        IReadOnlyDictionary<string, IngestProgress> all = await ProgressLog.ReadAsync(options, topics, token);
        Assert.Equal(["ingest"], all.Keys);
    }

    private static long Blocks(CommandLine weir) => (long)JsonNode.Parse(weir.Output)!["blocks"]!;
}
