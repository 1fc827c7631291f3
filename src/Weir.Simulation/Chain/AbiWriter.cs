using Weir.Core;

namespace Weir.Simulation.Chain;

/// <summary>Writes calldata and event data: a selector and words of 32 bytes (Solidity's contract ABI).</summary>
internal sealed class AbiWriter
{
    private byte[] _buffer = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public AbiWriter Clear()
    {
        _length = 0;
        return this;
    }

    /// <summary>The first four bytes of a function's hash.</summary>
    public AbiWriter Selector(in Hash32 signature) => Raw(signature.Span[..4]);

    public AbiWriter Word(UInt256 value)
    {
        value.WriteBigEndian(Take(32));
        return this;
    }

    public AbiWriter Word(in Address value)
    {
        Span<byte> word = Take(32);
        word[..12].Clear();
        value.Span.CopyTo(word[12..]);
        return this;
    }

    /// <summary>An array's length and its words.</summary>
    public AbiWriter Array(ReadOnlySpan<UInt256> values)
    {
        Word((ulong)values.Length);
        foreach (UInt256 value in values)
        {
            Word(value);
        }

        return this;
    }

    public AbiWriter Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Take(bytes.Length));
        return this;
    }

    /// <summary>A word that holds an address, as an indexed parameter.</summary>
    public static Hash32 Topic(in Address value)
    {
        Span<byte> word = stackalloc byte[32];
        word.Clear();
        value.Span.CopyTo(word[12..]);
        return new Hash32(word);
    }

    /// <summary>A word that holds a number, as an indexed parameter.</summary>
    public static Hash32 Topic(UInt256 value)
    {
        Span<byte> word = stackalloc byte[32];
        value.WriteBigEndian(word);
        return new Hash32(word);
    }

    /// <summary>Takes a run of bytes for the caller to fill.</summary>
    public Span<byte> Take(int count)
    {
        if (_length + count > _buffer.Length)
        {
            System.Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _length + count));
        }

        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
