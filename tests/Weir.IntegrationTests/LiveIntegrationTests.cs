using System.Globalization;
using System.Text.Json.Nodes;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;
using Weir.Tests.App;

namespace Weir.IntegrationTests;

/// <summary>A chain is followed on real things: an EVM node that reorganises, a database that goes away.</summary>
public sealed class LiveIntegrationTests(SharedPostgres postgres) : IClassFixture<SharedPostgres>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_real_node_reorganises_while_transactions_flow()
    {
        await using Anvil anvil = await Anvil.StartOrSkipAsync("--block-time", "1");
        string[] accounts = [.. (await anvil.CallAsync("eth_accounts"))!.AsArray().Select(account => (string)account!)];
        await anvil.CallAsync("anvil_mine", "0x1e");
        using CommandLine weir = new();
        string warehouse = $"duckdb:{weir.Path("live.duckdb")}";
        string socket = new UriBuilder(anvil.Url) { Scheme = "ws" }.Uri.ToString();
        await using (RunningCommand run = weir.Start(
            "run", "--source", $"rpc:{socket}", "--to", warehouse, "--start-block", "0", "--log", "json"))
        {
            await run.SaidAsync("\"event\":\"Stored\"");
            foreach (int depth in new[] { 1, 5, 20 })
            {
                for (int i = 0; i < 4; i++)
                {
                    await anvil.CallAsync("eth_sendTransaction", new JsonObject
                    {
                        ["from"] = accounts[i],
                        ["to"] = accounts[i + 1],
                        ["value"] = "0x1",
                    });
                }

                await Task.Delay(1_500, Token);
                await anvil.CallAsync("anvil_reorg", depth, new JsonArray());
                await Task.Delay(1_500, Token);
            }

            await anvil.CallAsync("evm_setIntervalMining", 0);
            long head = Convert.ToInt64((string)(await anvil.CallAsync("eth_blockNumber"))!, 16);
            string hash = (string)(await anvil.CallAsync("eth_getBlockByNumber", "latest", false))!["hash"]!;
            await run.SaidAsync($"\"block\":{head.ToString(CultureInfo.InvariantCulture)}");
            await Task.Delay(500, Token);
            Assert.Equal(0, await run.StopAsync());
            await AnswerAsync(weir, warehouse, "SELECT hash FROM blocks ORDER BY number DESC LIMIT 1", $"{{\"hash\":\"{hash}\"}}");
            await AnswerAsync(weir, warehouse, "SELECT count(*) AS n FROM blocks", $"{{\"n\":{head + 1}}}");
        }

        await AnswerAsync(weir, warehouse, "SELECT count(*) >= 3 AS all_seen, max(depth) AS deepest FROM reorgs",
            "{\"all_seen\":true,\"deepest\":20}");
        long expected = 0;
        for (long number = 0; ; number++)
        {
            JsonNode? block = await anvil.CallAsync(
                "eth_getBlockByNumber", $"0x{number.ToString("x", CultureInfo.InvariantCulture)}", false);
            if (block is null)
            {
                break;
            }

            expected += block["transactions"]!.AsArray().Count;
        }

        await AnswerAsync(weir, warehouse, "SELECT count(*) AS n FROM transactions", $"{{\"n\":{expected}}}");
        Assert.True(await weir.RunAsync("verify", warehouse, "--proofs") == 0, weir.Output);
    }

    [Fact]
    public async Task A_database_that_goes_away_is_waited_for_and_nothing_is_lost_or_doubled()
    {
        PostgresServer server = await postgres.GetOrSkipAsync();
        string warehouse = "postgres:" + await server.CreateDatabaseAsync("live");
        ForkingFakeChain chain = new(
            new SimulatedChainOptions { Seed = 5, TransactionsPerBlock = 2, ChainId = 1337 }, head: 200);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        using CommandLine weir = new();
        await using (RunningCommand run = weir.Start(
            "run", "--source", $"rpc:{node.Url}", "--to", warehouse, "--start-block", "0", "--batch", "5", "--log", "json"))
        {
            // In the middle of the catching up, at the head, and while the chain changes its mind.
            await Task.Delay(700, Token);
            await server.RestartAsync(TimeSpan.FromSeconds(2));
            await run.SaidAsync("\"block\":200,");
            Task away = server.RestartAsync(TimeSpan.FromSeconds(2));
            chain.Grow(3);
            chain.Reorganise(10, 12);
            await away;
            await run.SaidAsync("\"block\":205,");
            Assert.Equal(0, await run.StopAsync());
        }

        await AnswerAsync(
            weir, warehouse, "SELECT count(*) AS n, count(DISTINCT number) AS d FROM blocks", "{\"n\":206,\"d\":206}");
        await AnswerAsync(
            weir, warehouse, "SELECT hash FROM blocks WHERE number = 205", $"{{\"hash\":\"{chain.Find(205)!.Hash}\"}}");
        Assert.True(await weir.RunAsync("verify", warehouse, "--proofs") == 0, weir.Output);
        string straight = $"duckdb:{weir.Path("straight.duckdb")}";
        Assert.Equal(0, await weir.RunAsync("backfill", "--source", $"rpc:{node.Url}", "--to", straight, "--quiet"));
        Assert.Equal(await ChecksumsAsync(weir, straight), await ChecksumsAsync(weir, warehouse));
    }

    private static async Task AnswerAsync(CommandLine weir, string warehouse, string sql, string expected)
    {
        Assert.True(await weir.RunAsync("query", sql, "--warehouse", warehouse, "--json") == 0, weir.Error);
        Assert.Equal(expected, weir.Output.Trim());
    }

    private static async Task<string> ChecksumsAsync(CommandLine weir, string warehouse)
    {
        Assert.True(await weir.RunAsync("verify", warehouse, "--json") == 0, weir.Error);
        return weir.Output;
    }
}
