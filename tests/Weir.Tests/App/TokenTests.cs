using System.Text;
using System.Text.Json.Nodes;
using Weir.Connectors.JsonRpc.Tokens;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

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
