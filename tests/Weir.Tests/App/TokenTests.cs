using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Tokens;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;
using Weir.Tests.Pipeline;

namespace Weir.Tests.App;

/// <summary>What tokens say of themselves: read in every form that is met, once a token, and never a reason to stop.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly CommandLine _weir = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Warehouse => $"duckdb:{_weir.Path("w.duckdb")}";

    public void Dispose() => _weir.Dispose();

    // MKR's symbol() is a bytes32; USDC's is a string; a contract without one answers 0x.
    [Theory]
    [InlineData("4d4b520000000000000000000000000000000000000000000000000000000000", "MKR")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000000455534443" + "00000000000000000000000000000000000000000000000000000000", "USDC")]
    [InlineData("", null)]
    [InlineData("00", null)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", null)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000020ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", null)]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000000000000000000000000000000000000000000000000004", null)]
    [InlineData("000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000034100420000000000000000000000000000000000000000000000000000000000", "AB")]
    [InlineData("4142ff0000000000000000000000000000000000000000000000000000000000", "AB\uFFFD")]
    public void A_symbol_is_read_in_every_form(string answer, string? symbol) =>
        Assert.Equal(symbol, TokenAnswer.Read(Convert.FromHexString(answer), null, null, null).Symbol);

    [Theory]
    [InlineData(0, 0L)]
    [InlineData(18, 18L)]
    [InlineData(77, 77L)]
    [InlineData(256, null)]
    public void Decimals_are_a_byte(int answer, long? decimals) => Assert.Equal(
        decimals, TokenAnswer.Read(null, null, Word(answer), Enumerable.Repeat((byte)0xff, 32).ToArray()).Decimals);

    [Fact]
    public void A_tokens_answers_are_ethereum_etls_row()
    {
        string path = SharedData.PathOrSkip("chain/ethereum-etl/test_export_tokens_job/token_with_alternative_return_type");
        byte[] Answer(string selector) => Convert.FromHexString(((string)JsonNode.Parse(File.ReadAllText(
            Directory.GetFiles(path, $"web3_response.eth_call_data_{selector}_*")[0]))!["result"]!)[2..]);
        TokenAnswer token = TokenAnswer.Read(
            Answer("0x95d89b41"), Answer("0x06fdde03"), Answer("0x313ce567"), Answer("0x18160ddd"));
        string[] expected = File.ReadAllLines(Path.Combine(path, "expected_tokens.csv"))[1].Split(',');
        Assert.Equal(
            string.Join(",", expected[1..5]), $"{token.Symbol},{token.Name},{token.Decimals},{token.TotalSupply}");
    }

    [Fact]
    public async Task Each_token_is_asked_once_and_stands_beside_its_transfers()
    {
        int asked = 0;
        await using FakeNode node = await StartAsync((to, data) =>
        {
            asked++;
            return data switch
            {
                "0x95d89b41" => "0x" + Convert.ToHexString(Encoding.UTF8.GetBytes("T" + to[2..5]).Concat(new byte[28]).ToArray()),
                "0x313ce567" => "0x" + Convert.ToHexString(Word(18)),
                _ => null,
            };
        });
        await LoadAsync(node, "0:49");
        int first = asked;
        Assert.True(first > 0 && first % 4 == 0);
        await LoadAsync(node, "50:59");
        await QueryAsync(
            "SELECT (SELECT count(*) FROM tokens) AS tokens, (SELECT count(DISTINCT token_address) FROM token_transfers) AS seen, "
            + "(SELECT count(*) FROM transfers) - (SELECT count(*) FROM token_transfers) AS more, "
            + "(SELECT count(*) FROM transfers WHERE symbol IS NULL) AS nameless, "
            + "(SELECT count(*) FROM transfers WHERE standard = 'erc20' AND amount <> CAST(value AS DOUBLE) / 1e18) AS wrong");
        JsonNode row = JsonNode.Parse(_weir.Output)!;
        Assert.Equal((long)row["seen"]!, (long)row["tokens"]!);
        Assert.Equal(asked / 4, (long)row["tokens"]!);
        Assert.Equal("0 0 0", $"{row["more"]} {row["nameless"]} {row["wrong"]}");
    }

    [Fact]
    public async Task A_node_that_does_not_answer_holds_nothing_up()
    {
        await using FakeNode node = await StartAsync(null);
        await LoadAsync(node, "0:30");
        Assert.Contains("tokens could not be asked for", _weir.Error, StringComparison.Ordinal);
        await QueryAsync("SELECT (SELECT count(*) FROM blocks) AS b, (SELECT count(*) FROM tokens) AS t");
        Assert.Equal("{\"b\":31,\"t\":0}", _weir.Output.Trim());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Multicall3_answers_for_all_where_it_stands_and_each_token_itself_where_it_fails(bool works)
    {
        int alone = 0;
        int together = 0;
        FakeNodeOptions options = new()
        {
            OwnMethods = (method, parameters) =>
                method == "eth_getCode" && parameters.Contains(Multicall.Contract, StringComparison.Ordinal) ? "\"0x6000\"" : null,
            Calls = (to, data) =>
            {
                if (to == Multicall.Contract)
                {
                    together++;
                    return works ? Aggregate(data) : "0x";
                }

                alone++;
                return Answer(data);
            },
        };
        await using FakeNode node = await FakeNode.StartAsync(
            new SimulatedFakeChain(SimulatedChainOptions.Parse("seed=7,blocks=60")), options, cancellationToken: Token);
        await LoadAsync(node, "0:59");
        await QueryAsync("SELECT count(*) AS n, min(symbol) AS symbol, min(decimals) AS d, count(name) AS names FROM tokens");
        JsonNode row = JsonNode.Parse(_weir.Output)!;
        Assert.Equal("TKN 18 0", $"{row["symbol"]} {row["d"]} {row["names"]}");
        Assert.True(together > 0);
        Assert.Equal(works ? 0 : 4 * (long)row["n"]!, alone);
    }

    [Fact]
    public async Task Refresh_asks_every_token_again_and_keeps_what_a_silent_one_said()
    {
        int supply = 5;
        string? silent = null;
        await using FakeNode node = await StartAsync((to, data) => to == silent ? null
            : data == "0x18160ddd" ? "0x" + Convert.ToHexString(Word(supply)) : Answer(data));
        await LoadAsync(node, "0:59");
        await QueryAsync("SELECT count(*) AS n, min(address) AS first FROM tokens");
        JsonNode before = JsonNode.Parse(_weir.Output)!;
        silent = before["first"]!.ToString();
        supply = 6;
        Assert.True(await _weir.RunAsync("tokens", "refresh", "--source", $"rpc:{node.Url}", "--to", Warehouse) == 0, _weir.Error);
        Assert.Contains($"{before["n"]} tokens asked, {(long)before["n"]! - 1} say something else", _weir.Output, StringComparison.Ordinal);
        await QueryAsync(
            "SELECT count(*) AS n, sum(CASE WHEN total_supply = 6 THEN 1 ELSE 0 END) AS new, "
            + "sum(CASE WHEN total_supply = 5 AND symbol = 'TKN' THEN 1 ELSE 0 END) AS old FROM tokens");
        JsonNode after = JsonNode.Parse(_weir.Output)!;
        Assert.Equal($"{before["n"]} {(long)before["n"]! - 1} 1", $"{after["n"]} {after["new"]} {after["old"]}");
        await LoadAsync(node, "0:59");
        Assert.True(await _weir.RunAsync("verify", Warehouse) == 0, _weir.Output);
    }

    // ERC-165: 1 for the interface and for its own, 0 for 0xffffffff; the last contract says yes to everything.
    [Fact]
    public async Task A_proxy_says_by_ERC_165_what_its_code_does_not_show()
    {
        string[] wanted = ["0x80ac58cd", "0xd9b67a26", "none", "all"];
        await using FakeNode node = await StartAsync((to, data) =>
        {
            string wish = wanted[int.Parse(to[^1..], CultureInfo.InvariantCulture)];
            return wish == "none" ? null : "0x" + Convert.ToHexString(Word(wish == "all" || "0x" + data[10..18] == wish ? 1 : 0));
        });
        using RpcNodes nodes = new(
            [new RpcNode(new RpcOptions { Endpoint = node.Url }, TimeProvider.System)], new RetryOptions(), TimeProvider.System);
        ContractBatch contracts = new();
        for (byte i = 0; i < wanted.Length; i++)
        {
            contracts.AppendBlock(new BlockStamp(1, 7, default, 0));
            contracts.Address.Append(new Address([.. new byte[19], i]));
            contracts.Bytecode.Append([0x60]);
            contracts.FunctionSighashes.EndList();
            contracts.IsErc20.Append(false);
            contracts.IsErc721.Append(false);
            contracts.IsErc1155.Append(false);
        }

        MemoryWarehouse warehouse = new();
        await using InterfaceSink sink = new(new WarehouseSink(warehouse), new ContractCalls(nodes));
        await sink.OpenAsync(
            new SinkRequest(new PipelineKey(1, "t"), [ContractBatch.Table], ProofGroups.None), Token);
        await sink.CommitAsync(new Commit(1, new SourcePosition(null, "a"), [], [], [contracts]), Token);
        var stored = (ContractBatch)warehouse.Rows(ContractBatch.Table);
        Assert.Equal([true, false, false, false], stored.IsErc721.Values.ToArray());
        Assert.Equal([false, true, false, false], stored.IsErc1155.Values.ToArray());
    }

    private static string? Answer(string data) => data switch
    {
        "0x95d89b41" => "0x544b4e" + new string('0', 58),
        "0x313ce567" => "0x" + Convert.ToHexString(Word(18)),
        "0x18160ddd" => "0x" + Convert.ToHexString(Word(5)),
        _ => null,
    };

    // aggregate3 by the words of the ABI: offset, length, offsets of (target, allowFailure, offset, length, data).
    private static string Aggregate(string data)
    {
        string words = data[10..];
        int At(int word) => Convert.ToInt32(words.Substring((64 * word) + 48, 16), 16);
        int count = At(1);
        StringBuilder head = new();
        StringBuilder tail = new();
        for (int i = 0; i < count; i++)
        {
            int tuple = 2 + (At(2 + i) / 32);
            Assert.Equal(1, At(tuple + 1));
            int bytes = tuple + (At(tuple + 2) / 32);
            string question = $"0x{words.AsSpan(64 * (bytes + 1), 2 * At(bytes))}";
            string? answer = Answer(question);
            head.Append((32 * count + (tail.Length / 2)).ToString("x64", CultureInfo.InvariantCulture));
            tail.Append((answer is null ? 0 : 1).ToString("x64", CultureInfo.InvariantCulture))
                .Append(64.ToString("x64", CultureInfo.InvariantCulture))
                .Append(((answer?.Length - 2) / 2 ?? 0).ToString("x64", CultureInfo.InvariantCulture))
                .Append(answer?[2..]);
        }

        return $"0x{32:x64}{count:x64}{head}{tail}";
    }

    private static byte[] Word(int value)
    {
        byte[] word = new byte[32];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(word.AsSpan(28), value);
        return word;
    }

    private static Task<FakeNode> StartAsync(Func<string, string, string?>? calls) => FakeNode.StartAsync(
        new SimulatedFakeChain(SimulatedChainOptions.Parse("seed=7,blocks=60")), new FakeNodeOptions { Calls = calls },
        cancellationToken: Token);

    private async Task LoadAsync(FakeNode node, string blocks) => Assert.True(
        await _weir.RunAsync(
            "backfill", "--source", $"rpc:{node.Url}", "--to", Warehouse, "--blocks", blocks, "--tables", "base,tokens",
            "--retries", "0") == 0,
        _weir.Error);

    private async Task QueryAsync(string sql) =>
        Assert.True(await _weir.RunAsync("query", sql, "--warehouse", Warehouse, "--json") == 0, _weir.Error);
}
