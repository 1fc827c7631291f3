using System.Buffers;
using System.Text.Json;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>The messages of a stream.</summary>
internal static class LocalStreamAnswer
{
    /// <summary>The first message.</summary>
    public static ReadOnlyMemory<byte> Head(IReadOnlyList<LocalColumn> columns) =>
        Message("metadata", json => LocalAnswer.WriteColumns(json, columns));

    /// <summary>One row.</summary>
    public static ReadOnlyMemory<byte> Row(string?[] row) => Message("data", json =>
    {
        json.WriteStartArray("data");
        foreach (string? cell in row)
        {
            json.WriteStringValue(cell);
        }

        json.WriteEndArray();
    });

    /// <summary>The last message of a stream that fails.</summary>
    public static ReadOnlyMemory<byte> Error(string sqlState, string message) => Message("error", json =>
    {
        json.WriteString("message", message);
        json.WriteString("sqlCode", sqlState);
    });

    private static ReadOnlyMemory<byte> Message(string type, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, LocalAnswer.Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteStartObject("headers");
            json.WriteEndObject();
            write(json);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }
}
