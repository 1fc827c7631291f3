using Weir.Connectors.DeltaStream.Local;

namespace Weir.Tests.App;

/// <summary>
/// <c>weir simulate --to deltastream:</c> and <c>weir deltastream clean</c> against the local server.
/// </summary>
public sealed class SimulateDeltaStreamTests
{
    private static readonly string[] Seed =
        ["simulate", "--mode", "seed-compat", "--seed", "7", "--events", "8", "--speed", "max"];

    [Fact]
    public async Task The_statements_are_the_originals_to_the_letter()
    {
        using CommandLine weir = new();
        await using LocalDeltaStream server = await ServeAsync();
        string env = await EnvironmentAsync(weir, server, "DELTASTREAM_DATABASE_NAME=default\n");

        // No --to: where a token is set, DeltaStream is the destination.
        Assert.Equal(0, await weir.RunAsync([.. Seed, "--env-file", env]));
        List<string> expected = ["USE DATABASE \"default\";"];
        foreach (string name in new[] { "onchain_transactions", "dex_prices", "mempool_data" })
        {
            expected.Add("LIST ENTITIES;");
            expected.Add(
                $"CREATE ENTITY \"{name}\" IN STORE \"kafka_store\" WITH ('kafka.partitions' = 3, 'kafka.replicas' = 1, 'kafka.topic.retention.ms' = '604800000');");
            expected.Add($"DESCRIBE ENTITY \"{name}\";");
        }

        foreach (string line in weir.Output.Split('\n').Select(line => line.TrimStart('.')).Where(
            line => line.StartsWith("  → ", StringComparison.Ordinal)))
        {
            string[] parts = line[4..].Split(": ", 2);
            expected.Add($"INSERT INTO ENTITY \"{parts[0]}\" IN STORE \"kafka_store\" VALUE('{parts[1]}');");
        }

        Assert.Equal(expected, server.Statements);
        Assert.Equal((4, 2, 2),
            (await server.RecordsAsync("onchain_transactions", TestContext.Current.CancellationToken),
                await server.RecordsAsync("dex_prices", TestContext.Current.CancellationToken),
                await server.RecordsAsync("mempool_data", TestContext.Current.CancellationToken)));
        Assert.Equal(0, await weir.RunAsync([.. Seed, "--env-file", env]));
        Assert.Contains("✅ Entity 'mempool_data' already exists\n", weir.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_realistic_mode_sends_several_statements_a_request()
    {
        using CommandLine weir = new();
        await using LocalDeltaStream server = await ServeAsync();
        string env = await EnvironmentAsync(weir, server, string.Empty);
        Assert.Equal(0, await weir.RunAsync(
            "simulate", "--seed", "1", "--events", "1000", "--speed", "max", "--to", "deltastream:?batch=50", "--labels", "topic", "--env-file", env));
        Assert.Contains("0 failed", weir.Error, StringComparison.Ordinal);
        Assert.InRange(await server.RecordsAsync("onchain_transactions", TestContext.Current.CancellationToken)
            + await server.RecordsAsync("dex_prices", TestContext.Current.CancellationToken)
            + await server.RecordsAsync("mempool_data", TestContext.Current.CancellationToken), 1_000, 1_010);
        Assert.True(await server.RecordsAsync("labels", TestContext.Current.CancellationToken) > 0);
        Assert.Equal(0, await weir.RunAsync("deltastream", "clean", "--env-file", env));
        Assert.Contains(
            "DROP ENTITY \"labels\" IN STORE \"kafka_store\"; dropped", weir.Output, StringComparison.Ordinal);
        Assert.Equal(0, await weir.RunAsync("deltastream", "clean", "--env-file", env));
        Assert.Contains("was not there", weir.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_insert_is_told_and_the_original_goes_on()
    {
        using CommandLine weir = new();
        await using LocalDeltaStream server = await ServeAsync();
        string env = await EnvironmentAsync(weir, server, string.Empty);
        server.Fault = new LocalFault(LocalFaultKind.CutAfterRunning, Times: 1, Containing: "1850.75");
        Assert.Equal(0, await weir.RunAsync([.. Seed, "--env-file", env]));
        Assert.Contains("Error generating flash loan attack: ", weir.Output, StringComparison.Ordinal);
        Assert.Single(server.Statements, statement => statement.Contains("1850.75", StringComparison.Ordinal));
        Assert.Contains("1 failed", weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entity_of_another_shape_is_one_clear_error_and_asked_shapes_are_made()
    {
        using CommandLine weir = new();
        await using LocalDeltaStream server = await ServeAsync();
        string env = await EnvironmentAsync(weir, server, string.Empty);
        string[] run = ["simulate", "--seed", "1", "--events", "10", "--speed", "max", "--env-file", env, "--to"];
        Assert.Equal(0, await weir.RunAsync([.. run, "deltastream:?partitions=5&replicas=2&retention=12h&batch=10"]));
        Assert.Contains(
            "CREATE ENTITY \"dex_prices\" IN STORE \"kafka_store\" WITH ('kafka.partitions' = 5, 'kafka.replicas' = 2, 'kafka.topic.retention.ms' = '43200000');",
            server.Statements);
        foreach ((string asked, string said) in new[]
        {
            ("partitions=3", "the entity onchain_transactions is there with 5 partitions, not 3"),
            ("replicas=1", "is there with 2 replicas, not 1"),
            ("retention=7d", "is there with 43200 seconds of retention, not 604800"),
        })
        {
            Assert.Equal(1, await weir.RunAsync([.. run, $"deltastream:?{asked}"]));
            Assert.Contains("WEIR7004", weir.Error, StringComparison.Ordinal);
            Assert.Contains(said, weir.Error, StringComparison.Ordinal);
        }

        // Where nothing is asked any shape will do, and the original looks at none.
        Assert.Equal(0, await weir.RunAsync([.. run, "deltastream:"]));
        Assert.Equal(0, await weir.RunAsync([.. Seed, "--env-file", env]));
        Assert.Equal(2, await weir.RunAsync([.. run, "deltastream:?colour=red"]));
        Assert.Equal(2, await weir.RunAsync([.. run, "deltastream:?partitions=0"]));
    }

    [Fact]
    public async Task What_is_missing_or_wrong_is_one_clear_error()
    {
        using CommandLine weir = new();
        await using LocalDeltaStream server = await ServeAsync();
        Assert.Equal(2, await weir.RunAsync([.. Seed, "--to", "deltastream:", "--env-file", "none"]));
        Assert.Contains("❌ Missing required environment variables: DELTASTREAM_TOKEN and DELTASTREAM_ORG_ID",
            weir.Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            weir.Path("bad"), "DELTASTREAM_TOKEN=t\nDELTASTREAM_ORG_ID=acme\n", TestContext.Current.CancellationToken);
        Assert.Equal(2, await weir.RunAsync([.. Seed, "--env-file", weir.Path("bad")]));
        Assert.Contains(
            "Invalid organization_id: 'acme' is not a valid UUID string", weir.Error, StringComparison.Ordinal);
        string env = await EnvironmentAsync(weir, server, "DELTASTREAM_TOKEN=expired\n");
        Assert.Equal(1, await weir.RunAsync([.. Seed, "--env-file", env]));
        Assert.Contains("WEIR7006", weir.Error, StringComparison.Ordinal);
        Assert.Equal(2,
            await weir.RunAsync("deltastream", "serve", "--env-file", "none", "--kafka", "127.0.0.1:9?partitions=3"));
        Assert.Contains("is not an address of brokers", weir.Error, StringComparison.Ordinal);
        env = await EnvironmentAsync(weir, server, "STORE_NAME=none\n");
        Assert.Equal(1, await weir.RunAsync("simulate", "--events", "1", "--speed", "max", "--env-file", env));
        Assert.Contains("store \"none\" not found", weir.Error, StringComparison.Ordinal);
    }

    private static Task<LocalDeltaStream> ServeAsync() => LocalDeltaStream.StartAsync(
        new LocalDeltaStreamOptions { Token = "token" }, TimeProvider.System, TestContext.Current.CancellationToken);

    private static async Task<string> EnvironmentAsync(CommandLine weir, LocalDeltaStream server, string more)
    {
        string path = weir.Path("vars");
        await File.WriteAllTextAsync(
            path, $"DELTASTREAM_SERVER_URL={server.Url}\nDELTASTREAM_TOKEN=token\nDELTASTREAM_ORG_ID={Guid.NewGuid()}\n{more}",
            TestContext.Current.CancellationToken);
        return path;
    }
}
