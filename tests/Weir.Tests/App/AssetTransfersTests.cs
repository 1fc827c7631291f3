using System.Globalization;
using System.Text.Json.Nodes;
using Weir.Simulation.FakeNodes;
using Weir.Tests.Connectors.Live;

namespace Weir.Tests.App;

/// <summary><c>weir asset-transfers</c> against a node that pages as alchemy_getAssetTransfers does.</summary>
public sealed class AssetTransfersTests : IDisposable
{
    private const int Transfers = 3_700;
    private const int Page = 1_000;

    private readonly CommandLine _weir = new();

    private string Warehouse => $"duckdb:{_weir.Path("w.duckdb")}";

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task Pages_end_where_blocks_end_and_a_second_run_goes_on_where_the_first_stopped()
    {
        int pages = 0;
        int failsAt = 3;
        await using FakeNode node = await StartAsync((parameters, transfers) =>
        {
            Assert.Equal("[\"external\",\"erc20\"]", parameters["category"]!.ToJsonString());
            return ++pages == failsAt ? null : Answer(parameters, transfers);
        });
        string[] command =
        [
            "asset-transfers", "--source", $"rpc:{node.Url}", "--to", Warehouse, "--categories", "external,erc20",
            "--start-block", "1", "--end-block", "90", "--to-block", "latest",
        ];
        Assert.Equal(1, await _weir.RunAsync(command));
        Assert.Contains("alchemy_getAssetTransfers", _weir.Error, StringComparison.Ordinal);
        failsAt = 0;
        Assert.True(await _weir.RunAsync(command) == 0, _weir.Error);
        Assert.Contains("the blocks before were there", _weir.Output, StringComparison.Ordinal);
        JsonNode rows = await QueryAsync(
            "SELECT COUNT(*) AS n, COUNT(DISTINCT tx_hash) AS hashes, MIN(block_number) AS low, MAX(block_number) AS high, "
            + "CAST(SUM(value_raw) AS TEXT) AS total, COUNT(token_address) AS tokens FROM asset_transfers");
        int[] expected = [.. Enumerable.Range(0, Transfers).Where(i => Block(i) is >= 1 and <= 90)];
        Assert.Equal($"{expected.Length}", rows["n"]!.ToString());
        Assert.Equal($"{expected.Length}", rows["hashes"]!.ToString());
        Assert.Equal("1 90", $"{rows["low"]} {rows["high"]}");
        Assert.Equal($"{expected.Sum()}", rows["total"]!.ToString());
        Assert.Equal($"{expected.Count(i => i % 2 == 1)}", rows["tokens"]!.ToString());

        // Nothing is asked for what is there.
        int before = pages;
        Assert.True(await _weir.RunAsync(command) == 0, _weir.Error);
        Assert.Equal(before, pages);
    }

    [Fact]
    public async Task Token_ids_in_all_three_forms_and_what_is_no_list_of_transfers()
    {
        string? answer = """
            {"transfers":[
            {"category":"erc721","blockNum":"0x2","hash":"HASH","from":"0x1111111111111111111111111111111111111111","to":null,"value":null,"asset":null,"tokenId":"0x07","rawContract":{"value":null,"address":"0x2222222222222222222222222222222222222222","decimal":null}},
            {"category":"erc721","blockNum":"0x2","hash":"HASH","from":"0x1111111111111111111111111111111111111111","to":null,"asset":null,"tokenId":null,"erc721TokenId":"0x08","rawContract":{"value":null,"address":"0x2222222222222222222222222222222222222222"}},
            {"category":"erc1155","blockNum":"0x3","hash":"HASH","from":"0x1111111111111111111111111111111111111111","to":"0x3333333333333333333333333333333333333333","asset":"A","erc1155Metadata":[{"tokenId":"0x09","value":"0x2"},{"tokenId":"0x0a","value":"0x3"}],"rawContract":{"value":null,"address":"0x2222222222222222222222222222222222222222"}}]}
            """.Replace("HASH", "0x" + new string('a', 64), StringComparison.Ordinal);
        await using FakeNode node = await StartAsync((_, _) => answer);
        string[] command =
        [
            "asset-transfers", "--source", $"rpc:{node.Url}", "--to", Warehouse, "--categories", "erc721,erc1155", "--end-block", "5",
            "--to-block", "latest",
        ];
        Assert.True(await _weir.RunAsync(command) == 0, _weir.Error);
        JsonNode rows = await QueryAsync(
            "SELECT STRING_AGG(CAST(token_id AS TEXT), ',' ORDER BY token_id) AS ids, CAST(SUM(value_raw) AS TEXT) AS amount FROM asset_transfers");
        Assert.Equal("7,8,9,10 5", $"{rows["ids"]} {rows["amount"]}");

        answer = """{"pools":[]}""";
        Assert.Equal(1, await _weir.RunAsync([.. command, "--start-block", "1"]));
        Assert.Contains("a page without transfers", _weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _weir.RunAsync([.. command.Select(one => one == "erc721,erc1155" ? "erc20,gold" : one)]));
        Assert.Contains("Categories are external", _weir.Error, StringComparison.Ordinal);
    }

    private static Task<FakeNode> StartAsync(Func<JsonNode, int[], string?> answer) => FakeNode.StartAsync(
        Follower.Chain(100),
        new FakeNodeOptions
        {
            OwnMethods = (method, parameters) => method == "alchemy_getAssetTransfers"
                ? answer(JsonNode.Parse(parameters)![0]!, [.. Enumerable.Range(0, Transfers)]) : null,
        },
        cancellationToken: TestContext.Current.CancellationToken);

    // Some forty transfers a block: no page ends where a block does.
    private static int Block(int i) => i / 41;

    private static string Answer(JsonNode asked, int[] transfers)
    {
        long from = Convert.ToInt64(asked["fromBlock"]!.ToString(), 16);
        long to = Convert.ToInt64(asked["toBlock"]!.ToString(), 16);
        int skip = asked["pageKey"] is { } key ? int.Parse(key.ToString(), CultureInfo.InvariantCulture) : 0;
        int[] all = [.. transfers.Where(i => Block(i) >= from && Block(i) <= to)];
        IEnumerable<string> page = all.Skip(skip).Take(Page).Select(i =>
            $$"""{"category":"{{(i % 2 == 0 ? "external" : "erc20")}}","blockNum":"0x{{Block(i):x}}","hash":"0x{{i:x64}}","from":"0x{{i:x40}}","to":"0x{{i:x40}}","value":1.5,"asset":"ETH","rawContract":{"value":"0x{{i:x}}","address":{{(i % 2 == 0 ? "null" : $"\"0x{i:x40}\"")}},"decimal":"0x12"} }""");
        string next = skip + Page < all.Length ? $",\"pageKey\":\"{skip + Page}\"" : string.Empty;
        return $"{{\"transfers\":[{string.Join(',', page)}]{next}}}";
    }

    private async Task<JsonNode> QueryAsync(string sql)
    {
        Assert.True(await _weir.RunAsync("query", sql, "--warehouse", Warehouse, "--json") == 0, _weir.Error);
        return JsonNode.Parse(_weir.Output)!;
    }
}
