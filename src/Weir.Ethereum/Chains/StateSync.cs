using System.Buffers.Binary;
using Weir.Core;
using Weir.Ethereum.Hashing;

namespace Weir.Ethereum.Chains;

/// <summary>
/// Bor's state-sync transaction before Madhugiri: a node appends it to the block, with a receipt, under no root and not
/// in the header's bloom.
/// Its hash is Keccak-256 of <c>matic-bor-receipt-</c>, the block's number and the block's hash.
/// </summary>
internal static class StateSync
{
    /// <summary>The hash of the pair that a node may append to a block.</summary>
    public static Hash32 HashOf(BlockRef block)
    {
        Span<byte> key = stackalloc byte[18 + sizeof(ulong) + Hash32.Length];
        "matic-bor-receipt-"u8.CopyTo(key);
        BinaryPrimitives.WriteUInt64BigEndian(key[18..], (ulong)block.Number);
        block.Hash.Span.CopyTo(key[26..]);
        return Keccak.Hash(key);
    }
}
