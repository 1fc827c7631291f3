using System.IO.Compression;
using System.Text.Json.Nodes;
using Weir.Ethereum.Blocks;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.Tests.Simulation;

public sealed class FilesFakeChainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weir-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_are_served_as_they_stand()
    {
        List<Block> blocks = SimulatedBlocks.Make(SimulatedChainOptions.Default with { Blocks = 32 });
        JsonNode bare = JsonNode.Parse(SimulatedBlocks.Json(blocks[29]))!["block"]!;
        JsonNode whole = JsonNode.Parse(SimulatedBlocks.Json(blocks[31]))!;
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "29.json"), $"[{bare.ToJsonString()}]", TestContext.Current.CancellationToken);
        await using (GZipStream gzip = new(File.Create(Path.Combine(_folder, "31.json.gz")), CompressionMode.Compress))
        {
            await gzip.WriteAsync(SimulatedBlocks.Json(blocks[31]), TestContext.Current.CancellationToken);
        }

        await using FakeNode node = await FakeNode.StartAsync(
            new FilesFakeChain(_folder, 5), cancellationToken: TestContext.Current.CancellationToken);
        using NodeClient client = new(node.Url);
        Assert.Equal("0x5", (string?)await client.AskAsync("eth_chainId"));
        Assert.Equal("0x1f", (string?)await client.AskAsync("eth_blockNumber"));
        Assert.True(JsonNode.DeepEquals(bare, await client.AskAsync("eth_getBlockByNumber", "\"earliest\",true")));
        Assert.True(JsonNode.DeepEquals(
            whole["block"], await client.AskAsync("eth_getBlockByHash", $"\"{blocks[31].Header.Hash}\",true")));
        Assert.True(JsonNode.DeepEquals(whole["receipts"], await client.AskAsync("eth_getBlockReceipts", "\"0x1f\"")));
        Assert.Null(await client.AskAsync("eth_getBlockByNumber", "\"0x1e\",true"));
        Assert.Equal((4444, "pruned history unavailable"), await client.FailAsync("eth_getBlockReceipts", "\"0x1d\""));
        Assert.Null(await client.AskAsync("eth_getTransactionReceipt", $"\"{blocks[29].Transactions[0].Hash}\""));
        Assert.NotNull(await client.AskAsync("eth_getTransactionReceipt", $"\"{blocks[31].Transactions[0].Hash}\""));
    }
}
