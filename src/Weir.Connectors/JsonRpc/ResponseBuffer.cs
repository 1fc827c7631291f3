using System.Buffers;

namespace Weir.Connectors.JsonRpc;

/// <summary>An answer's bytes in memory that goes back to the pool.</summary>
internal sealed class ResponseBuffer : IDisposable
{
    private byte[] _bytes;

    private ResponseBuffer(byte[] bytes) => _bytes = bytes;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Reads a stream to its end.</summary>
    public static async Task<ResponseBuffer> ReadAsync(Stream stream, long? length, CancellationToken cancellationToken)
    {
        int capacity = (int)Math.Min(Array.MaxLength, (length ?? 0) + 65_536);
        ResponseBuffer buffer = new(ArrayPool<byte>.Shared.Rent(capacity));
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer._bytes.AsMemory(buffer.Length), cancellationToken)) > 0)
            {
                buffer.Length += read;
                if (buffer.Length == buffer._bytes.Length)
                {
                    buffer.Grow();
                }
            }

            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        byte[] bytes = Interlocked.Exchange(ref _bytes, []);
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * _bytes.Length);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
