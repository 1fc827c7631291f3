using System.Text.Json.Nodes;
using Weir.Tests;
using Weir.Tests.App;

namespace Weir.IntegrationTests.Kafka;

/// <summary>Blocks through a real broker into a real PostgreSQL, against the same blocks in-process in DuckDB.</summary>
[Collection(KafkaBroker.Collection)]
public sealed class BlockPipelineIntegrationTests(KafkaBroker broker, SharedPostgres postgres)
    : IClassFixture<SharedPostgres>
{
    [Fact]
    public async Task All_real_blocks_through_Kafka_are_the_tables_that_are_made_in_process()
    {
        string address = await broker.AddressOrSkipAsync();
        PostgresServer server = await postgres.GetOrSkipAsync();
        string there = "postgres:" + await server.CreateDatabaseAsync("through_kafka");
        using CommandLine weir = new();
        string here = $"duckdb:{weir.Path("here.duckdb")}";
        string blocks = $"files:{SharedData.PathOrSkip("chain/mainnet/blocks")}";
        string[] prefix = ["--topic-prefix", "all."];
        await SucceedAsync(weir, "backfill", "--source", blocks, "--to", here, "--quiet");
        await SucceedAsync(weir, ["ingest", "--source", blocks, "--to", $"kafka:{address}", "--json", "--quiet", .. prefix]);
        long ingested = (long)JsonNode.Parse(weir.Output)!["blocks"]!;
        Assert.Equal(Directory.EnumerateFiles(blocks["files:".Length..], "*.gz", SearchOption.AllDirectories).Count(), ingested);
        await SucceedAsync(weir, ["transform", "--from", $"kafka:{address}", "--to", there, "--exit-at-end", "--json", "--quiet", .. prefix]);
        Assert.Equal(ingested, (long)JsonNode.Parse(weir.Output)!["blocks"]!);
        Assert.Equal(
            await SucceedAsync(weir, "verify", here, "--json"), await SucceedAsync(weir, "verify", there, "--json"));

        // A restart neither repeats nor skips.
        await SucceedAsync(weir, ["ingest", "--source", blocks, "--to", $"kafka:{address}", "--json", "--quiet", .. prefix]);
        Assert.Equal(0, (long)JsonNode.Parse(weir.Output)!["blocks"]!);
        await SucceedAsync(weir, ["transform", "--from", $"kafka:{address}", "--to", there, "--exit-at-end", "--json", "--quiet", .. prefix]);
        Assert.Equal(0, (long)JsonNode.Parse(weir.Output)!["blocks"]!);
    }

    private static async Task<string> SucceedAsync(CommandLine weir, params string[] args)
    {
        int code = await weir.RunAsync(args);
        Assert.True(code == 0, $"weir {string.Join(' ', args)}: {code}\n{weir.Output}\n{weir.Error}");
        return weir.Output;
    }
}
