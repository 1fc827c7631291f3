using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Ethereum.Rlp;

/// <summary>
/// Reads Recursive Length Prefix items from bytes one after the other. Every length is checked against what is there,
/// and only the one canonical form of an item is taken, so that reading and writing again gives the same bytes.
/// </summary>
/// <remarks>Every method throws a <see cref="DecodeException"/> (WEIR2004) that names the offset in the outermost
/// bytes.</remarks>
public ref struct RlpReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _origin;
    private int _position;

    public RlpReader(ReadOnlySpan<byte> bytes)
        : this(bytes, 0)
    {
    }

    private RlpReader(ReadOnlySpan<byte> bytes, int origin)
    {
        _bytes = bytes;
        _origin = origin;
    }

    /// <summary>Where the next item begins, counted in the outermost bytes.</summary>
    public readonly int Offset => _origin + _position;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => _position == _bytes.Length;

    /// <summary>Whether the next item is a list; false at the end.</summary>
    public readonly bool IsList => _position < _bytes.Length && _bytes[_position] >= 0xC0;

    /// <summary>What is left, not read.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[_position..];

    /// <summary>Reads a string of bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        (bool isList, int start, int length) = PeekHeader();
        if (isList)
        {
            throw Bad("a list stands where bytes are expected");
        }

        _position = start + length;
        return _bytes.Slice(start, length);
    }

    /// <summary>Reads a string of exactly <paramref name="length"/> bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes(int length)
    {
        int offset = Offset;
        ReadOnlySpan<byte> bytes = ReadBytes();
        return bytes.Length == length ? bytes
            : throw Bad($"{bytes.Length} bytes stand where {length} are expected", offset);
    }

    /// <summary>Reads a number below 2^64 without leading zeros.</summary>
    public ulong ReadUInt64()
    {
        ulong value = 0;
        foreach (byte digit in ReadNumber(8))
        {
            value = (value << 8) | digit;
        }

        return value;
    }

    /// <summary>Reads a number below 2^63 without leading zeros.</summary>
    public long ReadInt64()
    {
        int offset = Offset;
        ulong value = ReadUInt64();
        return value <= long.MaxValue ? (long)value : throw Bad($"the number {value} does not fit in 63 bits", offset);
    }

    /// <summary>Reads a number below 2^256 without leading zeros.</summary>
    public UInt256 ReadUInt256() => UInt256.FromBigEndian(ReadNumber(32));

    /// <summary>Reads 20 bytes.</summary>
    public Address ReadAddress() => new(ReadBytes(Address.Length));

    /// <summary>Reads 20 bytes, or none: the recipient of a transaction that creates a contract.</summary>
    public Address? ReadOptionalAddress()
    {
        int offset = Offset;
        ReadOnlySpan<byte> bytes = ReadBytes();
        return bytes.Length switch
        {
            0 => null,
            Address.Length => new Address(bytes),
            _ => throw Bad($"{bytes.Length} bytes stand where 20 or none are expected", offset),
        };
    }

    /// <summary>Reads 32 bytes.</summary>
    public Hash32 ReadHash() => new(ReadBytes(Hash32.Length));

    /// <summary>Steps over a list and gives a reader of what is in it.</summary>
    public RlpReader ReadList()
    {
        (bool isList, int start, int length) = PeekHeader();
        if (!isList)
        {
            throw Bad("bytes stand where a list is expected");
        }

        _position = start + length;
        return new RlpReader(_bytes.Slice(start, length), _origin + start);
    }

    /// <summary>
    /// Steps over an item of either kind and gives its encoding, header included; a list's items are not looked at.
    /// </summary>
    public ReadOnlySpan<byte> ReadEncoded()
    {
        (_, int start, int length) = PeekHeader();
        ReadOnlySpan<byte> encoded = _bytes[_position..(start + length)];
        _position = start + length;
        return encoded;
    }

    /// <summary>Demands that nothing is left.</summary>
    public readonly void ReadEnd()
    {
        if (!IsAtEnd)
        {
            throw Bad($"{_bytes.Length - _position} bytes are left over");
        }
    }

    private ReadOnlySpan<byte> ReadNumber(int longest)
    {
        int offset = Offset;
        ReadOnlySpan<byte> bytes = ReadBytes();
        if (bytes.Length > longest)
        {
            throw Bad($"a number has {bytes.Length} bytes, more than {longest}", offset);
        }

        return bytes.Length == 0 || bytes[0] != 0 ? bytes : throw Bad("a number begins with a zero byte", offset);
    }

    private readonly (bool IsList, int Start, int Length) PeekHeader()
    {
        if (_position >= _bytes.Length)
        {
            throw Bad("the bytes end where an item is expected");
        }

        int first = _bytes[_position];
        if (first < 0x80)
        {
            return (false, _position, 1);
        }

        bool isList = first >= 0xC0;
        int code = first - (isList ? 0xC0 : 0x80);
        int start = _position + 1;
        int length = code;
        if (code > 55)
        {
            start += code - 55;
            length = ReadLongLength(code - 55);
        }

        if (length > _bytes.Length - start)
        {
            throw Bad($"an item of {length} bytes is cut after {Math.Max(0, _bytes.Length - start)}");
        }

        return !isList && length == 1 && _bytes[start] < 0x80
            ? throw Bad("a byte below 0x80 has a header it must not have")
            : (isList, start, length);
    }

    private readonly int ReadLongLength(int lengthOfLength)
    {
        ReadOnlySpan<byte> digits = _bytes[(_position + 1)..];
        if (digits.Length < lengthOfLength)
        {
            throw Bad("the length of an item is cut");
        }

        if (digits[0] == 0)
        {
            throw Bad("the length of an item begins with a zero byte");
        }

        long length = 0;
        foreach (byte digit in digits[..lengthOfLength])
        {
            length = length > int.MaxValue ? length : (length << 8) | digit;
        }

        return length > int.MaxValue ? throw Bad("an item claims more than 2 GiB")
            : length <= 55 ? throw Bad($"an item of {length} bytes has a long header")
            : (int)length;
    }

    private readonly DecodeException Bad(string what) => Bad(what, Offset);

    private static DecodeException Bad(string what, int offset) => new(
        ErrorCodes.BadRlp,
        $"Malformed RLP at byte {offset}: {what}.",
        "The bytes are damaged or are not what they are taken for; fetch them again.");
}
