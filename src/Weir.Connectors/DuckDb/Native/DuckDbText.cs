using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir.Connectors.DuckDb.Native;

/// <summary>
/// A value of VARCHAR, BLOB or BIGNUM in a vector: length, then up to 12 bytes in place, or the first four and a
/// pointer.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DuckDbText
{
    /// <summary>The longest value that stands in place.</summary>
    public const int InPlace = 12;

    private uint _length;
    private uint _prefix;
    private ulong _pointer;

    public readonly int Length => (int)_length;

    /// <summary>
    /// The value's bytes; this struct must stand in a vector (or be pinned), since they may be in place.
    /// </summary>
    public readonly ReadOnlySpan<byte> Bytes => _length <= InPlace
        ? new ReadOnlySpan<byte>(Unsafe.AsPointer(ref Unsafe.AsRef(in _prefix)), (int)_length)
        : new ReadOnlySpan<byte>((void*)_pointer, (int)_length);

    /// <summary>
    /// Makes this the value at <paramref name="bytes"/>, which stays where it is until the engine has copied it.
    /// </summary>
    public void Set(byte* bytes, int length)
    {
        _length = (uint)length;
        if (length > InPlace)
        {
            _prefix = Unsafe.ReadUnaligned<uint>(bytes);
            _pointer = (ulong)bytes;
            return;
        }

        _prefix = 0;
        _pointer = 0;
        Unsafe.CopyBlockUnaligned(Unsafe.AsPointer(ref _prefix), bytes, (uint)length);
    }
}
