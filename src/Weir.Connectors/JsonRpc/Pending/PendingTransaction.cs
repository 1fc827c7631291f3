using System.Text;
using System.Text.Json;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Connectors.JsonRpc.Pending;

/// <summary>A transaction that waits to be mined, as a node told of it.</summary>
/// <param name="Hash">Its hash, as the node says.</param>
/// <param name="Json">The transaction object.</param>
/// <param name="FirstSeen">When it was heard of, in microseconds since 1970.</param>
/// <param name="Endpoint">Who told of it, without a key.</param>
public sealed record PendingTransaction(Hash32 Hash, JsonElement Json, long FirstSeen, string Endpoint)
{
    private const double WeiOfGwei = 1e9;

    /// <summary>What it offers for a unit of gas at most, in gwei; null where it does not say.</summary>
    public double? GasPriceGwei => (Number("gasPrice") ?? Number("maxFeePerGas")) / WeiOfGwei;

    /// <summary>The sender, or null where the node does not say.</summary>
    public Address? From => Account("from");

    /// <summary>The receiver; null where a contract is made.</summary>
    public Address? To => Account("to");

    /// <summary>The transaction of a node's answer, or null where it is none.</summary>
    public static PendingTransaction? Read(JsonElement json, long firstSeen, string endpoint) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("hash"u8, out JsonElement text)
            && HashOf(text) is { } hash
            ? new PendingTransaction(hash, json, firstSeen, endpoint)
            : null;

    /// <summary>A hash that stands alone, or null.</summary>
    public static Hash32? HashOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.String && Hash32.TryParse(Utf8(json), out Hash32 hash) ? hash : null;

    /// <summary>Appends it as a row.</summary>
    /// <returns>Whether it could be read; a transaction without sender or with numbers beyond 64 bits is none.</returns>
    public bool AppendTo(PendingTransactionBatch rows, long chainId)
    {
        if (From is not { } from || Number("nonce") is not { } nonce || Number("gas") is not { } gas
            || !Json.TryGetProperty("value"u8, out JsonElement value) || !UInt256.TryParse(Utf8(value), out UInt256 wei)
            || !Json.TryGetProperty("input"u8, out JsonElement input) || Bytes(input) is not { } data)
        {
            return false;
        }

        rows.ChainId.Append(chainId);
        rows.Hash.Append(Hash);
        rows.FromAddress.Append(from);
        rows.ToAddress.Append(To);
        rows.Nonce.Append(nonce);
        rows.Value.Append(wei);
        rows.Gas.Append(gas);
        rows.GasPrice.Append(Number("gasPrice"));
        rows.MaxFeePerGas.Append(Number("maxFeePerGas"));
        rows.MaxPriorityFeePerGas.Append(Number("maxPriorityFeePerGas"));
        rows.Input.Append(data);
        rows.TransactionType.Append(Number("type") ?? 0);
        rows.FirstSeen.Append(FirstSeen);
        rows.Endpoint.Append(Endpoint);
        return true;
    }

    private Address? Account(string name) =>
        Json.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String
            && Address.TryParse(Utf8(text), out Address address) ? address : null;

    private long? Number(string name) =>
        Json.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String
            && Hex.TryDecodeQuantity(Utf8(text), out ulong value) && value <= long.MaxValue ? (long)value : null;

    private static byte[]? Bytes(JsonElement text)
    {
        string hex = text.GetString() ?? string.Empty;
        byte[] bytes = new byte[hex.Length / 2];
        return Hex.TryDecode(Encoding.ASCII.GetBytes(hex), bytes, out int written) ? bytes[..written] : null;
    }

    private static byte[] Utf8(JsonElement text) => Encoding.UTF8.GetBytes(text.ToString());
}
