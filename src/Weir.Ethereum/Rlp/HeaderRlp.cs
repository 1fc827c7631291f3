using System.Buffers.Binary;
using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Rlp;

/// <summary>
/// The RLP of a header, whose Keccak-256 is the block hash; optional fields in the order their forks brought them.
/// </summary>
public static class HeaderRlp
{
    public static void Write(RlpWriter rlp, Block block)
    {
        BlockHeader header = block.Header;
        int list = rlp.StartList();
        rlp.WriteHash(header.ParentHash);
        rlp.WriteHash(header.Sha3Uncles);
        rlp.WriteAddress(header.Miner);
        rlp.WriteHash(header.StateRoot);
        rlp.WriteHash(header.TransactionsRoot);
        rlp.WriteHash(header.ReceiptsRoot);
        rlp.WriteBytes(block.Bytes[header.LogsBloom]);
        rlp.WriteUInt256(header.Difficulty);
        rlp.WriteUInt64((ulong)header.Number);
        rlp.WriteUInt64(header.GasLimit);
        rlp.WriteUInt64(header.GasUsed);
        rlp.WriteUInt64(header.Timestamp);
        rlp.WriteBytes(block.Bytes[header.ExtraData]);
        rlp.WriteHash(header.MixHash);
        Span<byte> nonce = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(nonce, header.Nonce);
        rlp.WriteBytes(nonce);
        WriteOptional(rlp, header.BaseFeePerGas);
        WriteOptional(rlp, header.WithdrawalsRoot);
        WriteOptional(rlp, header.BlobGasUsed);
        WriteOptional(rlp, header.ExcessBlobGas);
        WriteOptional(rlp, header.ParentBeaconBlockRoot);
        WriteOptional(rlp, header.RequestsHash);
        WriteOptional(rlp, header.BlockAccessListHash);
        WriteOptional(rlp, header.SlotNumber);
        rlp.EndList(list);
    }

    private static void WriteOptional(RlpWriter rlp, UInt256? value)
    {
        if (value is { } present)
        {
            rlp.WriteUInt256(present);
        }
    }

    private static void WriteOptional(RlpWriter rlp, ulong? value)
    {
        if (value is { } present)
        {
            rlp.WriteUInt64(present);
        }
    }

    private static void WriteOptional(RlpWriter rlp, Hash32? value)
    {
        if (value is { } present)
        {
            rlp.WriteHash(present);
        }
    }
}
