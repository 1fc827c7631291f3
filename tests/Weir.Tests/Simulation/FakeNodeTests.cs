using System.Text.Json.Nodes;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.Tests.Simulation;

public sealed class FakeNodeTests : IAsyncLifetime
{
    private static readonly SimulatedChainOptions Chain = SimulatedChainOptions.Default with { Blocks = 120 };

    private readonly FakeNodeOptions _options = new();
    private FakeNode _node = null!;
    private NodeClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await FakeNode.StartAsync(
            new SimulatedFakeChain(Chain), _options, cancellationToken: TestContext.Current.CancellationToken);
        _client = new NodeClient(_node.Url);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task It_says_who_it_is()
    {
        Assert.Equal("0x77656972", (string?)await _client.AskAsync("eth_chainId"));
        Assert.Equal("2003134834", (string?)await _client.AskAsync("net_version"));
        Assert.Equal("0x77", (string?)await _client.AskAsync("eth_blockNumber"));
        Assert.StartsWith(
            "WeirFakeNode", (string?)await _client.AskAsync("web3_clientVersion"), StringComparison.Ordinal);
        Assert.False((bool)(await _client.AskAsync("eth_syncing"))!);
    }

    [Fact]
    public async Task Blocks_and_receipts_are_those_of_the_chain_by_number_tag_and_hash()
    {
        Block block = SimulatedBlocks.Make(Chain with { Blocks = 43 })[^1];
        JsonNode expected = JsonNode.Parse(SimulatedBlocks.Json(block))!;
        JsonNode? byNumber = await _client.AskAsync("eth_getBlockByNumber", "\"0x2a\",true");
        Assert.True(JsonNode.DeepEquals(expected["block"], byNumber));
        Assert.True(JsonNode.DeepEquals(
            byNumber, await _client.AskAsync("eth_getBlockByHash", $"\"{block.Header.Hash}\",true")));
        Assert.True(
            JsonNode.DeepEquals(expected["receipts"], await _client.AskAsync("eth_getBlockReceipts", "\"0x2a\"")));
        Assert.True(JsonNode.DeepEquals(
            expected["receipts"], await _client.AskAsync("eth_getBlockReceipts", $"\"{block.Header.Hash}\"")));
        foreach ((string tag, string number) in ((string, string)[])[("earliest", "0x0"), ("latest", "0x77"),
            ("safe", "0x57"), ("finalized", "0x37")])
        {
            Assert.Equal(
                number, (string?)(await _client.AskAsync("eth_getBlockByNumber", $"\"{tag}\",false"))!["number"]);
        }
    }

    [Fact]
    public async Task Hashes_stand_in_for_transactions_where_they_are_enough()
    {
        JsonNode full = (await _client.AskAsync("eth_getBlockByNumber", "\"0x46\",true"))!;
        JsonNode brief = (await _client.AskAsync("eth_getBlockByNumber", "\"0x46\",false"))!;
        Assert.NotEmpty(full["transactions"]!.AsArray());
        Assert.Equal(
            full["transactions"]!.AsArray().Select(item => (string?)item!["hash"]),
            brief["transactions"]!.AsArray().Select(item => (string?)item));
        full.AsObject().Remove("transactions");
        brief.AsObject().Remove("transactions");
        Assert.True(JsonNode.DeepEquals(full, brief));
        Assert.Empty((await _client.AskAsync("eth_getBlockByNumber", "\"0x0\",false"))!["transactions"]!.AsArray());
    }

    [Fact]
    public async Task Transactions_and_their_receipts_are_found_one_by_one()
    {
        JsonNode block = (await _client.AskAsync("eth_getBlockByNumber", "\"0x46\",true"))!;
        JsonNode receipts = (await _client.AskAsync("eth_getBlockReceipts", "\"0x46\""))!;
        for (int i = 0; i < receipts.AsArray().Count; i++)
        {
            string hash = $"\"{(string?)receipts[i]!["transactionHash"]}\"";
            Assert.True(JsonNode.DeepEquals(receipts[i], await _client.AskAsync("eth_getTransactionReceipt", hash)));
            Assert.True(JsonNode.DeepEquals(
                block["transactions"]![i], await _client.AskAsync("eth_getTransactionByHash", hash)));
        }
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        string nothing = $"\"0x{new string('1', 64)}\"";
        Assert.Null(await _client.AskAsync("eth_getBlockByNumber", "\"0x78\",true"));
        Assert.Null(await _client.AskAsync("eth_getBlockReceipts", "\"0x78\""));
        Assert.Null(await _client.AskAsync("eth_getBlockByHash", nothing + ",true"));
        Assert.Null(await _client.AskAsync("eth_getTransactionReceipt", nothing));
        Assert.Null(await _client.AskAsync("eth_getTransactionByHash", nothing));
    }

    [Fact]
    public async Task Wrong_calls_get_the_errors_of_go_ethereum()
    {
        Assert.Equal((-32601, "the method eth_foo does not exist/is not available"),
            await _client.FailAsync("eth_foo"));
        Assert.Equal((-32602, "missing value for required argument 0"),
            await _client.FailAsync("eth_getBlockByNumber"));
        Assert.Equal((-32602, "invalid argument 0: hex string without 0x prefix"),
            await _client.FailAsync("eth_getBlockByNumber", "\"2\",true"));
        Assert.Equal(-32700, (await _client.PostAsync("{\"jsonrpc\""))["error"]!["code"]!.GetValue<int>());
        Assert.Equal("empty batch", (string?)(await _client.PostAsync("[]"))["error"]!["message"]);
        string many = "[" + string.Join(',', Enumerable.Repeat(NodeClient.Call("eth_chainId"), 1_001)) + "]";
        Assert.Equal("batch too large", (string?)(await _client.PostAsync(many))["error"]!["message"]);
        using HttpResponseMessage large = await _client.SendAsync(new string(' ', _options.MostRequestBytes + 1));
        Assert.Equal(413, (int)large.StatusCode);
    }

    [Fact]
    public async Task A_batch_is_answered_call_by_call_with_its_ids()
    {
        JsonArray answers = (await _client.PostAsync(
            $"[{NodeClient.Call("eth_chainId", id: "\"a\"")},{NodeClient.Call("eth_foo", id: "7")},{NodeClient.Call("eth_blockNumber", id: "8")}]")).AsArray();
        Assert.Equal("a", (string?)answers[0]!["id"]);
        Assert.Equal(-32601, (int)answers[1]!["error"]!["code"]!);
        Assert.Equal("0x77", (string?)answers[2]!["result"]);
        Assert.Equal(8, (int)answers[2]!["id"]!);
    }

    [Fact]
    public async Task Answers_that_grow_too_large_end_in_errors()
    {
        _options.MostAnswerBytes = 10_000;
        string body = "[" + string.Join(',', Enumerable.Range(0, 20).Select(
            i => NodeClient.Call("eth_getBlockByNumber", $"\"0x{40 + i:x}\",true", $"{i}"))) + "]";
        JsonArray answers = (await _client.PostAsync(body)).AsArray();
        Assert.Equal(20, answers.Count);
        Assert.NotNull(answers[0]!["result"]);
        Assert.Equal(-32003, (int)answers[19]!["error"]!["code"]!);
    }

    [Fact]
    public async Task Batches_are_shuffled_by_a_seed_when_asked_to()
    {
        await using FakeNode node = await FakeNode.StartAsync(
            new SimulatedFakeChain(Chain), new FakeNodeOptions { ShuffleSeed = 1 },
            cancellationToken: TestContext.Current.CancellationToken);
        using NodeClient client = new(node.Url);
        string body = "[" + string.Join(',', Enumerable.Range(0, 50).Select(
            i => NodeClient.Call("eth_getBlockByNumber", $"\"0x{i:x}\",false", $"{i}"))) + "]";
        JsonArray answers = (await client.PostAsync(body)).AsArray();
        int[] ids = [.. answers.Select(answer => (int)answer!["id"]!)];
        Assert.NotEqual(Enumerable.Range(0, 50), ids);
        Assert.Equal(Enumerable.Range(0, 50), ids.Order());
        Assert.All(answers, answer => Assert.Equal($"0x{(int)answer!["id"]!:x}", (string?)answer["result"]!["number"]));
    }

    [Fact]
    public async Task Logs_are_found_by_range_address_and_topics()
    {
        JsonNode[] all = await AllLogsAsync();
        string transfer = Keccak.Hash("Transfer(address,address,uint256)"u8).ToString();
        string swap = Keccak.Hash("Swap(address,uint256,uint256,uint256,uint256,address)"u8).ToString();
        string address = (string)all[^1]["address"]!;
        string party = (string)all.First(log => log["topics"]!.AsArray().Count == 3)["topics"]![2]!;
        await AssertLogsAsync("", _ => true);
        await AssertLogsAsync($",\"address\":\"{address}\"", log => (string?)log["address"] == address);
        await AssertLogsAsync($",\"topics\":[[\"{transfer}\",\"{swap}\"]]",
            log => (string?)log["topics"]![0] == transfer || (string?)log["topics"]![0] == swap);
        await AssertLogsAsync(
            $",\"address\":[\"{address}\"],\"topics\":[null,[],\"{party}\"]",
            log => (string?)log["address"] == address && log["topics"]!.AsArray().Count > 2
            && (string?)log["topics"]![2] == party);

        async Task AssertLogsAsync(string filter, Func<JsonNode, bool> matches)
        {
            JsonNode found =
                (await _client.AskAsync("eth_getLogs", $"{{\"fromBlock\":\"0xa\",\"toBlock\":\"0x32\"{filter}}}"))!;
            JsonArray expected = [.. all.Where(matches).Select(log => log.DeepClone())];
            Assert.True(JsonNode.DeepEquals(expected, found), filter);
            string id = (string)(
                await _client.AskAsync("eth_newFilter", $"{{\"fromBlock\":\"0xa\",\"toBlock\":\"0x32\"{filter}}}"))!;
            Assert.True(JsonNode.DeepEquals(expected, await _client.AskAsync("eth_getFilterLogs", $"\"{id}\"")));
            Assert.True((bool)(await _client.AskAsync("eth_uninstallFilter", $"\"{id}\""))!);
            Assert.False((bool)(await _client.AskAsync("eth_uninstallFilter", $"\"{id}\""))!);
            Assert.Equal((-32000, "filter not found"), await _client.FailAsync("eth_getFilterLogs", $"\"{id}\""));
        }
    }

    [Fact]
    public async Task Log_ranges_that_cannot_be_are_refused_as_go_ethereum_does()
    {
        Assert.Equal((-32602, "invalid block range params"),
            await _client.FailAsync("eth_getLogs", "{\"fromBlock\":\"0x32\",\"toBlock\":\"0x2f\"}"));
        Assert.Equal(
            (-32602, "block range extends beyond current head block"),
            await _client.FailAsync("eth_getLogs", "{\"fromBlock\":\"0x32\",\"toBlock\":\"0x78\"}"));
        _options.MostLogBlocks = 10;
        Assert.Equal((-32602, "exceed maximum block range: 10"),
            await _client.FailAsync("eth_getLogs", "{\"fromBlock\":\"0x1\",\"toBlock\":\"0xb\"}"));
        Assert.NotNull(await _client.AskAsync("eth_getLogs", "{\"fromBlock\":\"0x1\",\"toBlock\":\"0xa\"}"));
    }

    [Fact]
    public async Task What_was_asked_is_counted()
    {
        await _client.PostAsync(
            $"[{NodeClient.Call("eth_getBlockByNumber", "\"0x5\",true")},{NodeClient.Call("eth_getBlockReceipts", "\"0x5\"")}]");
        await _client.AskAsync("eth_getBlockByNumber", "\"0x5\",false");
        Assert.Equal(2, _node.Counts.Requests);
        Assert.Equal(2, _node.Counts.Of("eth_getBlockByNumber"));
        Assert.Equal(1, _node.Counts.Of("eth_getBlockReceipts"));
        Assert.Equal(new Dictionary<long, long> { [5] = 2 }, _node.Counts.Blocks);
        _node.Counts.Clear();
        Assert.Equal(0, _node.Counts.Of("eth_getBlockByNumber"));
    }

    private async Task<JsonNode[]> AllLogsAsync()
    {
        List<JsonNode> logs = [];
        for (int number = 10; number <= 50; number++)
        {
            JsonNode receipts = (await _client.AskAsync("eth_getBlockReceipts", $"\"0x{number:x}\""))!;
            logs.AddRange(receipts.AsArray().SelectMany(receipt => receipt!["logs"]!.AsArray()).Select(log => log!));
        }

        Assert.True(logs.Count > 100);
        return [.. logs];
    }
}
