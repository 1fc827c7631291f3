using System.Buffers.Binary;

namespace Weir.Connectors.Postgres.Copy;

/// <summary>Bytes on their way to the server in the binary format of COPY.</summary>
internal sealed class CopyBuffer
{
    private byte[] _bytes = new byte[1 << 20];

    /// <summary>How many bytes wait.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Makes room for <paramref name="count"/> more bytes and gives them to fill.</summary>
    public Span<byte> Take(int count)
    {
        int end = checked(Length + count);
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, 2L * _bytes.Length)));
        }

        Span<byte> taken = _bytes.AsSpan(Length, count);
        Length = end;
        return taken;
    }

    public void Append(short value) => BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), value);

    public void Append(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), value);

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>A field of eight bytes with its length before it.</summary>
    public void AppendField(long value)
    {
        Span<byte> field = Take(sizeof(int) + sizeof(long));
        BinaryPrimitives.WriteInt32BigEndian(field, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(field[sizeof(int)..], value);
    }

    /// <summary>NULL.</summary>
    public void AppendNull() => Append(-1);

    /// <summary>Writes a length that was left open at <paramref name="place"/>: all bytes since.</summary>
    public void CloseLength(int place) =>
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(place), Length - place - sizeof(int));

    /// <summary>Forgets the bytes and keeps the memory.</summary>
    public void Clear() => Length = 0;
}
