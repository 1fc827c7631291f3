using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Weir.Core;

namespace Weir.Ethereum.Hashing;

/// <summary>
/// Keccak-256 as Ethereum uses it (Yellow Paper, appendix B.2): rate 1088 bits, padding <c>0x01</c>, not the
/// <c>0x06</c> of FIPS 202. One message at a time; <see cref="KeccakMany"/> is several times faster where there are
/// many.
/// </summary>
public static class Keccak
{
    /// <summary>The size of a digest in bytes.</summary>
    public const int DigestLength = 32;

    internal const int BlockBytes = 136;
    internal const int BlockWords = BlockBytes / 8;
    internal const int StateWords = 25;

    /// <summary>
    /// Writes the digest of the message to the first 32 bytes of <paramref name="digest"/>; they may overlap.
    /// </summary>
    public static void Hash(ReadOnlySpan<byte> message, Span<byte> digest)
    {
        Span<ulong> state = stackalloc ulong[StateWords];
        state.Clear();
        while (message.Length >= BlockBytes)
        {
            Absorb(state, message);
            KeccakPermutation.Permute(state);
            message = message[BlockBytes..];
        }

        Span<byte> last = stackalloc byte[BlockBytes];
        Pad(message, last);
        Absorb(state, last);
        KeccakPermutation.Permute(state);
        for (int word = 0; word < DigestLength / 8; word++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(digest[(8 * word)..], state[word]);
        }
    }

    /// <summary>The digest of the message.</summary>
    public static Hash32 Hash(ReadOnlySpan<byte> message)
    {
        Hash32 digest = default;
        Hash(message, MemoryMarshal.AsBytes(new Span<Hash32>(ref digest)));
        return digest;
    }

    // Writes the last block: what is left of the message, 0x01, zeros, and 0x80 in the last byte.
    internal static void Pad(ReadOnlySpan<byte> rest, Span<byte> block)
    {
        block.Clear();
        rest.CopyTo(block);
        block[rest.Length] = 0x01;
        block[BlockBytes - 1] |= 0x80;
    }

    private static void Absorb(Span<ulong> state, ReadOnlySpan<byte> block)
    {
        for (int word = 0; word < BlockWords; word++)
        {
            state[word] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(8 * word)..]);
        }
    }
}
