using System.Text;
using System.Text.Json;
using Weir.Core;

namespace Weir.Connectors.JsonRpc;

/// <summary>
/// Members of an answer that was read into elements; null where a member is not there, or not of the form.
/// </summary>
internal static class JsonFields
{
    /// <summary>A text.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement text)
            && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    /// <summary>An account.</summary>
    public static Address? Account(this JsonElement json, string name) =>
        Address.TryParse(Utf8(json.Text(name)), out Address address) ? address : null;

    /// <summary>A hash.</summary>
    public static Hash32? Hash(this JsonElement json, string name) =>
        Hash32.TryParse(Utf8(json.Text(name)), out Hash32 hash) ? hash : null;

    /// <summary>A quantity of at most 63 bits.</summary>
    public static long? Number(this JsonElement json, string name) =>
        Hex.TryDecodeQuantity(Utf8(json.Text(name)), out ulong value) && value <= long.MaxValue ? (long)value : null;

    /// <summary>A quantity of at most 256 bits.</summary>
    public static UInt256? Amount(this JsonElement json, string name) =>
        json.Text(name) is { Length: > 2 } text && UInt256.TryParse(Utf8(text), out UInt256 value) ? value : null;

    /// <summary>Bytes.</summary>
    public static byte[]? Bytes(this JsonElement json, string name) => Bytes(json.Text(name));

    /// <summary>The bytes of a text that stands alone.</summary>
    public static byte[]? Bytes(this JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? Bytes(json.GetString()) : null;

    private static byte[]? Bytes(string? hex)
    {
        byte[] bytes = new byte[(hex?.Length ?? 0) / 2];
        return Hex.TryDecode(Utf8(hex), bytes, out int written) ? bytes[..written] : null;
    }

    private static byte[] Utf8(string? text) => Encoding.UTF8.GetBytes(text ?? string.Empty);
}
