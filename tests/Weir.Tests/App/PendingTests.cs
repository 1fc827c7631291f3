using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Weir.Simulation.FakeNodes;
using Weir.Tests.Connectors.Live;

namespace Weir.Tests.App;

/// <summary>Transactions before they are in a block, and a provider's word of those that are.</summary>
public sealed class PendingTests : IDisposable
{
    private const string Whole = "\"newPendingTransactions\",true";
    private const string Hashes = "\"newPendingTransactions\"";

    // In this process: a DuckDB file that is read while it is followed belongs to one.
    private readonly CommandLine _weir = new() { Time = new OwnTime() };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Warehouse => $"duckdb:{_weir.Path("w.duckdb")}";

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task They_ride_in_the_next_blocks_commit_each_once_with_what_they_offer_for_gas()
    {
        ForkingFakeChain chain = Follower.Chain(10);
        await using FakeNode node = await StartAsync(chain, Whole);
        string[] command =
        [
            "run", "--source", $"rpc:{node.SocketUrl}", "--to", Warehouse, "--log", "json",
            "--tables", "base,pending_transactions,mempool_data",
        ];
        await using (RunningCommand run = _weir.Start(command))
        {
            await run.SaidAsync("\"block\":10");
            await SubscribedAsync(node, Whole);
            node.Notify(Whole, Transaction(1, gwei: 10));
            node.Notify(Whole, Transaction(2, gwei: 20));
            node.Notify(Whole, Transaction(1, gwei: 10));
            node.Notify(Whole, """{"hash":"0x12"}""");

            // What was told of is heard of soon, not at once.
            for (int head = 11; await CountAsync(run) < 2; head++)
            {
                chain.Grow();
                await run.SaidAsync($"\"block\":{head.ToString(CultureInfo.InvariantCulture)}");
            }

            Assert.Equal(0, await run.StopAsync());
        }

        await using (RunningCommand again = _weir.Start(command))
        {
            await again.SaidAsync("Following");
            await SubscribedAsync(node, Whole);
            node.Notify(Whole, Transaction(2, gwei: 20));
            node.Notify(Whole, Transaction(3, gwei: 60));
            for (int more = 0; await CountAsync(again) < 3; more++)
            {
                chain.Grow();
                await again.SaidAsync($"\"block\":{chain.Head.ToString(CultureInfo.InvariantCulture)}");
            }

            Assert.Equal(0, await again.StopAsync());
        }

        JsonNode[] rows = await QueryAsync("SELECT nonce, gas_price, max_fee_per_gas, endpoint FROM pending_transactions ORDER BY nonce");
        Assert.Equal([1, 2, 3], rows.Select(row => int.Parse(row["nonce"]!.ToString(), CultureInfo.InvariantCulture)));
        Assert.Equal("20000000000", rows[1]["gas_price"]!.ToString());
        JsonNode[] mempool = await QueryAsync(
            "SELECT SUM(avg_gas_price_gwei) AS total, COUNT(*) AS n FROM mempool_data m JOIN blocks b ON b.number = m.block_number");
        double total = double.Parse(mempool[0]["total"]!.ToString(), CultureInfo.InvariantCulture);

        // 10 and 20 came together or in two commits; 60 came after the second start.
        Assert.Contains(total, new[] { 75d, 90d });
    }

    [Fact]
    public async Task Hashes_are_asked_for_and_accounts_are_chosen()
    {
        ForkingFakeChain chain = Follower.Chain(10);
        await using FakeNode node = await StartAsync(chain, Hashes);
        JsonNode block = JsonNode.Parse(chain.Find(10)!.Json.Span)!;
        JsonNode wanted = block["transactions"]![0]!;
        await using RunningCommand stream = _weir.Start(
            "stream", "pending", "--source", $"rpc:{node.SocketUrl}", "--from", wanted["from"]!.ToString());
        await SubscribedAsync(node, Hashes);
        foreach (JsonNode? one in block["transactions"]!.AsArray())
        {
            node.Notify(Hashes, $"\"{one!["hash"]}\"");
        }

        await stream.PrintedAsync(wanted["hash"]!.ToString());
        Assert.Equal(0, await stream.StopAsync());
        Assert.All(
            stream.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Equal(wanted["from"]!.ToString(), JsonNode.Parse(line)!["from"]!.ToString()));
    }

    [Fact]
    public async Task Mined_transactions_are_a_stream_where_the_provider_offers_it()
    {
        string kind = "\"alchemy_minedTransactions\",{\"includeRemoved\":true}";
        await using FakeNode node = await StartAsync(Follower.Chain(3), kind);
        await using RunningCommand stream = _weir.Start("stream", "mined", "--source", $"rpc:{node.SocketUrl}");
        await SubscribedAsync(node, kind);
        node.Notify(kind, $$"""{"removed":true,"transaction":{{Transaction(7, 1)}}}""");
        await stream.PrintedAsync("\"removed\":true");
        Assert.Equal(0, await stream.StopAsync());

        await using FakeNode other = await StartAsync(Follower.Chain(3), Whole);
        await using RunningCommand refused = _weir.Start("stream", "mined", "--source", $"rpc:{other.SocketUrl}");
        await refused.SaidAsync("no \"alchemy_minedTransactions\" subscription");
    }

    [Fact]
    public async Task Without_a_WebSocket_or_without_following_there_are_none()
    {
        await using FakeNode node = await StartAsync(Follower.Chain(3), Whole);
        Assert.Equal(2, await _weir.RunAsync("stream", "pending", "--source", $"rpc:{node.Url}"));
        Assert.Contains("not reached by WebSocket", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _weir.RunAsync(
            "backfill", "--source", $"rpc:{node.Url}", "--tables", "mempool_data", "--to", Warehouse));
        Assert.Contains("weir run", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _weir.RunAsync("stream", "pending", "--source", $"rpc:{node.SocketUrl}", "--from", "vitalik"));
        Assert.Contains("'vitalik' is no address", _weir.Error, StringComparison.Ordinal);
    }

    private static Task<FakeNode> StartAsync(ForkingFakeChain chain, string kind) => FakeNode.StartAsync(
        chain, new FakeNodeOptions { Subscriptions = [kind] }, cancellationToken: Token);

    private static async Task SubscribedAsync(FakeNode node, string kind)
    {
        while (node.CountSubscriptions(kind) == 0)
        {
            await Task.Delay(10, Token);
        }
    }

    // The rows of the log's last commit with pending transactions are not in the log: the file is read beside the run.
    private async Task<int> CountAsync(RunningCommand run)
    {
        Assert.DoesNotContain("\"level\":\"error\"", run.Error, StringComparison.Ordinal);
        JsonNode[] rows = await QueryAsync("SELECT COUNT(*) AS n FROM pending_transactions");
        return int.Parse(rows[0]["n"]!.ToString(), CultureInfo.InvariantCulture);
    }

    private async Task<JsonNode[]> QueryAsync(string sql)
    {
        Assert.True(await _weir.RunAsync("query", sql, "--warehouse", Warehouse, "--json") == 0, _weir.Error);
        return [.. _weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private static string Transaction(int nonce, int gwei)
    {
        string hash = $"0x{nonce.ToString("x64", CultureInfo.InvariantCulture)}";
        string price = $"0x{(gwei * 1_000_000_000L).ToString("x", CultureInfo.InvariantCulture)}";
        return new StringBuilder("{\"blockHash\":null,\"blockNumber\":null,\"transactionIndex\":null,")
            .Append(CultureInfo.InvariantCulture, $"\"hash\":\"{hash}\",\"from\":\"0x{new string('1', 40)}\",\"to\":\"0x{new string('2', 40)}\",")
            .Append(CultureInfo.InvariantCulture, $"\"nonce\":\"0x{nonce:x}\",\"gas\":\"0x5208\",\"gasPrice\":\"{price}\",\"maxFeePerGas\":\"{price}\",")
            .Append("\"maxPriorityFeePerGas\":\"0x1\",\"value\":\"0x1\",\"input\":\"0x\",\"type\":\"0x2\"}").ToString();
    }

    private sealed class OwnTime : TimeProvider;
}
