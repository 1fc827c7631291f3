using System.Buffers.Binary;
using Weir.Core;

namespace Weir.Ethereum.Abi;

/// <summary>
/// Reads ABI-encoded event data (the contract ABI specification) in place. Every method says false where the bytes are
/// not what the ABI allows; nothing is allocated and nothing throws, since anyone can emit any bytes.
/// </summary>
public readonly ref struct AbiReader
{
    /// <summary>Bytes a word.</summary>
    public const int WordLength = 32;

    private readonly ReadOnlySpan<byte> _data;

    public AbiReader(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>How many whole words there are.</summary>
    public int WordCount => _data.Length / WordLength;

    /// <summary>The word at a place in the head.</summary>
    public bool TryWord(int index, out ReadOnlySpan<byte> word)
    {
        bool isThere = index >= 0 && index < WordCount;
        word = isThere ? _data.Slice(index * WordLength, WordLength) : default;
        return isThere;
    }

    public bool TryUInt256(int index, out UInt256 value)
    {
        bool isThere = TryWord(index, out ReadOnlySpan<byte> word);
        value = isThere ? UInt256.FromBigEndian(word) : default;
        return isThere;
    }

    public bool TryInt256(int index, out Int256 value)
    {
        bool isThere = TryWord(index, out ReadOnlySpan<byte> word);
        value = isThere ? Int256.FromBigEndian(word) : default;
        return isThere;
    }

    /// <summary>An address; the twelve bytes before it must be zero.</summary>
    public bool TryAddress(int index, out Address value)
    {
        bool isThere = TryWord(index, out ReadOnlySpan<byte> word) && !word[..12].ContainsAnyExcept((byte)0);
        value = isThere ? new Address(word[12..]) : default;
        return isThere;
    }

    /// <summary>
    /// A dynamic array of words, such as <c>uint256[]</c>, whose offset stands at a place in the head.
    /// </summary>
    public bool TryWordArray(int index, out ReadOnlySpan<byte> words)
    {
        words = default;
        if (!TryOffset(index, out int offset) || !TrySize(offset, out int count))
        {
            return false;
        }

        int start = offset + WordLength;
        if (count > (_data.Length - start) / WordLength)
        {
            return false;
        }

        words = _data.Slice(start, count * WordLength);
        return true;
    }

    /// <summary>A tuple of changing length, whose offset stands at a place in the head.</summary>
    public bool TryTuple(int index, out AbiReader tuple)
    {
        tuple = TryOffset(index, out int offset) ? new AbiReader(_data[offset..]) : default;
        return tuple.WordCount > 0;
    }

    /// <summary>Dynamic <c>bytes</c> or <c>string</c>, whose offset stands at a place in the head.</summary>
    public bool TryBytes(int index, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!TryOffset(index, out int offset) || !TrySize(offset, out int length)
            || length > _data.Length - offset - WordLength)
        {
            return false;
        }

        bytes = _data.Slice(offset + WordLength, length);
        return true;
    }

    private bool TryOffset(int index, out int offset)
    {
        offset = 0;
        return TryWord(index, out ReadOnlySpan<byte> word) && TrySmall(word, out offset)
            && offset <= _data.Length - WordLength;
    }

    private bool TrySize(int offset, out int size) => TrySmall(_data.Slice(offset, WordLength), out size);

    private static bool TrySmall(ReadOnlySpan<byte> word, out int value)
    {
        ulong number = BinaryPrimitives.ReadUInt64BigEndian(word[24..]);
        value = (int)(number & int.MaxValue);
        return number <= int.MaxValue && !word[..24].ContainsAnyExcept((byte)0);
    }
}
