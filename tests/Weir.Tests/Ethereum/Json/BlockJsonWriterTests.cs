using System.Text.Json.Nodes;
using Weir.Ethereum.Blocks;
using Weir.Tests.Simulation;

namespace Weir.Tests.Ethereum.Json;

public sealed class BlockJsonWriterTests
{
    // What a block's JSON may have and the block model has no place for.
    private static readonly HashSet<string> Beyond = ["uncles", "calls", "traces", "author", "sealFields", "authority"];

    [Theory]
    [InlineData("mainnet/blocks/1000000.json.gz")]
    [InlineData("mainnet/blocks/4369999.json.gz")]
    [InlineData("mainnet/blocks/15537393.json.gz")]
    [InlineData("mainnet/blocks/18000000.json.gz")]
    [InlineData("mainnet/blocks/19426586.json.gz")]
    [InlineData("mainnet/blocks/20472570.json.gz")]
    [InlineData("mainnet/blocks-header-tx-only/22431086.json.gz")]
    [InlineData("mainnet/blocks-header-tx-only/23223655.json.gz")]
    public void A_real_block_is_written_as_it_was_read(string path)
    {
        byte[] original = RealBlocks.ReadBytes(path);
        Block block = RealBlocks.Parse(original).Single();
        JsonNode expected = JsonNode.Parse(original)!;
        JsonNode written = JsonNode.Parse(SimulatedBlocks.Json(block))!;
        Compare(expected["block"] ?? expected, written["block"]!, "block");
        if (block.HasReceipts)
        {
            Compare(expected["receipts"]!, written["receipts"]!, "receipts");
        }
    }

    [Fact]
    public void Hashes_alone_stand_in_the_place_of_transactions()
    {
        Block block = RealBlocks.Load("mainnet/blocks/18000000.json.gz");
        JsonNode written = JsonNode.Parse(SimulatedBlocks.Write(json =>
            Weir.Ethereum.Json.BlockJsonWriter.WriteBlock(json, block, fullTransactions: false)))!;
        Assert.Equal(block.Transactions.Count, written["transactions"]!.AsArray().Count);
        Assert.Equal(block.Transactions[3].Hash.ToString(), written["transactions"]![3]!.GetValue<string>());
    }

    // Every field of the original that is not null is written with the same value. A chainId or a yParity of null, and
    // lists that are empty where the type has none, are left out.
    private static void Compare(JsonNode? expected, JsonNode? written, string path)
    {
        switch (expected)
        {
            case JsonObject fields:
                foreach ((string name, JsonNode? value) in fields)
                {
                    if (value is not null && !Beyond.Contains(name))
                    {
                        Compare(value, written![name], $"{path}.{name}");
                    }
                }

                break;
            case JsonArray items:
                Assert.True(written is JsonArray, path + " is missing");
                Assert.Equal(items.Count, written!.AsArray().Count);
                for (int i = 0; i < items.Count; i++)
                {
                    Compare(items[i], written[i], $"{path}[{i}]");
                }

                break;
            default:
                Assert.True(
                    JsonNode.DeepEquals(expected, written),
                    $"{path}: {expected?.ToJsonString()} became {written?.ToJsonString() ?? "nothing"}");
                break;
        }
    }
}
