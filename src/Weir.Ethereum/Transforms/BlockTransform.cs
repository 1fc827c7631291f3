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
            Append(batch, block, new QuarantineWriter("blocks", output, BlockStamps.Of(raw.ChainId, block.Header)),
                raw.ChainId);
        }
    }

    private static void Append(BlockBatch batch, Block block, QuarantineWriter quarantine, long chainId)
    {
        BlockHeader header = block.Header;
        batch.ChainId.Append(chainId);
        batch.Number.Append(header.Number);
        batch.Hash.Append(header.Hash);
        bool isWhole = header.MissingFields is null;
        batch.ParentHash.Append(If(isWhole || !header.Lacks("parentHash"), header.ParentHash));
        BinaryPrimitives.WriteUInt64BigEndian(batch.Nonce.AppendSpan(8), header.Nonce);
        batch.Sha3Uncles.Append(If(isWhole || !header.Lacks("sha3Uncles"), header.Sha3Uncles));
        AppendIf(batch.LogsBloom, isWhole || !header.Lacks("logsBloom"), block.Bytes[header.LogsBloom]);
        batch.TransactionsRoot.Append(If(isWhole || !header.Lacks("transactionsRoot"), header.TransactionsRoot));
        batch.StateRoot.Append(If(isWhole || !header.Lacks("stateRoot"), header.StateRoot));
        batch.ReceiptsRoot.Append(If(isWhole || !header.Lacks("receiptsRoot"), header.ReceiptsRoot));
        batch.Miner.Append(isWhole || !header.Lacks("miner") ? header.Miner : (Address?)null);
        batch.Difficulty.Append(header.Difficulty);
        batch.TotalDifficulty.Append(header.TotalDifficulty);
        quarantine.Append(batch.Size, header.Size, "size");
        AppendIf(batch.ExtraData, isWhole || !header.Lacks("extraData"), block.Bytes[header.ExtraData]);
        batch.MixHash.Append(header.MixHash);
        quarantine.Append(
            batch.GasLimit, Wide(isWhole || !header.Lacks("gasLimit") ? header.GasLimit : null), "gas_limit");
        quarantine.Append(batch.GasUsed, Wide(isWhole || !header.Lacks("gasUsed") ? header.GasUsed : null), "gas_used");
        batch.Timestamp.Append(BlockStamps.Time(header));
        batch.TransactionCount.Append(block.TransactionCount);
        quarantine.Append(batch.BaseFeePerGas, header.BaseFeePerGas, "base_fee_per_gas");
        batch.WithdrawalsRoot.Append(header.WithdrawalsRoot);
        quarantine.Append(batch.BlobGasUsed, Wide(header.BlobGasUsed), "blob_gas_used");
        quarantine.Append(batch.ExcessBlobGas, Wide(header.ExcessBlobGas), "excess_blob_gas");
        batch.ParentBeaconBlockRoot.Append(header.ParentBeaconBlockRoot);
        batch.RequestsHash.Append(header.RequestsHash);
        batch.BlockAccessListHash.Append(header.BlockAccessListHash);
        quarantine.Append(batch.SlotNumber, Wide(header.SlotNumber), "slot_number");
        batch.Proven.Append(ProofText.Format(block.Proven));
    }

    private static Hash32? If(bool isThere, Hash32 value) => isThere ? value : null;

    private static void AppendIf(BytesColumn column, bool isThere, ReadOnlySpan<byte> value)
    {
        if (isThere)
        {
            column.Append(value);
        }
        else
        {
            column.AppendNull();
        }
    }

    private static UInt256? Wide(ulong? value) => value is { } present ? new UInt256(present) : null;
}
