using System.Text.Json.Nodes;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;
using Weir.Tests.Simulation;

namespace Weir.Tests.App;

/// <summary>Uncles: fetched only where their table is named, proven by sha3Uncles, stored whole.</summary>
public sealed class UncleTests : IDisposable
{
    private const string Folder = "blocks";

    private readonly CommandLine _weir = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Warehouse => $"duckdb:{_weir.Path("w.duckdb")}";

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task A_node_is_asked_for_uncles_on_wish_and_they_are_proven()
    {
        string[] uncles = await WriteAsync();
        await using FakeNode node = await FakeNode.StartAsync(
            new FilesFakeChain(_weir.Path(Folder), 1337), cancellationToken: Token);
        string[] load = ["backfill", "--source", $"rpc:{node.Url}", "--to", Warehouse, "--blocks", "5:5", "--quiet"];
        Assert.True(await _weir.RunAsync(load) == 0, _weir.Error);
        Assert.Equal(0, node.Counts.Of("eth_getUncleByBlockHashAndIndex"));
        Assert.True(await _weir.RunAsync([.. load, "--tables", "uncles"]) == 0, _weir.Error);
        Assert.Equal(2, node.Counts.Of("eth_getUncleByBlockHashAndIndex"));
        Assert.Equal(0, await _weir.RunAsync(
            "query", "SELECT uncle_hash AS h FROM uncles ORDER BY uncle_index", "--warehouse", Warehouse, "--json"));
        Assert.Equal(uncles, _weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (string)JsonNode.Parse(line)!["h"]!));
        Assert.True(await _weir.RunAsync("verify", Warehouse, "--proofs") == 0, _weir.Output);

        // One whose headers do not fit is refused: the node is asked again, and then named.
        node.Fault = FakeNodeFault.Lie("eth_getUncleByBlockHashAndIndex", "gasUsed", "\"0x1\"");
        Assert.Equal(1, await _weir.RunAsync(
            "backfill", "--source", $"rpc:{node.Url}", "--to", $"duckdb:{_weir.Path("other.duckdb")}", "--blocks",
            "5:5", "--quiet", "--tables", "uncles", "--retries", "0"));
        Assert.Contains("uncles[0]: its fields hash to", _weir.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE uncles SET gas_limit = gas_limit + 1 WHERE uncle_index = 1")]
    [InlineData("DELETE FROM uncles WHERE uncle_index = 0")]
    [InlineData("UPDATE uncles SET uncle_hash = '0x' || repeat('0', 64)")]
    public async Task A_changed_uncle_is_found(string sql)
    {
        await WriteAsync();
        Assert.True(await _weir.RunAsync(
            "backfill", "--source", $"files:{_weir.Path(Folder)}", "--to", Warehouse, "--tables", "all", "--quiet") == 0,
            _weir.Error);
        Assert.True(await _weir.RunAsync("verify", Warehouse, "--proofs") == 0, _weir.Output);
        await WarehouseEdit.RunAsync(_weir.Path("w.duckdb"), sql);
        Assert.Equal(1, await _weir.RunAsync("verify", Warehouse, "--proofs"));
        Assert.Contains("uncle", _weir.Output, StringComparison.Ordinal);
    }

    // Block 5 of a simulated chain with two headers of another one as its uncles.
    private async Task<string[]> WriteAsync()
    {
        Block[] uncles =
            [.. SimulatedBlocks.Make(SimulatedChainOptions.Parse("seed=3,blocks=6,chain=1337")).Skip(4).Take(2)];
        Block block = SimulatedBlocks.Make(SimulatedChainOptions.Parse("seed=9,blocks=6,txs=4,chain=1337"))[5];
        RlpWriter rlp = new();
        int list = rlp.StartList();
        uncles.ToList().ForEach(uncle => HeaderRlp.Write(rlp, uncle));
        rlp.EndList(list);
        block.Header.Sha3Uncles = Keccak.Hash(rlp.Written);
        string old = block.Header.Hash.ToString();
        rlp.Clear();
        HeaderRlp.Write(rlp, block);
        block.Header.Hash = Keccak.Hash(rlp.Written);
        string text = System.Text.Encoding.UTF8.GetString(SimulatedBlocks.Json(block));
        JsonObject file = JsonNode.Parse(text.Replace(old, block.Header.Hash.ToString(), StringComparison.Ordinal))!
            .AsObject();
        string[] hashes = [.. uncles.Select(uncle => uncle.Header.Hash.ToString())];
        file["block"]!["uncles"] = new JsonArray([.. hashes.Select(hash => JsonValue.Create(hash))]);
        file["uncles"] = new JsonArray([.. uncles.Select(Header)]);
        Directory.CreateDirectory(_weir.Path(Folder));
        await File.WriteAllTextAsync(Path.Combine(_weir.Path(Folder), "5.json"), file.ToJsonString(), Token);
        return hashes;
    }

    // As a node answers: the header, without transactions.
    private static JsonNode Header(Block uncle)
    {
        JsonObject header = JsonNode.Parse(SimulatedBlocks.Json(uncle))!["block"]!.AsObject();
        header.Remove("transactions");
        header.Remove("withdrawals");
        return header.DeepClone();
    }
}
