using System.Buffers;
using System.Net.WebSockets;

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

    /// <summary>Reads one message of a socket; null where it was closed.</summary>
    public static async Task<ResponseBuffer?> ReceiveAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        ResponseBuffer buffer = new(ArrayPool<byte>.Shared.Rent(65_536));
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult part =
                    await socket.ReceiveAsync(buffer._bytes.AsMemory(buffer.Length), cancellationToken);
                buffer.Length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    buffer.Dispose();
                    return null;
                }

                if (part.EndOfMessage)
                {
                    return buffer;
                }

                if (buffer.Length == buffer._bytes.Length)
                {
                    buffer.Grow();
                }
            }
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
