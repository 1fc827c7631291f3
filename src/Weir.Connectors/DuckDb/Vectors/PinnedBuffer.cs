using System.Runtime.CompilerServices;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Memory that does not move, grows, and is used again for chunk after chunk.</summary>
internal sealed unsafe class PinnedBuffer
{
    private byte[] _bytes = [];

    /// <summary>At least <paramref name="bytes"/> bytes; what stood there before is gone.</summary>
    public byte* Take(long bytes)
    {
        if (bytes > _bytes.Length || _bytes.Length == 0)
        {
            long size = Math.Min(Array.MaxLength, Math.Max(4096, bytes + (bytes >> 2)));
            _bytes = GC.AllocateUninitializedArray<byte>(checked((int)Math.Max(size, bytes)), pinned: true);
        }

        return (byte*)Unsafe.AsPointer(ref _bytes[0]);
    }
}
