using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Proofs;
using Weir.Tests.Pipeline;

namespace Weir.Tests.Ethereum.Verification;

/// <summary>
/// Each chain's blocks are proven as far as its hashes reach, and no rule of another chain calls them wrong.
/// </summary>
public sealed class OtherChainsTests
{
    private const ProofGroups Header = ProofGroups.Header;
    private const ProofGroups Roots =
        ProofGroups.Header | ProofGroups.Transactions | ProofGroups.Receipts | ProofGroups.Withdrawals;
    private const ProofGroups Whole = Roots | ProofGroups.Senders;

    public static TheoryData<string, long, ProofGroups> Blocks => new()
    {
        { "faults/amsterdam-header-sepolia.json", 11_155_111, Header },
        { "faults/amsterdam-gas-accounting.json", 11_155_111, Whole },
        { "faults/op-isthmus-withdrawals-root.json", 7_777_777, Whole },
        { "faults/polygon-state-sync.json", 137, Roots },
        { "faults/nft-transfers-old-and-erc2309.json", 1, Roots },
        { "chain/other-chains/arbitrum-150000000.json.gz", 42_161, Whole },
        { "chain/other-chains/polygon-50000000.json.gz", 137, Whole },
        { "chain/other-chains/tempo-mainnet-17708868.json.gz", 4_217, ProofGroups.None },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task A_real_block_is_proven_as_far_as_its_hashes_reach_and_again_from_its_rows(
        string file, long chainId, ProofGroups proven)
    {
        Block block = Read(file);
        // The one has no transactions, others have made signatures.
        VerifyLevel level = proven == Header ? VerifyLevel.Header : proven == Roots ? VerifyLevel.Roots
            : VerifyLevel.Full;
        BlockVerifier verifier = new(level, chainId);
        BlockVerdict verdict = verifier.Verify(block);
        Assert.False(verdict.IsBad, verdict.Detail);
        Assert.Equal(proven, verdict.Proven);

        // Stored, and proven from the rows alone.
        block.Proven = verdict.Proven;
        MemoryWarehouse warehouse = new();
        WarehouseSink sink = new(warehouse);
        SinkRequest request = new(new PipelineKey(chainId, "backfill"), Decoders.AllTables, ProofGroups.None);
        await sink.OpenAsync(request, TestContext.Current.CancellationToken);
        BatchSet rows = new(Decoders.AllTables);
        foreach (ITransform<BlockRun> transform in Decoders.For(Decoders.Tables))
        {
            transform.Transform(new BlockRun(chainId, [block]), rows);
        }

        AppendedBlock appended =
            new(block.Header.Number, block.Header.Hash, block.Header.ParentHash, block.Proven, block.Present);
        await sink.CommitAsync(
            new Commit(1, new SourcePosition(appended.Reference, null), [], [appended], rows.Batches),
            TestContext.Current.CancellationToken);
        WarehouseProof proof = new(
            warehouse, await warehouse.GetLedgerAsync(TestContext.Current.CancellationToken),
            level, []);
        BlockProof stored = Assert.Single(await proof.RunAsync(BlockRange.All, true,
            TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        Assert.False(stored.Verdict.IsBad, stored.Verdict.Detail);
        Assert.Equal(proven & Roots, stored.Verdict.Proven & Roots);
    }

    [Fact]
    public void A_chain_on_CometBft_is_named_as_such()
    {
        BlockVerdict verdict =
            new BlockVerifier(VerifyLevel.Full, 25).Verify(Read("chain/other-chains/cronos-6542.json.gz"));
        Assert.True(verdict.IsBad);
        Assert.Contains("CometBFT", verdict.Detail, StringComparison.Ordinal);
        Assert.Contains("--verify off", verdict.Detail, StringComparison.Ordinal);
        Assert.False(
            new BlockVerifier(VerifyLevel.Off, 25).Verify(Read("chain/other-chains/cronos-6542.json.gz")).IsBad);
    }

    [Fact]
    public void What_no_rule_derives_is_the_nodes_word_and_counted()
    {
        Block block = Read("chain/other-chains/arbitrum-150000000.json.gz");
        BlockVerdict verdict = new BlockVerifier(VerifyLevel.Roots, 42_161).Verify(block);
        Assert.True(verdict.NodesWord > 0, $"{verdict.NodesWord}");
        Assert.Equal((UInt256)0x5f5e100, block.Receipts[1].EffectiveGasPrice);
        BlockVerdict asEthereum =
            new BlockVerifier(VerifyLevel.Roots, 42_161, rules: ChainRules.Ethereum).Verify(
                Read("chain/other-chains/arbitrum-150000000.json.gz"));
        Assert.True(asEthereum.IsBad);
    }

    [Fact]
    public void A_deposit_that_was_changed_is_still_caught()
    {
        foreach ((string field, string from, string to) in new[]
        {
            ("sourceHash", "0x2942c868", "0x2942c869"), ("value", "\"value\":\"0x0\"", "\"value\":\"0x1\""),
                ("mint", "\"mint\":\"0x0\"", "\"mint\":\"0x1\""),
            ("depositNonce", "\"depositNonce\":\"0x2f38502\"", "\"depositNonce\":\"0x2f38503\""),
        })
        {
            string json = File.ReadAllText(SharedData.PathOrSkip("faults/op-isthmus-withdrawals-root.json")).Replace(
                " ", string.Empty, StringComparison.Ordinal);
            Assert.Contains(from, json, StringComparison.Ordinal);
            Block block = RealBlocks.Parse(
                System.Text.Encoding.UTF8.GetBytes(json.Replace(from, to, StringComparison.Ordinal))).Single();
            Assert.True(new BlockVerifier(VerifyLevel.Roots, 7_777_777).Verify(block).IsBad, field);
        }
    }

    [Fact]
    public void Old_and_new_forms_of_tokens_are_what_they_are()
    {
        Block block = Read("faults/nft-transfers-old-and-erc2309.json");
        new BlockVerifier(VerifyLevel.Roots, 1).Verify(block);
        BatchSet rows = new();
        foreach (ITransform<BlockRun> transform in Decoders.For([TokenTransferBatch.Table]))
        {
            transform.Transform(new BlockRun(1, [block]), rows);
        }

        var transfers = (TokenTransferBatch)rows.Of(TokenTransferBatch.Table);
        string[] shown =
        [
            .. Enumerable.Range(0, transfers.RowCount).Select(row =>
                $"{transfers.Standard.Text(row)} {transfers.Value[row]} {(transfers.TokenId.IsNull(row) ? "-" : transfers.TokenId[row])} {transfers.BatchIndex[row]}"),
        ];
        Assert.Equal(
            ["erc20 2500000 - 0", "erc20 7500000 - 0", "erc721 1 1 1", "erc721 1 12345 0", "erc721 1 2 2",
                "erc721 1 3 3", "erc721 1 4 4", "erc721 1 5 5"],
            shown.Order(StringComparer.Ordinal));
        Assert.Equal(0, rows.Of(QuarantineBatch.Table).RowCount);
    }

    [Fact]
    public void Ethers_own_logs_are_no_token()
    {
        Block block = Read("faults/amsterdam-gas-accounting.json");
        new BlockVerifier(VerifyLevel.Roots, 11_155_111).Verify(block);
        BatchSet rows = new();
        foreach (ITransform<BlockRun> transform in Decoders.For([TokenTransferBatch.Table]))
        {
            transform.Transform(new BlockRun(11_155_111, [block]), rows);
        }

        Assert.Equal(0, rows.Of(TokenTransferBatch.Table).RowCount);
    }

    private static Block Read(string file) => RealBlocks.Load(Path.Combine("..", file));
}
