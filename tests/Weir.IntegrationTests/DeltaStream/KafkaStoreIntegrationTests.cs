using Confluent.Kafka;
using Weir.Connectors.DeltaStream;
using Weir.Connectors.DeltaStream.Local;
using Weir.Connectors.Kafka;
using Weir.Core.Errors;
using Weir.Core.Events;
using Weir.IntegrationTests.Kafka;
using Weir.Tests.App;

namespace Weir.IntegrationTests.DeltaStream;

/// <summary>The local DeltaStream server before a real Kafka: its entities are topics, in both directions.</summary>
[Collection(KafkaBroker.Collection)]
public sealed class KafkaStoreIntegrationTests(KafkaBroker broker)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entities_are_topics_made_described_filled_printed_selected_and_dropped()
    {
        string address = await broker.AddressOrSkipAsync();
        await using LocalDeltaStream server = await ServeAsync(address);
        using DeltaStreamClient client = Client(server);
        string name = $"prices-{Guid.NewGuid():N}";
        await client.ExecuteAsync(
            DeltaStreamSql.Create(new EventTopic(name, 2, 1, TimeSpan.FromDays(7)), "kafka_store"), Stop);
        Assert.Contains((await client.QueryAsync(DeltaStreamSql.ListEntities(null), Stop)).Rows, row => row[0] == name);
        Assert.Equal(
            [name, "topic", "2", "1", null, null, "{\"retention.ms\":\"604800000\"}"],
            Assert.Single((await client.QueryAsync(DeltaStreamSql.Describe(name, null), Stop)).Rows));
        await RequireStateAsync(
            client, DeltaStreamSql.Create(new EventTopic(name, 2, 1, TimeSpan.FromDays(7)), "kafka_store"), "42710");

        string[] values = [.. Enumerable.Range(0, 300).Select(i => $"{{\"n\": {i}, \"quote\": \"it's\"}}")];
        await client.ExecuteAsync(
            string.Concat(values.Select(value => DeltaStreamSql.Insert(name, "kafka_store", value))), Stop);
        List<(string? Key, string Value)> read = KafkaLog.Read(address, name, 2);
        Assert.Equal(
            values.Order(StringComparer.Ordinal), read.Select(message => message.Value).Order(StringComparer.Ordinal));
        Assert.All(read, message => Assert.Null(message.Key));
        Assert.Equal(300, await server.RecordsAsync(name, Stop));
        Assert.Equal(300, (await client.QueryAsync($"SELECT n FROM \"{name}\" LIMIT 1000;", Stop)).Rows.Select(
            row => row[0]).Distinct().Count());

        // What another program produces, with a key, comes too.
        List<IReadOnlyList<string?>> printed = [];
        using IProducer<string, string> other =
            new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = address }).Build();
        await foreach (IReadOnlyList<string?> row in client.StreamAsync(
            DeltaStreamSql.Print(name, "kafka_store", fromBeginning: true), Stop))
        {
            printed.Add(row);
            if (printed.Count == 300)
            {
                await other.ProduceAsync(name, new Message<string, string> { Key = "k", Value = "not json" }, Stop);
            }
            else if (printed.Count == 301)
            {
                break;
            }
        }

        Assert.Equal(["k", "not json"], printed[^1]);
        await client.ExecuteAsync(DeltaStreamSql.Drop(name, "kafka_store"), Stop);
        await RequireStateAsync(client, DeltaStreamSql.Describe(name, null), "3D020");
        await RequireStateAsync(client, DeltaStreamSql.Drop(name, "kafka_store"), "3D020");
        await RequireStateAsync(client, DeltaStreamSql.Insert(name, "kafka_store", "{}"), "3D020");

        // The name serves again, empty.
        await client.ExecuteAsync($"CREATE ENTITY \"{name}\"; INSERT INTO ENTITY \"{name}\" VALUE('{{}}');", Stop);
        Assert.Equal(1, await server.RecordsAsync(name, Stop));
        await client.ExecuteAsync(DeltaStreamSql.Drop(name, "kafka_store"), Stop);
    }

    [Fact]
    public async Task A_print_without_from_beginning_begins_where_it_was_opened()
    {
        string address = await broker.AddressOrSkipAsync();
        await using LocalDeltaStream server = await ServeAsync(address);
        using DeltaStreamClient client = Client(server);
        string name = $"tail-{Guid.NewGuid():N}";
        await client.ExecuteAsync(
            $"CREATE ENTITY \"{name}\"; INSERT INTO ENTITY \"{name}\" VALUE('{{\"old\": 1}}');", Stop);
        await using IAsyncEnumerator<IReadOnlyList<string?>> rows =
            client.StreamAsync(
                DeltaStreamSql.Print(name, "kafka_store", fromBeginning: false), Stop).GetAsyncEnumerator(Stop);
        Task<bool> next = rows.MoveNextAsync().AsTask();

        // Nothing tells when the stream is open, so records come until one arrives.
        using DeltaStreamClient second = Client(server);
        for (int i = 0; !next.IsCompleted && i < 500; i++)
        {
            await second.ExecuteAsync($"INSERT INTO ENTITY \"{name}\" VALUE('{{\"new\": {i}}}');", Stop);
            await Task.Delay(20, Stop);
        }

        Assert.True(await next);
        Assert.StartsWith("{\"new\": ", rows.Current[1], StringComparison.Ordinal);
        await second.ExecuteAsync(DeltaStreamSql.Drop(name, "kafka_store"), Stop);
    }

    [Fact]
    public async Task What_kafka_refuses_has_deltastreams_state()
    {
        string address = await broker.AddressOrSkipAsync();
        await using LocalDeltaStream server = await ServeAsync(address);
        using DeltaStreamClient client = Client(server);
        await RequireStateAsync(client, "CREATE ENTITY \"many\" WITH ('kafka.replicas' = 9);", "3D008");
        await RequireStateAsync(client, "CREATE ENTITY \"odd\" WITH ('kafka.topic.no.such.setting' = '1');", "3D008");
        await RequireStateAsync(client, "CREATE ENTITY \"not a topic\";", "3D008");
    }

    [Fact]
    public async Task The_generator_runs_its_whole_work_against_it()
    {
        string address = await broker.AddressOrSkipAsync();
        await using LocalDeltaStream server = await ServeAsync(address);
        using CommandLine weir = new();
        await File.WriteAllTextAsync(
            weir.Path("vars"),
            $"DELTASTREAM_SERVER_URL={server.Url}\nDELTASTREAM_TOKEN=token\nDELTASTREAM_ORG_ID={Guid.NewGuid()}\n",
            Stop);

        int code = await weir.RunAsync(
            "simulate", "--seed", "5", "--events", "200", "--speed", "max", "--labels", "topic", "--env-file", weir.Path("vars"), "--to", "deltastream:?batch=20");
        Assert.True(code == 0 && weir.Error.Contains(" 0 failed", StringComparison.Ordinal), weir.Error);
        Assert.NotEmpty(KafkaLog.Read(address, "labels", 3));
        Assert.Equal(0, await weir.RunAsync("simulate", "--events", "1", "--speed", "max", "--env-file",
            weir.Path("vars"), "--to", "deltastream:?partitions=3&replicas=1&retention=7d"));
        Assert.Equal(1, await weir.RunAsync("simulate", "--events", "1", "--speed", "max", "--env-file",
            weir.Path("vars"), "--to", "deltastream:?partitions=4"));
        Assert.Contains(
            "the entity onchain_transactions is there with 3 partitions, not 4", weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kafka_that_is_not_there_is_one_clear_error()
    {
        using CommandLine weir = new();
        Assert.Equal(1, await weir.RunAsync(
            "deltastream", "serve", "--port", "0", "--env-file", "none", "--kafka", "127.0.0.1:9"));
        Assert.Contains("WEIR7002", weir.Error, StringComparison.Ordinal);
    }

    private static async Task RequireStateAsync(DeltaStreamClient client, string statement, string state)
    {
        DeltaStreamException error =
            await Assert.ThrowsAsync<DeltaStreamException>(() => client.ExecuteAsync(statement, Stop));
        Assert.True(error.SqlState == state, $"{error.SqlState}: {error.Message}");
    }

    private static Task<LocalDeltaStream> ServeAsync(string address) => LocalDeltaStream.StartAsync(
        new LocalDeltaStreamOptions
        {
            Token = "token",
            Kafka = new KafkaConnectionOptions { BootstrapServers = address }
        }, TimeProvider.System, Stop);

    private static DeltaStreamClient Client(LocalDeltaStream server) => new(
        new DeltaStreamOptions { Server = server.Url, Token = "token", OrganizationId = Guid.NewGuid().ToString() },
        TimeProvider.System);
}
