using System.Text;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using Weir.Connectors;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Pipeline;
using Weir.Simulation;
using Weir.Simulation.Chain;
using Weir.Tests.App;

namespace Weir.IntegrationTests.Kafka;

/// <summary>What the topics of blocks promise, on a real broker.</summary>
[Collection(KafkaBroker.Collection)]
public sealed class BlockTopicIntegrationTests(KafkaBroker broker)
{
    private static readonly PipelineKey Ingest = new(SimulatedChainOptions.DefaultChainId, "ingest");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_branch_that_left_the_chain_leaves_the_tables()
    {
        KafkaBlockOptions options = await OptionsAsync("revert.");
        await using (KafkaBlockSink sink = new(options, TimeProvider.System))
        {
            await sink.OpenAsync(new SinkRequest(Ingest, [], ProofGroups.Header), Token);
            List<ChainUpdate<BlockRun>> dead = await UpdatesAsync(seed: 1, blocks: 6);
            List<ChainUpdate<BlockRun>> living = await UpdatesAsync(seed: 2, blocks: 4);
            await CommitAsync(sink, 1, dead.Single(), []);
            await CommitAsync(
                sink, 2, living.Single(), [.. dead.Single().Appended.Select(block => block.Reference).Reverse()]);
        }

        using CommandLine weir = new();
        string through = $"duckdb:{weir.Path("through.duckdb")}";
        string straight = $"duckdb:{weir.Path("straight.duckdb")}";
        await TransformAsync(weir, options, through);
        await SucceedAsync(weir, "backfill", "--source", "sim:seed=2,blocks=4", "--to", straight, "--quiet");
        Assert.Equal(
            await SucceedAsync(weir, "verify", straight, "--json"), await SucceedAsync(weir, "verify", through, "--json"));
        (_, string notice) = Assert.Single(KafkaLog.Read(options.BootstrapServers, "revert.chain.reorgs", 1));
        Assert.Equal(6, (int)JsonNode.Parse(notice)!["payload"]!["depth"]!);
    }

    [Fact]
    public async Task Messages_that_cannot_be_used_go_to_the_dead_letters_and_the_others_are_loaded()
    {
        KafkaBlockOptions options = await OptionsAsync("poison.");
        using CommandLine weir = new();
        await IngestAsync(weir, options, "sim:seed=3,blocks=20");
        (string? key, string good) = KafkaLog.Read(options.BootstrapServers, "poison.blockchain.blocks.raw", 1)[^1];
        string[] poison =
        [
            "this is no JSON", "{\"chain_id\":1,\"event_type\":\"block\"}", good.Replace("\"gasUsed\":\"0x", "\"gasUsed\":\"0x1", StringComparison.Ordinal),
        ];
        await ProduceAsync(options, "poison.blockchain.blocks.raw", [.. poison.Select(text => (key, text, 1))]);
        await IngestAsync(weir, options, "sim:seed=3,blocks=30");
        string warehouse = $"duckdb:{weir.Path("w.duckdb")}";
        Assert.Equal(1, await weir.RunAsync(Transform(options, warehouse)));
        Assert.Equal(3, weir.Error.Split("to the dead-letter topic").Length - 1);
        string straight = $"duckdb:{weir.Path("straight.duckdb")}";
        await SucceedAsync(weir, "backfill", "--source", "sim:seed=3,blocks=30", "--to", straight, "--quiet");
        Assert.Equal(
            await SucceedAsync(weir, "verify", straight, "--json"),
            await SucceedAsync(weir, "verify", warehouse, "--json"));
        Assert.Equal(
            poison, KafkaLog.Read(options.BootstrapServers, "poison.blockchain.blocks.dead", 1).Select(
                message => message.Value));

        // Once is enough: the next run has nothing to tell.
        Assert.Equal(0, await weir.RunAsync(Transform(options, warehouse)));
    }

    [Fact]
    public async Task Compact_messages_are_read_and_damaged_ones_go_to_the_dead_letters()
    {
        KafkaBlockOptions options = await OptionsAsync("compact.");
        using CommandLine weir = new();
        string[] ingest =
            ["--to", $"kafka:{options.BootstrapServers}", "--topic-prefix", "compact.", "--envelope", "protobuf", "--quiet"];
        await SucceedAsync(weir, ["ingest", "--source", "sim:seed=3,blocks=20", .. ingest]);
        await ProduceAsync(
            options, "compact.blockchain.blocks.raw", [("key", "no protobuf", 1)], "application/protobuf");
        await SucceedAsync(weir, ["ingest", "--source", "sim:seed=3,blocks=30", .. ingest]);
        await IngestAsync(weir, options, "sim:seed=3,blocks=35");
        string warehouse = $"duckdb:{weir.Path("w.duckdb")}";
        Assert.Equal(1, await weir.RunAsync(Transform(options, warehouse)));
        Assert.Contains("is no protobuf of weir.v1.Event", weir.Error, StringComparison.Ordinal);
        string straight = $"duckdb:{weir.Path("straight.duckdb")}";
        await SucceedAsync(weir, "backfill", "--source", "sim:seed=3,blocks=35", "--to", straight, "--quiet");
        Assert.Equal(
            await SucceedAsync(weir, "verify", straight, "--json"),
            await SucceedAsync(weir, "verify", warehouse, "--json"));
    }

    [Fact]
    public async Task A_message_of_a_later_version_stops_the_reading()
    {
        KafkaBlockOptions options = await OptionsAsync("later.");
        using CommandLine weir = new();
        await IngestAsync(weir, options, "sim:seed=3,blocks=5");
        await ProduceAsync(options, "later.blockchain.blocks.raw", [("key", "{}", 2)]);
        Assert.NotEqual(0, await weir.RunAsync(Transform(options, $"duckdb:{weir.Path("w.duckdb")}")));
        Assert.Contains(ErrorCodes.MessageVersion, weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_was_made_anew_is_refused()
    {
        KafkaBlockOptions options = await OptionsAsync("anew.");
        using CommandLine weir = new();
        string warehouse = $"duckdb:{weir.Path("w.duckdb")}";
        await IngestAsync(weir, options, "sim:seed=3,blocks=5");
        await TransformAsync(weir, options, warehouse);
        await KafkaLog.DeleteAsync(
            options.BootstrapServers, "anew.blockchain.blocks.raw", "anew.weir.ingest.progress", "anew.chain.reorgs");
        await IngestAsync(weir, options, "sim:seed=3,blocks=9");
        Assert.NotEqual(0, await weir.RunAsync(Transform(options, warehouse)));
        Assert.Contains(ErrorCodes.TopicRecreated, weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_ingester_of_the_same_name_is_fenced()
    {
        KafkaBlockOptions options = await OptionsAsync("fence.");
        ChainUpdate<BlockRun> update = (await UpdatesAsync(seed: 1, blocks: 3)).Single();
        await using KafkaBlockSink old = new(options, TimeProvider.System);
        await old.OpenAsync(new SinkRequest(Ingest, [], ProofGroups.Header), Token);
        await using KafkaBlockSink young = new(options, TimeProvider.System);
        await young.OpenAsync(new SinkRequest(Ingest, [], ProofGroups.Header), Token);
        await CommitAsync(young, 1, update, []);
        EventDeliveryException error =
            await Assert.ThrowsAsync<EventDeliveryException>(() => CommitAsync(old, 1, update, []));
        Assert.Equal(ErrorCodes.ProducerFenced, error.Code);
        Assert.Equal(3, KafkaLog.Read(options.BootstrapServers, "fence.blockchain.blocks.raw", 1).Count);
    }

    [Fact]
    public async Task Another_chain_needs_topics_of_its_own()
    {
        KafkaBlockOptions options = await OptionsAsync("chains.");
        using CommandLine weir = new();
        await IngestAsync(weir, options, "sim:seed=3,blocks=5");
        Assert.Equal(2, await weir.RunAsync(
            "ingest", "--source", "sim:seed=3,blocks=5,chain=77", "--to", $"kafka:{options.BootstrapServers}",
            "--topic-prefix", "chains.", "--quiet"));
        Assert.Contains(ErrorCodes.ChainIdConflict, weir.Error, StringComparison.Ordinal);
        Assert.Contains("--topic-prefix", weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_that_is_longer_than_a_message_goes_in_parts()
    {
        KafkaBlockOptions options = await OptionsAsync("parts.");
        ChainUpdate<BlockRun> update = (await UpdatesAsync(seed: 1, blocks: 3)).Single();
        Block large = update.Raw!.Blocks[2];
        large.Transactions.Rows[0].Input = large.Bytes.Add(new byte[5_000_000]);
        await using (KafkaBlockSink sink = new(options, TimeProvider.System))
        {
            await sink.OpenAsync(new SinkRequest(Ingest, [], ProofGroups.Header), Token);
            await CommitAsync(sink, 1, update, []);
        }

        Assert.Equal(2 + 12, KafkaLog.Read(options.BootstrapServers, "parts.blockchain.blocks.raw", 1).Count);
        using CommandLine weir = new();
        string warehouse = $"duckdb:{weir.Path("w.duckdb")}";
        await SucceedAsync(weir, [.. Transform(options, warehouse), "--verify", "header"]);
        Assert.Equal("{\"n\":10000002}", (await SucceedAsync(
            weir, "query", "SELECT max(length(input)) AS n FROM transactions", "--warehouse", warehouse, "--json")).Trim());
    }

    [Fact]
    public async Task Rows_of_a_table_go_into_a_topic_of_its_own_once()
    {
        KafkaBlockOptions options = await OptionsAsync("rows.");
        using CommandLine weir = new();
        await IngestAsync(weir, options, "sim:seed=3,blocks=25");
        string[] transform =
            [.. Transform(options, $"kafka:{options.BootstrapServers}"), "--tables", "token_transfers"];
        await SucceedAsync(weir, transform);
        await SucceedAsync(weir, transform);
        string warehouse = $"duckdb:{weir.Path("w.duckdb")}";
        await SucceedAsync(weir, "backfill", "--source", "sim:seed=3,blocks=25", "--to", warehouse, "--quiet");
        await SucceedAsync(
            weir, "export", "token_transfers", "--warehouse", warehouse, "--to", $"files:{weir.Path("out")}?format=jsonl");
        string[] rows = await File.ReadAllLinesAsync(weir.Path("out/token_transfers.jsonl"), Token);
        List<(string? Key, string Value)> messages = KafkaLog.Read(options.BootstrapServers, "rows.defi.token_transfers", 1);
        Assert.Equal(rows, messages.Select(message => message.Value));
        Assert.Equal(rows.Length, messages.Select(message => message.Key).Distinct().Count());
        Assert.Equal(25, KafkaLog.Read(options.BootstrapServers, "rows.defi.blocks", 1).Count);
    }

    [Fact]
    public async Task A_check_says_what_is_there()
    {
        KafkaBlockOptions options = await OptionsAsync("check.");
        IReadOnlyList<CheckResult> before = await KafkaCheck.RunAsync(options, isMade: false, Token);
        Assert.Equal([true, false], before.Select(result => result.IsGood));
        using CommandLine weir = new();
        await IngestAsync(weir, options, "sim:seed=3,blocks=5");
        IReadOnlyList<CheckResult> after = await KafkaCheck.RunAsync(options, isMade: false, Token);
        Assert.All(after, result => Assert.True(result.IsGood, result.ToString()));
        Assert.Contains("last block 4", after[^1].Detail, StringComparison.Ordinal);
        Assert.False(Assert.Single(
            await KafkaCheck.RunAsync(
                new KafkaBlockOptions { BootstrapServers = "127.0.0.1:1" }, isMade: false, Token)).IsGood);
    }

    [Fact]
    public async Task Two_transformers_share_the_partitions_of_a_backfill()
    {
        KafkaBlockOptions options = await OptionsAsync("shared.");
        using CommandLine weir = new();
        await SucceedAsync(
            weir, "ingest", "--source", "sim:seed=4,blocks=5500,txs=1", "--to",
            $"kafka:{options.BootstrapServers}?partitions=3", "--topic-prefix", "shared.", "--topics", "blocks", "--quiet");
        string warehouse = $"duckdb:{weir.Path("w.duckdb")}";
        using CommandLine other = new();
        int[] codes = await Task.WhenAll(
            weir.RunAsync(Transform(options, warehouse)), other.RunAsync(Transform(options, warehouse)));
        Assert.True(codes is [0, 0], weir.Error + other.Error);
        string straight = $"duckdb:{weir.Path("straight.duckdb")}";
        await SucceedAsync(weir, "backfill", "--source", "sim:seed=4,blocks=5500,txs=1", "--to", straight, "--quiet");
        Assert.Equal(
            await SucceedAsync(weir, "verify", straight, "--json"),
            await SucceedAsync(weir, "verify", warehouse, "--json"));
    }

    [Fact]
    public async Task A_wrong_password_and_a_broker_that_is_away_are_clear_errors_without_a_secret()
    {
        KafkaBlockOptions options = new()
        {
            BootstrapServers = await broker.SaslAddressOrSkipAsync(),
            TopicPrefix = "sasl.",
            User = KafkaBroker.User,
            Password = KafkaBroker.Password,
        };
        await using (KafkaBlockSink right = new(options, TimeProvider.System))
        {
            await right.OpenAsync(new SinkRequest(Ingest, [], ProofGroups.Header), Token);
        }

        options.Password = "hunter2";
        await using KafkaBlockSink wrong = new(options, TimeProvider.System);
        EventDeliveryException error = await Assert.ThrowsAsync<EventDeliveryException>(
            () => wrong.OpenAsync(new SinkRequest(Ingest, [], ProofGroups.Header), Token));
        Assert.Equal(ErrorCodes.BrokerUnreachable, error.Code);
        Assert.Contains("uthentication", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        using CommandLine weir = new();
        Assert.Equal(1, await weir.RunAsync(
            "transform", "--from", "kafka:127.0.0.1:1", "--to", $"duckdb:{weir.Path("w.duckdb")}", "--exit-at-end"));
        Assert.Contains(ErrorCodes.BrokerUnreachable, weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await weir.RunAsync("transform", "--from", "127.0.0.1:1", "--to", "duckdb:x.duckdb"));
    }

    private async Task<KafkaBlockOptions> OptionsAsync(string prefix) => new()
    {
        BootstrapServers = await broker.AddressOrSkipAsync(),
        TopicPrefix = prefix,
        Contents = KafkaBlockContents.None,
    };

    private static async Task<List<ChainUpdate<BlockRun>>> UpdatesAsync(ulong seed, long blocks)
    {
        SimulatedSource source = new(new SimulatedChainOptions { Seed = seed, Blocks = blocks }, TimeProvider.System);
        List<ChainUpdate<BlockRun>> updates = [];
        await foreach (ChainUpdate<BlockRun> update in source.ReadAsync(SinkState.Empty, Token))
        {
            updates.Add(update);
        }

        return updates;
    }

    private static Task CommitAsync(
        KafkaBlockSink sink, long sequence, ChainUpdate<BlockRun> update, IReadOnlyList<BlockRef> reverted) =>
        sink.CommitAsync(new Commit(sequence, update.Position, reverted, update.Appended, []), update.Raw, Token);

    private static async Task ProduceAsync(
        KafkaBlockOptions options, string topic, IReadOnlyList<(string? Key, string Value, int Version)> messages,
        string contentType = "application/json")
    {
        using IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig { BootstrapServers = options.BootstrapServers }).Build();
        foreach ((string? key, string value, int version) in messages)
        {
            await producer.ProduceAsync(
                topic,
                new Message<byte[], byte[]>
                {
                    Key = Encoding.UTF8.GetBytes(key!),
                    Value = Encoding.UTF8.GetBytes(value),
                    Headers =
                    [
                        new Header("weir-schema", Encoding.ASCII.GetBytes($"{version}")),
                        new Header("content-type", Encoding.ASCII.GetBytes(contentType)),
                    ],
                },
                Token);
        }
    }

    private static Task<string> IngestAsync(CommandLine weir, KafkaBlockOptions options, string source) => SucceedAsync(
        weir, "ingest", "--source", source, "--to", $"kafka:{options.BootstrapServers}", "--topic-prefix",
        options.TopicPrefix, "--topics", "blocks", "--quiet");

    private static string[] Transform(KafkaBlockOptions options, string warehouse) =>
    [
        "transform", "--from", $"kafka:{options.BootstrapServers}", "--topic-prefix", options.TopicPrefix, "--to",
        warehouse, "--exit-at-end", "--quiet", "--group", options.TopicPrefix,
    ];

    private static Task<string> TransformAsync(CommandLine weir, KafkaBlockOptions options, string warehouse) =>
        SucceedAsync(weir, Transform(options, warehouse));

    private static async Task<string> SucceedAsync(CommandLine weir, params string[] args)
    {
        int code = await weir.RunAsync(args);
        Assert.True(code == 0, $"weir {string.Join(' ', args)}: {code}\n{weir.Output}\n{weir.Error}");
        return weir.Output;
    }
}
