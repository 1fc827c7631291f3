using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weir.App.Api.Live;

/// <summary>A server-sent event with its bytes, which all clients share.</summary>
internal sealed class LiveEvent
{
    private LiveEvent(byte[] bytes) => Bytes = bytes;

    /// <summary>As the stream has it, with the empty line after it.</summary>
    public byte[] Bytes { get; }

    /// <summary>Keeps connections from looking dead.</summary>
    public static LiveEvent Beat { get; } = new(": beat\n\n"u8.ToArray());

    /// <param name="kind">block, reorg, rates or mev.</param>
    /// <param name="id">Where a client goes on after it; null where it stays where it was.</param>
    /// <param name="write">Writes the members of its data.</param>
    public static LiveEvent Of(string kind, string? id, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> data = new();
        using (Utf8JsonWriter json = new(data, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        string head = id is null ? $"event: {kind}\ndata: " : $"id: {id}\nevent: {kind}\ndata: ";
        return new LiveEvent([.. Encoding.UTF8.GetBytes(head), .. data.WrittenSpan, .. "\n\n"u8]);
    }
}
