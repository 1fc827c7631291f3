using System.Text.Json;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;

namespace Weir.Tests.Ethereum.Verification;

public sealed class RealBlocksTests
{
    [Fact]
    public void Every_mainnet_block_verifies_as_far_as_its_file_allows()
    {
        using JsonDocument index = JsonDocument.Parse(RealBlocks.ReadBytes("mainnet/index.json"));
        BlockVerifier verifier = new(VerifyLevel.Roots, 1);
        int blocks = 0;
        foreach (JsonElement row in index.RootElement.EnumerateArray())
        {
            if (!row.GetProperty("kind").GetString()!.StartsWith("block", StringComparison.Ordinal))
            {
                continue;
            }

            string path = row.GetProperty("path").GetString()!;
            Block block = RealBlocks.Load(path);
            BlockVerdict verdict = verifier.Verify(block);
            JsonElement verified = row.GetProperty("verified");
            Assert.Equal((path, Verdict.Ok, verdict.Detail), (path, verdict.Header, verdict.Detail));
            Assert.Equal((path, Expected(verified, "transactionsRoot")), (path, verdict.Transactions));
            Assert.Equal((path, Expected(verified, "receiptsRoot")), (path, verdict.Receipts));
            Assert.Equal((path, Expected(verified, "logsBloom")), (path, verdict.Bloom));
            Assert.Equal((path, Verdict.Ok), (path, verdict.Withdrawals));
            blocks++;
        }

        Assert.Equal(43, blocks);
    }

    [Fact]
    public void Every_block_of_the_test_chain_verifies_from_Frontier_to_Osaka()
    {
        List<Block> blocks = RealBlocks.Parse(RealBlocks.ReadBytes("execution-apis/chain_blocks.json.gz"));
        BlockVerifier verifier = new(VerifyLevel.Full, 3503995874084926);
        Assert.Equal(35, blocks.Count);
        foreach (Block block in blocks)
        {
            BlockVerdict verdict = verifier.Verify(block);
            Assert.False(verdict.IsBad, verdict.Detail);
            Assert.Equal(
                (Verdict.Ok, Verdict.Ok, Verdict.Ok, Verdict.Ok),
                (verdict.Header, verdict.Transactions, verdict.Withdrawals, verdict.Senders));
        }
    }

    [Theory]
    [InlineData("mainnet/blocks/4369999.json.gz")]
    [InlineData("mainnet/blocks/20000000.json.gz")]
    [InlineData("mainnet/blocks-header-tx-only/23223655.json.gz")]
    public void Senders_recover_from_real_signatures(string path)
    {
        BlockVerdict verdict = new BlockVerifier(VerifyLevel.Full, 1).Verify(RealBlocks.Load(path));
        Assert.Equal((Verdict.Ok, false), (verdict.Senders, verdict.IsBad));
    }

    private static Verdict Expected(JsonElement verified, string root) =>
        verified.TryGetProperty(root, out JsonElement ok) && ok.GetBoolean() ? Verdict.Ok : Verdict.Unknown;
}
