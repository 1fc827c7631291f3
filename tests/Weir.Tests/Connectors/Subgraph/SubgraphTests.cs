using System.Globalization;
using System.Text.Json.Nodes;
using Weir.Connectors.Subgraph;
using Weir.Tests.App;

namespace Weir.Tests.Connectors.Subgraph;

/// <summary><c>weir subgraph</c> against a local graph-node.</summary>
public sealed class SubgraphTests : IDisposable
{
    private readonly CommandLine _weir = new();

    private string Warehouse => $"duckdb:{_weir.Path("w.duckdb")}";

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task Ten_thousand_pools_that_change_meanwhile_come_each_once()
    {
        await using GraphNode node = await GraphNode.StartAsync();
        for (int i = 0; i < 10_000; i++)
        {
            Pool(node, (2 * i) + 1, since: 10);
        }

        int made = 0;
        node.Meanwhile = () =>
        {
            // The chain goes on: pools come, before and after the page that is asked for. The first fifty are there when
            // the block is chosen.
            node.Head++;
            for (int i = 0; i < 50; i++)
            {
                Pool(node, 2 * made++ * 97 % 20_000, since: node.Head);
            }
        };
        Assert.True(await RunAsync(node, "pools", "--to", Warehouse) == 0, _weir.Error);
        Assert.Equal("10050 10050 subgraph 1", await OneAsync(
            "SELECT count(*) || ' ' || count(DISTINCT pool_id) || ' ' || min(proof) || ' ' || count(DISTINCT block_hash) AS line FROM pools"));
        Assert.Equal($"{GraphNode.HashOf(1_001)}", await OneAsync("SELECT min(block_hash) AS line FROM pools"));
        Assert.True(node.Requests >= 11);
    }

    [Fact]
    public async Task Pools_tokens_and_prices_are_observed_rows_of_one_block_and_a_second_run_adds_none()
    {
        await using GraphNode node = await GraphNode.StartAsync();
        Fill(node);
        foreach (string what in new[] { "pools", "tokens", "prices" })
        {
            for (int i = 0; i < 2; i++)
            {
                Assert.True(await RunAsync(node, what, "--to", Warehouse, "--block", "900") == 0, _weir.Error);
            }
        }

        Assert.Contains("are there already", _weir.Output, StringComparison.Ordinal);
        Assert.Equal("2 500 900", await OneAsync("SELECT count(*) || ' ' || min(fee_ppm) || ' ' || min(block_number) AS line FROM pools"));
        Assert.Equal("3 AAA 18", await OneAsync("SELECT count(*) || ' ' || min(symbol) || ' ' || max(decimals) AS line FROM tokens"));
        Assert.Equal(
            $"2 4000 subgraph:{GraphNode.Deployment}",
            await OneAsync("SELECT count(*) || ' ' || CAST(max(price) AS INTEGER) || ' ' || min(source) AS line FROM prices"));
        Assert.Equal(GraphNode.HashOf(900), await OneAsync("SELECT max(block_hash) AS line FROM prices"));
    }

    [Fact]
    public async Task A_subgraph_of_V2_has_pairs()
    {
        await using GraphNode node = await GraphNode.StartAsync(isV2: true);
        node.Put("pairs", Id(7), 1, new JsonObject
        {
            ["token0"] = new JsonObject { ["id"] = Id(1) },
            ["token1"] = new JsonObject { ["id"] = Id(2) },
            ["createdAtBlockNumber"] = "5",
        });
        Assert.True(await RunAsync(node, "pools", "--kind", "uniswap-v2", "--to", Warehouse) == 0, _weir.Error);
        Assert.Equal("2 3000", await OneAsync("SELECT version || ' ' || fee_ppm AS line FROM pools"));
    }

    [Fact]
    public async Task Errors_in_200_are_retried_where_they_pass_and_said_where_they_do_not()
    {
        await using GraphNode node = await GraphNode.StartAsync();
        Fill(node);
        node.Errors.Enqueue("no indexers found");
        node.Errors.Enqueue("bad indexers: {0x1: Timeout}");
        Assert.True(await RunAsync(node, "pools", "--to", Warehouse) == 0, _weir.Error);
        Assert.Contains("no indexers found", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync(node, "pools", "--to", $"duckdb:{_weir.Path("x.duckdb")}", "--block", "2000"));
        Assert.Contains("missing block: 2000, latest: 1000", _weir.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_weir.Path("x.duckdb")));
        Assert.Equal(1, await RunAsync(node, "prices", "--to", Warehouse, "--kind", "uniswap-v2"));
        Assert.Contains("has no field", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync(node, "pools", "--to", Warehouse, "--kind", "uniswap-v2", "--block", "999"));
        Assert.Contains("Type `Query` has no field `pairs`", _weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_goes_into_the_header_and_is_never_shown()
    {
        const string Secret = "0123456789abcdef0123456789abcdef";
        await using GraphNode node = await GraphNode.StartAsync();
        Fill(node);
        node.Key = Secret;
        Assert.Equal(1, await RunAsync(node, "pools", "--to", Warehouse));
        Assert.Contains("WEIR3007", _weir.Error, StringComparison.Ordinal);
        Environment.SetEnvironmentVariable(SubgraphOptions.KeyVariable, Secret);
        try
        {
            Assert.True(await RunAsync(node, "pools", "--to", Warehouse) == 0, _weir.Error);
            Assert.DoesNotContain(Secret, _weir.Error + _weir.Output, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(SubgraphOptions.KeyVariable, null);
        }

        Assert.Equal(1, await _weir.RunAsync(
            "subgraph", "pools", "--subgraph", $"http://127.0.0.1:1/api/{Secret}/subgraphs/id/abc", "--retries", "0", "--to", Warehouse));
        Assert.DoesNotContain(Secret, _weir.Error + _weir.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_query_becomes_JSON_lines_and_one_with_last_and_block_is_paged()
    {
        await using GraphNode node = await GraphNode.StartAsync();
        for (int i = 0; i < 25; i++)
        {
            Pool(node, i + 1, since: 1);
        }

        Assert.True(await RunAsync(node, "query", "{ pools(first: 3) { id feeTier } }") == 0, _weir.Error);
        Assert.Equal(3, Lines.Length);
        Assert.True(await RunAsync(
            node, "query",
            "query($last: ID!, $block: Int!) { pools(first: 10, where: {id_gt: $last}, block: {number: $block}) { id feeTier } }") == 0,
            _weir.Error);
        Assert.Equal(25, Lines.Select(line => JsonNode.Parse(line)!["id"]!.ToString()).Distinct().Count());
        Assert.Equal(25, Lines.Length);
    }

    [Fact]
    public async Task Differences_from_what_was_decoded_are_listed()
    {
        Assert.True(await _weir.RunAsync(
            "backfill", "--source", "sim:seed=4,blocks=40,txs=8,actors=on", "--to", Warehouse, "--tables", "base,pools", "--verify", "off") == 0,
            _weir.Error);
        await WarehouseEdit.RunAsync(_weir.Path("w.duckdb"), "UPDATE pools SET protocol = 'uniswap', version = '3', fee_ppm = 500");
        Assert.True(await _weir.RunAsync(
            "query", "SELECT contract_address AS pool, min(tokens[1]) AS a, min(tokens[2]) AS b FROM pools GROUP BY contract_address ORDER BY 1",
            "--warehouse", Warehouse, "--json") == 0, _weir.Error);
        JsonNode[] known = [.. Lines.Select(line => JsonNode.Parse(line)!)];
        Assert.True(known.Length >= 2);
        await using GraphNode node = await GraphNode.StartAsync();
        foreach (JsonNode pool in known.Skip(1))
        {
            Put(node, pool["pool"]!.ToString(), pool["a"]!.ToString(), pool["b"]!.ToString(), "500");
        }

        string chain = "2003134834";
        Assert.Equal(1, await RunAsync(node, "check", "--warehouse", Warehouse, "--chain-id", chain));
        Assert.Equal($"{known[0]["pool"]}  only decoded", Assert.Single(Lines).Split(':')[0]);
        Put(node, known[0]["pool"]!.ToString(), known[0]["a"]!.ToString(), known[0]["b"]!.ToString(), "500");
        Assert.True(await RunAsync(node, "check", "--warehouse", Warehouse, "--chain-id", chain) == 0, _weir.Output);
        Put(node, known[0]["pool"]!.ToString(), known[0]["a"]!.ToString(), known[0]["b"]!.ToString(), "3000");
        Put(node, known[1]["pool"]!.ToString(), known[1]["a"]!.ToString(), Id(99), "500");
        Put(node, Id(77), Id(1), Id(2), "500");
        Assert.Equal(1, await RunAsync(node, "check", "--warehouse", Warehouse, "--chain-id", chain, "--json"));
        Assert.Equal(
            ["another fee", "only in the subgraph", "other tokens"],
            Lines.Select(line => JsonNode.Parse(line)!["difference"]!.ToString()).Order(StringComparer.Ordinal));
    }

    private string[] Lines => _weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Id(int number) => "0x" + number.ToString("x40", CultureInfo.InvariantCulture);

    private static void Pool(GraphNode node, int number, long since) => Put(node, Id(number), Id(1), Id(2), "500", since);

    private static void Put(GraphNode node, string id, string token0, string token1, string fee, long since = 1) =>
        node.Put("pools", id, since, new JsonObject
        {
            ["token0"] = new JsonObject { ["id"] = token0 },
            ["token1"] = new JsonObject { ["id"] = token1 },
            ["feeTier"] = fee,
            ["createdAtBlockNumber"] = "5",
        });

    private static void Fill(GraphNode node)
    {
        Pool(node, 5, 1);
        Pool(node, 6, 1);
        (string Symbol, string Derived)[] tokens = [("AAA", "0.5"), ("BBB", "2"), ("CCC", "0")];
        for (int i = 0; i < tokens.Length; i++)
        {
            node.Put("tokens", Id(i + 1), 1, new JsonObject
            {
                ["symbol"] = tokens[i].Symbol,
                ["name"] = "Token " + tokens[i].Symbol,
                ["decimals"] = "18",
                ["totalSupply"] = "1000000000000000000000000",
                ["derivedETH"] = tokens[i].Derived,
                ["totalValueLockedUSD"] = "123.5",
            });
        }
    }

    private Task<int> RunAsync(GraphNode node, string what, params string[] more) => _weir.RunAsync(
        ["subgraph", what, .. what == "query" ? more[..1] : [], "--subgraph", node.Url, "--retries", "2", .. what == "query" ? more[1..] : more]);

    private async Task<string> OneAsync(string sql)
    {
        Assert.True(await _weir.RunAsync("query", sql, "--warehouse", Warehouse, "--json") == 0, _weir.Error);
        return JsonNode.Parse(_weir.Output)!["line"]!.ToString();
    }
}
