using System.Buffers.Binary;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>Headers to the table <c>blocks</c>.</summary>
public sealed class BlockTransform : ITransform<BlockRun>
{
    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [BlockBatch.Table, QuarantineBatch.Table];

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        var batch = (BlockBatch)output.Of(BlockBatch.Table);
        foreach (Block block in raw.Blocks)
        {
            Append(batch, block, new QuarantineWriter("blocks", output, BlockStamps.Of(raw.ChainId, block.Header)), raw.ChainId);
        }
    }

    private static void Append(BlockBatch batch, Block block, QuarantineWriter quarantine, long chainId)
    {
        BlockHeader header = block.Header;
        batch.ChainId.Append(chainId);
        batch.Number.Append(header.Number);
        batch.Hash.Append(header.Hash);
        batch.ParentHash.Append(header.ParentHash);
        BinaryPrimitives.WriteUInt64BigEndian(batch.Nonce.AppendSpan(8), header.Nonce);
        batch.Sha3Uncles.Append(header.Sha3Uncles);
        batch.LogsBloom.Append(block.Bytes[header.LogsBloom]);
        batch.TransactionsRoot.Append(header.TransactionsRoot);
        batch.StateRoot.Append(header.StateRoot);
        batch.ReceiptsRoot.Append(header.ReceiptsRoot);
        batch.Miner.Append(header.Miner);
        batch.Difficulty.Append(header.Difficulty);
        batch.TotalDifficulty.Append(header.TotalDifficulty);
        quarantine.Append(batch.Size, header.Size, "size");
        batch.ExtraData.Append(block.Bytes[header.ExtraData]);
        batch.MixHash.Append(header.MixHash);
        quarantine.Append(batch.GasLimit, header.GasLimit, "gas_limit");
        quarantine.Append(batch.GasUsed, header.GasUsed, "gas_used");
        batch.Timestamp.Append(BlockStamps.Microseconds(header.Timestamp));
        batch.TransactionCount.Append(block.TransactionCount);
        quarantine.Append(batch.BaseFeePerGas, header.BaseFeePerGas, "base_fee_per_gas");
        batch.WithdrawalsRoot.Append(header.WithdrawalsRoot);
        quarantine.Append(batch.BlobGasUsed, Wide(header.BlobGasUsed), "blob_gas_used");
        quarantine.Append(batch.ExcessBlobGas, Wide(header.ExcessBlobGas), "excess_blob_gas");
        batch.ParentBeaconBlockRoot.Append(header.ParentBeaconBlockRoot);
        batch.RequestsHash.Append(header.RequestsHash);
        batch.BlockAccessListHash.Append(header.BlockAccessListHash);
        batch.Proven.Append(ProofText.Format(block.Proven));
    }

    private static UInt256? Wide(ulong? value) => value is { } present ? new UInt256(present) : null;
}
