using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weir.Connectors.Postgres.Copy;

/// <summary>JSON as Weir writes it: compact, with the keys of every object in the order of their bytes.</summary>
internal sealed class SortedJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _text = new();

    /// <summary>The text sorted; valid until the next call.</summary>
    public ReadOnlySpan<byte> Sort(ReadOnlySpan<byte> json)
    {
        _text.ResetWrittenCount();
        Utf8JsonReader reader = new(json);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        using Utf8JsonWriter writer = new(_text, Options);
        Write(writer, document.RootElement);
        writer.Flush();
        return _text.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in value.EnumerateObject().OrderBy(
                    property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
