using System.Buffers;
using System.Collections;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Pipeline;

namespace Weir.App.Terminal;

/// <summary>A result as JSON lines; whole numbers beyond 2^53 and exact decimals are strings.</summary>
internal sealed class JsonResultWriter(TextWriter output) : IResultWriter
{
    private const long LargestExact = 1L << 53;

    /// <inheritdoc/>
    public async Task WriteAsync(IQueryResult result, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> utf8 = new();
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(cancellationToken))
        {
            utf8.ResetWrittenCount();
            using (Utf8JsonWriter json = new(
                utf8, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.WriteStartObject();
                for (int i = 0; i < row.Count; i++)
                {
                    json.WritePropertyName(result.Columns[i].Name);
                    Write(json, row[i]);
                }

                json.WriteEndObject();
            }

            await output.WriteLineAsync(Encoding.UTF8.GetString(utf8.WrittenSpan));
        }
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case long number when number is <= LargestExact and >= -LargestExact:
                json.WriteNumberValue(number);
                break;
            case ulong number when number <= LargestExact:
                json.WriteNumberValue(number);
                break;
            case BigInteger number when BigInteger.Abs(number) <= LargestExact:
                json.WriteNumberValue((long)number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case string or byte[]:
                json.WriteStringValue(TerminalText.Of(value, string.Empty));
                break;
            case StructValue parts:
                json.WriteStartObject();
                for (int i = 0; i < parts.Names.Count; i++)
                {
                    json.WritePropertyName(parts.Names[i]);
                    Write(json, parts.Values[i]);
                }

                json.WriteEndObject();
                break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (object? item in list)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(TerminalText.Of(value, string.Empty));
                break;
        }
    }
}
