namespace Weir.Ethereum.Blocks;

/// <summary>All bytes of varying length of one block, in one array that grows.</summary>
public sealed class ByteArena
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>How many bytes are in use.</summary>
    public int Length => _length;

    /// <summary>How many bytes fit before the array grows.</summary>
    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> this[ByteSlice slice] => _bytes.AsSpan(slice.Start, slice.Length);

    /// <summary>Copies bytes in and says where they are.</summary>
    public ByteSlice Add(ReadOnlySpan<byte> bytes)
    {
        ByteSlice slice = Reserve(bytes.Length, out Span<byte> destination);
        bytes.CopyTo(destination);
        return slice;
    }

    /// <summary>Takes <paramref name="length"/> bytes for the caller to fill.</summary>
    public ByteSlice Reserve(int length, out Span<byte> destination)
    {
        int start = _length;
        int end = checked(start + length);
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(Math.Max(1024, end), 2L * _bytes.Length)));
        }

        _length = end;
        destination = _bytes.AsSpan(start, length);
        return new ByteSlice(start, length);
    }

    /// <summary>Forgets all bytes and keeps the memory.</summary>
    public void Clear() => _length = 0;
}
