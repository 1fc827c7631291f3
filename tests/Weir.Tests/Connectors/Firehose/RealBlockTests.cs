using System.IO.Compression;
using Weir.Connectors.Firehose;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Json;
using Weir.Ethereum.Verification;
using Wire = Weir.Connectors.Firehose.Wire;

namespace Weir.Tests.Connectors.Firehose;

/// <summary>Real blocks through the Firehose's form.</summary>
public sealed class RealBlockTests
{
    private const ProofGroups All = ProofGroups.Header | ProofGroups.Transactions | ProofGroups.Receipts
        | ProofGroups.Withdrawals | ProofGroups.Senders;

    [Fact]
    public void Every_battlefield_block_is_proven_whole()
    {
        BlockMapping mapping = new(RealBlocks.ChainId, ChainRules.Ethereum, withTraces: true);
        BlockVerifier verifier = new(VerifyLevel.Full, RealBlocks.ChainId, rules: ChainRules.Ethereum);
        IReadOnlyList<Wire.Block> blocks = RealBlocks.ReadOrSkip();
        Assert.Equal(11, blocks.Count);
        foreach (Wire.Block wire in blocks)
        {
            Block block = new();
            mapping.Read(wire, block);
            BlockVerdict verdict = verifier.Verify(block);
            Assert.True(verdict.Proven == All, $"{verdict.Block.Number}: {verdict.Proven} {verdict.Detail}");
            CheckTraces(wire, block);
        }
    }

    // What the traces say of a transaction is what its receipt says.
    private static void CheckTraces(Wire.Block wire, Block block)
    {
        Assert.True(block.HasTraces);
        for (int i = 0; i < block.Transactions.Count; i++)
        {
            Trace[] traces = [.. block.Traces.Rows.ToArray().Where(trace =>
                trace.Has(TraceFields.TransactionIndex) && trace.TransactionIndex == i)];
            Trace root = traces[0];
            int suicides = wire.TransactionTraces[i].Calls.Count(call => call.Suicide);
            Assert.Equal(wire.TransactionTraces[i].Calls.Count + suicides, traces.Length);
            Assert.Equal(0, root.Depth);
            Assert.Equal(block.Receipts[i].Status == 0, root.IsReverted);
            Assert.Equal(block.Transactions[i].From, root.From);
            Assert.Equal(block.Transactions[i].Value, root.Value);
            bool isCreation = !block.Transactions[i].Has(TransactionFields.To);
            Assert.Equal(isCreation ? TraceType.Create : TraceType.Call, root.Type);
            if (isCreation && !root.IsReverted)
            {
                Assert.Equal(ContractAddress.Of(root.From, block.Transactions[i].Nonce), root.To);
                Assert.False(root.Output.IsEmpty);
            }

            foreach (Trace trace in traces)
            {
                long children = traces.Count(other => other.Depth == trace.Depth + 1
                    && block.Bytes[other.Address][..trace.Address.Length].SequenceEqual(block.Bytes[trace.Address]));
                Assert.Equal(children, trace.Subtraces);
            }
        }
    }

    [Fact]
    public void Mainnet_blocks_come_back_as_they_were_and_are_proven_as_far()
    {
        string folder = SharedData.PathOrSkip(Path.Combine("chain", "mainnet", "blocks"));
        int proven = 0;
        foreach (string path in Directory.GetFiles(folder, "*.json.gz"))
        {
            Block json = ReadFile(path);
            if (!json.HasTransactions || json.Transactions.Count == 0)
            {
                continue;
            }

            BlockVerdict before = Verifier().Verify(json);
            Block back = new();
            Mapping().Read(Wire.Block.Parser.ParseFrom(
                Google.Protobuf.MessageExtensions.ToByteArray(WireWriter.Write(json, isBase: false))), back);
            BlockVerdict after = Verifier().Verify(back);
            Assert.True(
                before.Proven == after.Proven, $"{path}: {before.Proven} {before.Detail} against {after.Proven} {after.Detail}");
            proven += after.Proven == All ? 1 : 0;
        }

        Assert.True(proven >= 10, $"only {proven} blocks");
    }

    [Fact]
    public void A_base_block_proves_all_but_what_the_missing_fees_are_part_of()
    {
        string folder = SharedData.PathOrSkip(Path.Combine("chain", "mainnet", "blocks"));
        Block json = ReadFile(Directory.GetFiles(folder, "*.json.gz").First(
            path => ReadFile(path) is { HasReceipts: true } block && block.Transactions.Rows.ToArray().Any(row => row.Type == 2)));
        Assert.Equal(All, Verifier().Verify(json).Proven);
        Block back = new();
        Mapping().Read(WireWriter.Write(json, isBase: true), back);
        BlockVerdict verdict = Verifier().Verify(back);
        Assert.False(verdict.IsBad, verdict.Detail);
        Assert.Equal(All & ~ProofGroups.Transactions & ~ProofGroups.Senders, verdict.Proven);
        Assert.Contains("lacks fields that its hash is made of", verdict.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_byte_is_found()
    {
        Wire.Block wire = RealBlocks.ReadOrSkip()[0];
        Wire.Block[] changed = [wire.Clone(), wire.Clone(), wire.Clone()];
        changed[0].Header.GasUsed++;
        changed[1].TransactionTraces[^1].Nonce++;
        changed[2].TransactionTraces.First(trace => trace.Receipt.Logs.Count > 0).Receipt.Logs[0].Data =
            Google.Protobuf.ByteString.CopyFromUtf8("another");
        foreach (Wire.Block one in changed)
        {
            Block block = new();
            new BlockMapping(RealBlocks.ChainId, ChainRules.Ethereum, false).Read(one, block);
            Assert.True(Verifier(RealBlocks.ChainId).Verify(block).IsBad);
        }
    }

    [Fact]
    public void A_legacy_transaction_of_another_chain_is_named()
    {
        ConfigException error = Assert.Throws<ConfigException>(
            () => new BlockMapping(1, ChainRules.Ethereum, false).Read(RealBlocks.ReadOrSkip()[0], new Block()));
        Assert.Equal(ErrorCodes.ChainIdConflict, error.Code);
        Assert.Contains("was signed for chain 1515", error.Message, StringComparison.Ordinal);
    }

    private static BlockMapping Mapping() => new(1, ChainRules.Ethereum, withTraces: false);

    private static BlockVerifier Verifier(long chainId = 1) => new(VerifyLevel.Full, chainId, rules: ChainRules.Ethereum);

    private static Block ReadFile(string path)
    {
        using GZipStream file = new(File.OpenRead(path), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        file.CopyTo(bytes);
        List<Block> blocks = [];
        new BlockFileJson().Read(bytes.ToArray(), blocks);
        return blocks[0];
    }
}
