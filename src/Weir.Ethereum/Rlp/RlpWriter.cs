using System.Buffers.Binary;
using System.Numerics;
using Weir.Core;

namespace Weir.Ethereum.Rlp;

/// <summary>
/// Writes Recursive Length Prefix items (Yellow Paper, appendix B) into a buffer that grows; nothing is allocated once
/// it is large enough.
/// </summary>
public sealed class RlpWriter
{
    private const int InitialBytes = 1024;
    private const int LongestShortPayload = 55;

    private byte[] _buffer;

    public RlpWriter(int capacityBytes = InitialBytes)
    {
        _buffer = new byte[Math.Max(capacityBytes, InitialBytes)];
    }

    /// <summary>How many bytes have been written.</summary>
    public int Length { get; private set; }

    /// <summary>What has been written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>How many bytes the header before a payload takes: 1 to 5.</summary>
    public static int HeaderLength(int payloadLength) =>
        payloadLength <= LongestShortPayload ? 1 : 1 + LengthOfLength(payloadLength);

    /// <summary>How many bytes <see cref="WriteBytes"/> writes.</summary>
    public static int LengthOfBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 1 && bytes[0] < 0x80 ? 1 : HeaderLength(bytes.Length) + bytes.Length;

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Clear() => Length = 0;

    /// <summary>Takes back everything after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
    }

    /// <summary>
    /// Writes bytes as they are: an item that is encoded already, or the type byte before a typed transaction.
    /// </summary>
    public void WriteRaw(ReadOnlySpan<byte> encoded)
    {
        encoded.CopyTo(Reserve(encoded.Length));
        Length += encoded.Length;
    }

    /// <summary>Writes one byte as it is.</summary>
    public void WriteRaw(byte encoded)
    {
        Reserve(1)[0] = encoded;
        Length++;
    }

    /// <summary>Writes a string of bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 1 && bytes[0] < 0x80)
        {
            WriteRaw(bytes[0]);
            return;
        }

        WriteHeader(0x80, bytes.Length);
        WriteRaw(bytes);
    }

    /// <summary>Writes a string of one byte.</summary>
    public void WriteByte(byte value) => WriteBytes([value]);

    /// <summary>Writes a number without leading zeros; zero is the empty string.</summary>
    public void WriteUInt64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        WriteBytes(bytes[(BitOperations.LeadingZeroCount(value) / 8)..]);
    }

    /// <summary>Writes a number without leading zeros; zero is the empty string.</summary>
    public void WriteUInt256(UInt256 value)
    {
        Span<byte> bytes = stackalloc byte[32];
        value.WriteBigEndian(bytes);
        WriteBytes(bytes[((256 - value.BitLength) / 8)..]);
    }

    /// <summary>Writes 20 bytes.</summary>
    public void WriteAddress(in Address value) => WriteBytes(value.Span);

    /// <summary>Writes the recipient of a transaction: empty where a contract is created.</summary>
    public void WriteAddress(in Address? value) => WriteBytes(value is { } address ? address.Span : default);

    /// <summary>Writes 32 bytes.</summary>
    public void WriteHash(in Hash32 value) => WriteBytes(value.Span);

    /// <summary>Begins a list; what is written until <see cref="EndList"/> is in it.</summary>
    /// <returns>What <see cref="EndList"/> wants.</returns>
    public int StartList()
    {
        Reserve(1);
        return Length++;
    }

    /// <summary>
    /// Ends the list that began at <paramref name="start"/>: its header goes before what was written since.
    /// </summary>
    public void EndList(int start)
    {
        int payloadLength = Length - start - 1;
        ArgumentOutOfRangeException.ThrowIfNegative(payloadLength, nameof(start));
        int more = HeaderLength(payloadLength) - 1;
        if (more > 0)
        {
            Reserve(more);
            _buffer.AsSpan(start + 1, payloadLength).CopyTo(_buffer.AsSpan(start + 1 + more));
        }

        PutHeader(_buffer.AsSpan(start), 0xC0, payloadLength);
        Length += more;
    }

    /// <summary>Writes the header of a list whose payload, of a length that is known, comes next.</summary>
    public void WriteListHeader(int payloadLength) => WriteHeader(0xC0, payloadLength);

    private static int LengthOfLength(int length) => 4 - (BitOperations.LeadingZeroCount((uint)length) / 8);

    private static void PutHeader(Span<byte> target, byte kind, int payloadLength)
    {
        if (payloadLength <= LongestShortPayload)
        {
            target[0] = (byte)(kind + payloadLength);
            return;
        }

        int lengthOfLength = LengthOfLength(payloadLength);
        target[0] = (byte)(kind + LongestShortPayload + lengthOfLength);
        for (int i = lengthOfLength; i > 0; i--, payloadLength >>= 8)
        {
            target[i] = (byte)payloadLength;
        }
    }

    private void WriteHeader(byte kind, int payloadLength)
    {
        int headerLength = HeaderLength(payloadLength);
        PutHeader(Reserve(headerLength), kind, payloadLength);
        Length += headerLength;
    }

    // Room for more bytes behind what is written.
    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Array.Resize(ref _buffer,
                checked((int)Math.Max(Math.Min(2L * _buffer.Length, Array.MaxLength), (long)Length + count)));
        }

        return _buffer.AsSpan(Length);
    }
}
