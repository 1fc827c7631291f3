using Weir.Core.Errors;
using Weir.Tests.App;

namespace Weir.IntegrationTests.Kafka;

/// <summary>
/// A transformer whose database refuses: one clear error that says which, nothing half written, and once it takes rows
/// again the tables are those of an undisturbed load.
/// </summary>
[Collection(KafkaBroker.Collection)]
public sealed class PipelineFaultsIntegrationTests(KafkaBroker broker, SharedPostgres postgres)
    : IClassFixture<SharedPostgres>
{
    private const string Blocks = "sim:seed=6,blocks=900";

    [Fact]
    public async Task A_database_without_a_free_connection_is_waited_for()
    {
        PostgresServer server = await postgres.GetOrSkipAsync();
        using CommandLine weir = new();
        string[] from = await IngestAsync(weir);
        string database = await server.CreateDatabaseAsync("crowded");
        await server.DoAsync("CREATE ROLE visitor LOGIN; ALTER DATABASE crowded OWNER TO visitor;");
        await server.DoAsync("ALTER DATABASE crowded CONNECTION LIMIT 0;");
        string there = "postgres:" + database.Replace("Username=weir", "Username=visitor", StringComparison.Ordinal);
        await using (RunningCommand transform = weir.Start(["transform", .. from, "--to", there, "--exit-at-end"]))
        {
            await transform.SaidAsync("too many connections");
            Assert.Contains(ErrorCodes.WarehouseUnreachable, transform.Error, StringComparison.Ordinal);
            await server.DoAsync("ALTER DATABASE crowded CONNECTION LIMIT -1;");
            Assert.Equal(0, await transform.EndAsync());
        }

        await EqualAsync(weir, there);
    }

    [Fact]
    public async Task A_database_that_only_reads_is_named_and_nothing_is_written()
    {
        PostgresServer server = await postgres.GetOrSkipAsync();
        using CommandLine weir = new();
        string[] from = await IngestAsync(weir);
        string there = "postgres:" + await server.CreateDatabaseAsync("reading");
        await server.DoAsync("ALTER DATABASE reading SET default_transaction_read_only = on;");
        Assert.Equal(1, await weir.RunAsync(["transform", .. from, "--to", there, "--exit-at-end", "--quiet"]));
        Assert.Contains(ErrorCodes.WarehouseWrite, weir.Error, StringComparison.Ordinal);
        Assert.Contains("read-only transaction", weir.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Weir.", weir.Error, StringComparison.Ordinal);
        await server.DoAsync("ALTER DATABASE reading SET default_transaction_read_only = off;");
        await GoesOnAsync(weir, from, there);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_the_blocks_are_loaded_once_there_is_room()
    {
        PostgresServer server = await postgres.GetOrSkipAsync();
        using CommandLine weir = new();
        string disk = Directory.CreateTempSubdirectory("weir-disk-").FullName;
        using SmallDisk small = SmallDisk.MountOrSkip(disk, "13m");
        small.GiveTo("postgres");
        string[] from = await IngestAsync(weir);
        await server.DoAsync($"CREATE TABLESPACE small LOCATION '{disk}';");
        string there = "postgres:" + await server.CreateDatabaseAsync("full_disk", "TABLESPACE small");
        Assert.Equal(1, await weir.RunAsync(["transform", .. from, "--to", there, "--exit-at-end", "--quiet"]));
        Assert.True(weir.Error.Contains(ErrorCodes.WarehouseFull, StringComparison.Ordinal), weir.Error);
        Assert.DoesNotContain("   at Weir.", weir.Error, StringComparison.Ordinal);
        small.Grow("300m");
        await GoesOnAsync(weir, from, there);
        await server.DoAsync("DROP DATABASE full_disk WITH (FORCE);");
        await server.DoAsync("DROP TABLESPACE small;");
    }

    [Fact]
    public async Task A_column_that_someone_dropped_is_named_and_migrate_brings_it_back()
    {
        PostgresServer server = await postgres.GetOrSkipAsync();
        using CommandLine weir = new();
        string[] from = await IngestAsync(weir);
        string database = await server.CreateDatabaseAsync("dropped");
        string there = "postgres:" + database;
        await GoesOnAsync(weir, from, there);
        await IngestAsync(weir, "sim:seed=6,blocks=950");
        await server.InAsync("dropped", "ALTER TABLE transactions DROP COLUMN gas_price CASCADE;");
        Assert.NotEqual(0, await weir.RunAsync(["transform", .. from, "--to", there, "--exit-at-end", "--quiet"]));
        Assert.Contains(ErrorCodes.WarehouseSchema, weir.Error, StringComparison.Ordinal);
        Assert.Contains("gas_price", weir.Error, StringComparison.Ordinal);
        Assert.True(await weir.RunAsync(
            "query", "SELECT max(number) AS n FROM blocks", "--warehouse", there, "--json") == 0, weir.Error);
        Assert.Equal("{\"n\":899}", weir.Output.Trim());
    }

    private async Task<string[]> IngestAsync(CommandLine weir, string blocks = Blocks)
    {
        string[] topics = ["--topic-prefix", "faults."];
        string address = await broker.AddressOrSkipAsync();
        Assert.True(await weir.RunAsync(
            ["ingest", "--source", blocks, "--to", $"kafka:{address}", "--topics", "blocks", "--quiet", .. topics]) == 0, weir.Error);
        return ["--from", $"kafka:{address}", .. topics];
    }

    private static async Task GoesOnAsync(CommandLine weir, string[] from, string there)
    {
        Assert.True(await weir.RunAsync(["transform", .. from, "--to", there, "--exit-at-end", "--quiet"]) == 0, weir.Error);
        await EqualAsync(weir, there);
    }

    // Other tests may have put more blocks into the topic: what is compared ends where the warehouse does.
    private static async Task EqualAsync(CommandLine weir, string there)
    {
        Assert.True(await weir.RunAsync(
            "query", "SELECT count(*) AS n FROM blocks", "--warehouse", there, "--json") == 0, weir.Error);
        long blocks = (long)System.Text.Json.Nodes.JsonNode.Parse(weir.Output)!["n"]!;
        Assert.True(blocks >= 900, weir.Output);
        string straight = $"duckdb:{weir.Path("straight.duckdb")}";
        Assert.True(await weir.RunAsync(
            "backfill", "--source", $"sim:seed=6,blocks={blocks}", "--to", straight, "--quiet") == 0, weir.Error);
        Assert.True(await weir.RunAsync("verify", straight, "--json") == 0, weir.Error);
        string expected = weir.Output;
        Assert.True(await weir.RunAsync("verify", there, "--json") == 0, weir.Error);
        Assert.Equal(expected, weir.Output);
    }
}
