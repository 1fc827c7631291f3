using System.Text.Json.Nodes;

namespace Weir.Tests.App;

/// <summary>
/// All real blocks that are here in one warehouse, two chains side by side: it proves itself from its own rows.
/// </summary>
public sealed class EverythingProvesItselfTests
{
    [Fact]
    public async Task All_real_blocks_in_one_warehouse_prove_themselves()
    {
        using CommandLine weir = new();
        string warehouse = $"duckdb:{weir.Path("all.duckdb")}";
        string testChain = weir.Path("test-chain");
        SplitArray(SharedData.PathOrSkip("chain/execution-apis/chain_blocks.json.gz"), testChain);
        string[][] sources =
        [
            ["--source", $"files:{SharedData.PathOrSkip("chain/mainnet/blocks")}"],
            ["--source", $"files:{SharedData.PathOrSkip("chain/mainnet/blocks-header-tx-only")}"],
            ["--source", $"files:{testChain}", "--chain-id", "3503995874084926"],
        ];
        foreach (string[] source in sources)
        {
            int code = await weir.RunAsync(["backfill", "--to", warehouse, "--quiet", .. source]);
            Assert.True(code == 0, weir.Error);
        }

        int exit = await weir.RunAsync("verify", warehouse, "--proofs", "--json");
        Assert.True(exit == 0, weir.Output[..Math.Min(2000, weir.Output.Length)] + weir.Error);
        JsonNode[] blocks =
        [
            .. weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
                .Where(line => line["header"] is not null),
        ];
        Assert.Equal(43 + 35, blocks.Length);
        Assert.All(blocks, block => Assert.Equal("ok", (string?)block["header"]));
        Assert.DoesNotContain(blocks, block => block.ToJsonString().Contains("\"bad\"", StringComparison.Ordinal));
        Assert.Equal(
            15, blocks.Count(block => (string?)block["transactions"] == "ok" && (string?)block["receipts"] == "ok"));
    }

    private static void SplitArray(string path, string folder)
    {
        Directory.CreateDirectory(folder);
        using System.IO.Compression.GZipStream plain =
            new(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress);
        int number = 0;
        foreach (JsonNode? block in JsonNode.Parse(plain)!.AsArray())
        {
            File.WriteAllText(Path.Combine(folder, $"{number++}.json"), block!.ToJsonString());
        }
    }
}
