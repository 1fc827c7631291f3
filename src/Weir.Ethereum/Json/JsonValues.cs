using System.Text;
using System.Text.Json;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>
/// Reads the values of JSON-RPC objects straight from UTF-8; a wrong form throws a <see cref="DecodeException"/>.
/// </summary>
public static class JsonValues
{
    /// <summary>For answers with trees of calls: the EVM allows 1,024 of them in one another, two levels each.</summary>
    public static JsonReaderOptions DeepOptions { get; } = new() { MaxDepth = 4096 };

    public static ulong UInt64(ref Utf8JsonReader reader, string field) =>
        Hex.TryDecodeQuantity(Text(ref reader, field), out ulong value)
            ? value
            : throw Wrong(ref reader, field, "a quantity below 2^64 (0x and hexadecimal digits)");

    public static long Int64(ref Utf8JsonReader reader, string field)
    {
        ulong value = UInt64(ref reader, field);
        return value <= long.MaxValue ? (long)value : throw Wrong(ref reader, field, "a quantity below 2^63");
    }

    public static UInt256 UInt256(ref Utf8JsonReader reader, string field) =>
        Core.UInt256.TryParseHex(Text(ref reader, field), out UInt256 value)
            ? value
            : throw Wrong(ref reader, field, "a quantity below 2^256 (0x and hexadecimal digits)");

    public static Hash32 Hash(ref Utf8JsonReader reader, string field) =>
        Hash32.TryParse(Text(ref reader, field), out Hash32 value)
            ? value
            : throw Wrong(ref reader, field, "0x and 64 hexadecimal digits");

    /// <summary>A signature's r or s: a quantity or 32 bytes, left-padded.</summary>
    public static Hash32 Word(ref Utf8JsonReader reader, string field)
    {
        if (Hash32.TryParse(Text(ref reader, field), out Hash32 whole))
        {
            return whole;
        }

        Span<byte> word = stackalloc byte[32];
        UInt256(ref reader, field).WriteBigEndian(word);
        return new Hash32(word);
    }

    public static Address Address(ref Utf8JsonReader reader, string field) =>
        Core.Address.TryParse(Text(ref reader, field), out Address value)
            ? value
            : throw Wrong(ref reader, field, "0x and 40 hexadecimal digits");

    /// <summary>Bytes of any length, or of exactly <paramref name="length"/> where that is not negative.</summary>
    public static ByteSlice Bytes(ref Utf8JsonReader reader, string field, ByteArena arena, int length = -1)
    {
        ReadOnlySpan<byte> text = Text(ref reader, field);
        int count = (text.Length - 2) / 2;
        if (text.Length < 2 || (length >= 0 && count != length))
        {
            throw Wrong(ref reader, field,
                length >= 0 ? $"0x and {2 * length} hexadecimal digits" : "0x and hexadecimal digits");
        }

        ByteSlice slice = arena.Reserve(count, out Span<byte> bytes);
        return Hex.TryDecodeExact(text, bytes)
            ? slice
            : throw Wrong(ref reader, field, "0x and an even number of hexadecimal digits");
    }

    /// <summary>
    /// Moves to the next property of an object that is not null (null means absent): false at the object's end. The
    /// reader then stands on the value; <paramref name="number"/> is -1 for a name that the table does not have.
    /// </summary>
    public static bool NextProperty(
        ref Utf8JsonReader reader, NameTable names, out int number, out ReadOnlySpan<byte> name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType != JsonTokenType.Null)
            {
                number = names.Find(name);
                return true;
            }
        }

        number = -1;
        name = default;
        return false;
    }

    /// <summary>Moves to the next item of an array: false at its end.</summary>
    public static bool NextItem(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    public static void ExpectObject(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Wrong(ref reader, field, "an object");
        }
    }

    public static void ExpectArray(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Wrong(ref reader, field, "an array");
        }
    }

    public static DecodeException Wrong(ref Utf8JsonReader reader, string field, string expected)
    {
        string found = reader.TokenType switch
        {
            JsonTokenType.String or JsonTokenType.Number => "'" + Cut(Encoding.UTF8.GetString(reader.ValueSpan)) + "'",
            JsonTokenType.StartArray => "an array",
            JsonTokenType.StartObject => "an object",
            _ => reader.TokenType.ToString().ToLowerInvariant(),
        };
        return Malformed($"{field} is {found}, where {expected} was expected (byte {reader.TokenStartIndex})");
    }

    public static DecodeException Missing(string what, string field) => Malformed($"{what} has no field '{field}'");

    public static DecodeException Malformed(string message, Exception? innerException = null) => new(
        ErrorCodes.MalformedBlock,
        message,
        "Ask another node or fetch the file again; the answer is not an Ethereum block as JSON-RPC gives it.",
        innerException);

    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped
            ? reader.ValueSpan
            : throw Wrong(ref reader, field, "a hexadecimal string");

    private static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";

    /// <summary>
    /// Keeps a member that is none of Ethereum's, where it is a text: a quantity, a hash, bytes; skips anything else.
    /// </summary>
    public static void NoteOther(
        ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name, SortedDictionary<string, string> others)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            others[System.Text.Encoding.UTF8.GetString(name)] = reader.GetString() ?? string.Empty;
        }
        else if (reader.TokenType is JsonTokenType.True)
        {
            others[System.Text.Encoding.UTF8.GetString(name)] = "0x1";
        }

        reader.Skip();
    }
}
