using System.Numerics;

namespace Weir.Ethereum.Hashing;

/// <summary>The key of an item in an ordered trie, <c>rlp(index)</c>, as nibbles.</summary>
internal readonly struct TrieKey
{
    /// <summary>The longest hex-prefix encoding of a part of a key.</summary>
    public const int CompactBytes = 6;

    private readonly ulong _bytes;

    public TrieKey(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        int length = 4 - (BitOperations.LeadingZeroCount((uint)index) / 8);
        (int count, _bytes) = index switch
        {
            0 => (1, 0x80UL),
            < 0x80 => (1, (ulong)index),
            _ => (1 + length, ((0x80UL + (ulong)length) << (8 * length)) | (uint)index),
        };
        Nibbles = 2 * count;
    }

    /// <summary>How many there are: 2 to 10.</summary>
    public int Nibbles { get; }

    /// <summary>The nibble at a position, the first at 0.</summary>
    public int Nibble(int position) => (int)(_bytes >> (4 * (Nibbles - 1 - position))) & 0xF;

    /// <summary>
    /// Encodes nibbles from <paramref name="start"/> on in hex-prefix form (Yellow Paper, appendix C) and gives what
    /// was written.
    /// </summary>
    public ReadOnlySpan<byte> Compact(int start, int count, bool isLeaf, Span<byte> destination)
    {
        int flag = isLeaf ? 0x20 : 0;
        bool isOdd = (count & 1) != 0;
        destination[0] = (byte)(isOdd ? flag | 0x10 | Nibble(start) : flag);
        int written = 1;
        for (int position = start + (isOdd ? 1 : 0); position < start + count; position += 2)
        {
            destination[written++] = (byte)((Nibble(position) << 4) | Nibble(position + 1));
        }

        return destination[..written];
    }
}
