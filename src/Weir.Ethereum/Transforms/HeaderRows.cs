using System.Buffers.Binary;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>A header as the columns of a row.</summary>
internal static class HeaderRows
{
    /// <summary>Appends every column that a <see cref="HeaderBatch"/> has.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="block">The block, or an uncle.</param>
    /// <param name="quarantine">Takes what does not fit.</param>
    /// <param name="item">The uncle's place; null for a block.</param>
    public static void Append(HeaderBatch batch, Block block, QuarantineWriter quarantine, long? item = null)
    {
        BlockHeader header = block.Header;
        batch.NumberColumn().Append(header.Number);
        batch.HashColumn().Append(header.Hash);
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
        AppendIf(batch.ExtraData, isWhole || !header.Lacks("extraData"), block.Bytes[header.ExtraData]);
        batch.MixHash.Append(header.MixHash);
        quarantine.Append(
            batch.GasLimit, Wide(isWhole || !header.Lacks("gasLimit") ? header.GasLimit : null), "gas_limit", item);
        quarantine.Append(
            batch.GasUsed, Wide(isWhole || !header.Lacks("gasUsed") ? header.GasUsed : null), "gas_used", item);
        batch.Timestamp.Append(BlockStamps.Time(header));
        quarantine.Append(batch.BaseFeePerGas, header.BaseFeePerGas, "base_fee_per_gas", item);
        batch.WithdrawalsRoot.Append(header.WithdrawalsRoot);
        quarantine.Append(batch.BlobGasUsed, Wide(header.BlobGasUsed), "blob_gas_used", item);
        quarantine.Append(batch.ExcessBlobGas, Wide(header.ExcessBlobGas), "excess_blob_gas", item);
        batch.ParentBeaconBlockRoot.Append(header.ParentBeaconBlockRoot);
        batch.RequestsHash.Append(header.RequestsHash);
        batch.BlockAccessListHash.Append(header.BlockAccessListHash);
        quarantine.Append(batch.SlotNumber, Wide(header.SlotNumber), "slot_number", item);
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
