using System.Numerics;
using System.Runtime.InteropServices;

namespace Weir.Ethereum.Hashing;

/// <summary>
/// The bloom filter of logs: 2048 bits, three for each address and topic (Yellow Paper, section 4.3.1).
/// </summary>
public static class Bloom
{
    /// <summary>The size in bytes.</summary>
    public const int Length = 256;

    /// <summary>Sets the bits of an address (20 bytes) or a topic (32 bytes).</summary>
    public static void Add(ReadOnlySpan<byte> item, Span<byte> bloom)
    {
        Span<byte> digest = stackalloc byte[Keccak.DigestLength];
        Keccak.Hash(item, digest);
        AddDigest(digest, bloom);
    }

    /// <summary>Sets the bits of an item whose Keccak-256 is known already.</summary>
    public static void AddDigest(ReadOnlySpan<byte> digest, Span<byte> bloom)
    {
        bloom = bloom[..Length];
        for (int pair = 0; pair < 6; pair += 2)
        {
            int bit = ((digest[pair] << 8) | digest[pair + 1]) & 0x7FF;
            bloom[Length - 1 - (bit >> 3)] |= (byte)(1 << (bit & 7));
        }
    }

    /// <summary>Whether the item may be in the set; false is certain.</summary>
    public static bool MayContain(ReadOnlySpan<byte> bloom, ReadOnlySpan<byte> item)
    {
        Span<byte> wanted = stackalloc byte[Length];
        wanted.Clear();
        Add(item, wanted);
        for (int i = 0; i < Length; i++)
        {
            if ((bloom[i] & wanted[i]) != wanted[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Sets in <paramref name="bloom"/> every bit that <paramref name="other"/> has: a block's bloom from its
    /// receipts'.
    /// </summary>
    public static void Or(ReadOnlySpan<byte> other, Span<byte> bloom)
    {
        ReadOnlySpan<Vector<byte>> from = MemoryMarshal.Cast<byte, Vector<byte>>(other[..Length]);
        Span<Vector<byte>> to = MemoryMarshal.Cast<byte, Vector<byte>>(bloom[..Length]);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] |= from[i];
        }
    }
}
