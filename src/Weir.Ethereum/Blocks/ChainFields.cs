using System.Buffers;
using System.Text;
using System.Text.Json;
using Weir.Core;

namespace Weir.Ethereum.Blocks;

/// <summary>
/// Members of a transaction or a receipt that are none of Ethereum's, as compact JSON with sorted keys, in a block's
/// arena. Only text members:
/// quantities, hashes, bytes.
/// </summary>
public static class ChainFields
{
    /// <summary>The members as JSON; an empty slice where there are none.</summary>
    public static ByteSlice Write(ByteArena bytes, SortedDictionary<string, string> members)
    {
        if (members.Count == 0)
        {
            return default;
        }

        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, string value) in members)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return bytes.Add(buffer.WrittenSpan);
    }

    /// <summary>The members again.</summary>
    public static SortedDictionary<string, string> Read(ReadOnlySpan<byte> json)
    {
        SortedDictionary<string, string> members = new(StringComparer.Ordinal);
        if (json.IsEmpty)
        {
            return members;
        }

        Utf8JsonReader reader = new(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString() ?? string.Empty;
                reader.Read();
                members[name] = reader.TokenType == JsonTokenType.String ? reader.GetString() ?? string.Empty
                    : string.Empty;
            }
        }

        return members;
    }

    /// <summary>A quantity, or null where it is missing or is not one.</summary>
    public static UInt256? Quantity(SortedDictionary<string, string> members, string name) =>
        members.TryGetValue(name, out string? text) && text.StartsWith("0x", StringComparison.Ordinal)
        && UInt256.TryParse(Encoding.UTF8.GetBytes(text), out UInt256 value) ? value : null;

    /// <summary>Bytes, or null where they are missing or not hexadecimal.</summary>
    public static byte[]? Bytes(SortedDictionary<string, string> members, string name) =>
        members.TryGetValue(name, out string? text) ? Decode(text) : null;

    private static byte[]? Decode(string text)
    {
        byte[] bytes = new byte[text.Length / 2];
        return Hex.TryDecode(Encoding.ASCII.GetBytes(text), bytes, out int written) ? bytes[..written] : null;
    }
}
