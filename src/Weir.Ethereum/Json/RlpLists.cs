using System.Buffers;
using System.Text.Json;
using Weir.Core;
using Weir.Ethereum.Rlp;

namespace Weir.Ethereum.Json;

/// <summary>Access lists and authorization lists from the RLP they are kept in to JSON as the tables have it.</summary>
/// <remarks>The returned bytes are valid until the next call.</remarks>
internal sealed class RlpLists
{
    private readonly ArrayBufferWriter<byte> _utf8 = new();

    /// <summary><c>[{"address":…,"storageKeys":[…]},…]</c> in the order given.</summary>
    public ReadOnlySpan<byte> AccessListJson(ReadOnlySpan<byte> rlp)
    {
        if (rlp.IsEmpty)
        {
            return "[]"u8;
        }

        _utf8.ResetWrittenCount();
        using Utf8JsonWriter json = new(_utf8);
        json.WriteStartArray();
        RlpReader items = new(rlp);
        while (!items.IsAtEnd)
        {
            RlpReader item = items.ReadList();
            json.WriteStartObject();
            WriteHex(json, "address"u8, item.ReadBytes(Address.Length));
            json.WriteStartArray("storageKeys"u8);
            RlpReader keys = item.ReadList();
            while (!keys.IsAtEnd)
            {
                WriteHex(json, default, keys.ReadBytes(Hash32.Length));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        return _utf8.WrittenSpan;
    }

    /// <summary>
    /// <c>[{"address":…,"chainId":…,"nonce":…,"r":…,"s":…,"yParity":…},…]</c>, quantities as minimal hex.
    /// </summary>
    public ReadOnlySpan<byte> AuthorizationListJson(ReadOnlySpan<byte> rlp)
    {
        _utf8.ResetWrittenCount();
        using Utf8JsonWriter json = new(_utf8);
        json.WriteStartArray();
        RlpReader items = new(rlp);
        while (!items.IsAtEnd)
        {
            RlpReader item = items.ReadList();
            UInt256 chainId = item.ReadUInt256();
            ReadOnlySpan<byte> address = item.ReadBytes(Address.Length);
            UInt256 nonce = item.ReadUInt256();
            UInt256 parity = item.ReadUInt256();
            UInt256 r = item.ReadUInt256();
            UInt256 s = item.ReadUInt256();
            json.WriteStartObject();
            WriteHex(json, "address"u8, address);
            json.WriteString("chainId"u8, chainId.ToHexQuantity());
            json.WriteString("nonce"u8, nonce.ToHexQuantity());
            json.WriteString("r"u8, r.ToHexQuantity());
            json.WriteString("s"u8, s.ToHexQuantity());
            json.WriteString("yParity"u8, parity.ToHexQuantity());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        return _utf8.WrittenSpan;
    }

    private static void WriteHex(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> bytes)
    {
        Span<byte> text = stackalloc byte[2 + (2 * Hash32.Length)];
        text = text[..Hex.Encode(bytes, text)];
        if (name.IsEmpty)
        {
            json.WriteStringValue(text);
        }
        else
        {
            json.WriteString(name, text);
        }
    }
}
