using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;
using Weir.Core;

namespace Weir.Ethereum.Json;

/// <summary>Writes the two value forms of Ethereum's JSON-RPC: quantities without leading zeros, and bytes.</summary>
internal static class HexJsonWriter
{
    private const int MostOnStack = 1024;

    public static void WriteQuantity(this Utf8JsonWriter json, JsonEncodedText name, ulong value)
    {
        json.WritePropertyName(name);
        json.WriteQuantity(value);
    }

    public static void WriteQuantity(this Utf8JsonWriter json, JsonEncodedText name, UInt256 value)
    {
        json.WritePropertyName(name);
        json.WriteQuantity(value);
    }

    public static void WriteBytes(this Utf8JsonWriter json, JsonEncodedText name, ReadOnlySpan<byte> bytes)
    {
        json.WritePropertyName(name);
        json.WriteBytes(bytes);
    }

    public static void WriteQuantity(this Utf8JsonWriter json, ulong value)
    {
        Span<byte> word = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(word, value);
        json.WriteQuantityDigits(word, BitOperations.LeadingZeroCount(value));
    }

    public static void WriteQuantity(this Utf8JsonWriter json, UInt256 value)
    {
        Span<byte> word = stackalloc byte[32];
        value.WriteBigEndian(word);
        json.WriteQuantityDigits(word, 256 - value.BitLength);
    }

    public static void WriteBytes(this Utf8JsonWriter json, ReadOnlySpan<byte> bytes)
    {
        int length = 2 + (2 * bytes.Length);
        byte[]? rented = length > MostOnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> text = rented ?? stackalloc byte[MostOnStack];
        json.WriteStringValue(text[..Hex.Encode(bytes, text)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // Zero keeps one digit.
    private static void WriteQuantityDigits(this Utf8JsonWriter json, ReadOnlySpan<byte> word, int zeroBits)
    {
        Span<byte> text = stackalloc byte[2 + 64];
        int written = Hex.Encode(word, text);
        int skip = Math.Min(zeroBits / 4, (2 * word.Length) - 1);
        text[skip] = (byte)'0';
        text[skip + 1] = (byte)'x';
        json.WriteStringValue(text[skip..written]);
    }
}
