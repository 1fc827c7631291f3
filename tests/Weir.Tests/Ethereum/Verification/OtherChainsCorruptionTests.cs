using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Verification;

namespace Weir.Tests.Ethereum.Verification;

/// <summary>
/// Every value of real blocks of other chains is changed, one at a time: what is not caught is exactly what
/// docs/verification.md calls the node's word on that chain.
/// </summary>
public sealed class OtherChainsCorruptionTests
{
    // Rows looked into; the others are alike.
    private const int MostRows = 4;

    /// <summary>File, chain, and the members whose change no hash and no rule of the chain reaches.</summary>
    public static TheoryData<string, long, string> Blocks => new()
    {
        { "chain/other-chains/arbitrum-150000000.json.gz", 42_161,
            "l1BlockNumber receipts.effectiveGasPrice receipts.gasUsedForL1 receipts.l1BlockNumber sendCount sendRoot size transactions.gasPrice" },
        { "chain/other-chains/polygon-50000000.json.gz", 137, "size" },
        { "faults/op-isthmus-withdrawals-root.json", 7_777_777,
            "receipts.l1BaseFeeScalar receipts.l1BlobBaseFee receipts.l1BlobBaseFeeScalar receipts.l1Fee receipts.l1GasPrice receipts.l1GasUsed size transactions.depositReceiptVersion" },
        { "chain/mainnet/blocks/18000000.json.gz", 1, "size" },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Whatever_is_changed_is_caught_or_known_to_be_the_nodes_word(string file, long chainId, string expected)
    {
        JsonNode root = JsonNode.Parse(Text(file))!;
        BlockVerifier verifier = new(VerifyLevel.Full, chainId);
        Assert.False(Verify(verifier, root).IsBad);
        SortedSet<string> uncaught = [];
        foreach ((string name, Action flip, Action back) in Leaves(root))
        {
            flip();
            if (!IsCaught(verifier, root))
            {
                uncaught.Add(name);
            }

            back();
        }

        Assert.False(Verify(verifier, root).IsBad);
        Assert.True(expected == string.Join(" ", uncaught), string.Join(" ", uncaught));
    }

    private static string Text(string file)
    {
        using Stream stream = File.OpenRead(SharedData.PathOrSkip(file));
        using StreamReader reader =
            new(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        return reader.ReadToEnd();
    }

    private static bool IsCaught(BlockVerifier verifier, JsonNode root)
    {
        try
        {
            return Verify(verifier, root).IsBad;
        }
        catch (DecodeException)
        {
            return true;
        }
    }

    private static BlockVerdict Verify(BlockVerifier verifier, JsonNode root) =>
        verifier.Verify(RealBlocks.Parse(Encoding.UTF8.GetBytes(root.ToJsonString())).Single());

    // A name such as transactions.gas for each value, and how to change it and to put it back.
    private static IEnumerable<(string Name, Action Flip, Action Back)> Leaves(JsonNode root) =>
        [.. Walk(root["block"]!, string.Empty), .. Walk(root["receipts"]!, "receipts")];

    private static IEnumerable<(string Name, Action Flip, Action Back)> Walk(JsonNode node, string path)
    {
        if (node is JsonArray items)
        {
            for (int i = 0; i < Math.Min(MostRows, items.Count); i++)
            {
                int at = i;
                foreach (var leaf in Of(items[i], path, value => items[at] = value))
                {
                    yield return leaf;
                }
            }
        }
        else if (node is JsonObject members)
        {
            foreach (string name in members.Select(member => member.Key).ToArray())
            {
                string inner = path.Length == 0 ? name : $"{path}.{name}";
                foreach (var leaf in Of(members[name], inner, value => members[name] = value))
                {
                    yield return leaf;
                }
            }
        }
    }

    private static IEnumerable<(string Name, Action Flip, Action Back)> Of(
        JsonNode? value, string path, Action<JsonNode?> set) => value switch
        {
            JsonArray or JsonObject => Walk(value, path),
            JsonValue leaf => [(path, () => set(Changed(leaf)), () => set(leaf.DeepClone()))],
            _ => [],
        };

    // The last digit of a number or of bytes becomes another one.
    private static JsonValue Changed(JsonValue leaf)
    {
        if (leaf.TryGetValue(out bool flag))
        {
            return JsonValue.Create(!flag);
        }

        string text = leaf.ToString();
        return JsonValue.Create(text is "0x" or "" ? "0x01" : text[..^1] + (text[^1] == '1' ? '2' : '1'));
    }
}
