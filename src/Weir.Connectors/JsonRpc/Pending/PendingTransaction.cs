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
    public double? GasPriceGwei => (Json.Number("gasPrice") ?? Json.Number("maxFeePerGas")) / WeiOfGwei;

    /// <summary>The sender, or null where the node does not say.</summary>
    public Address? From => Json.Account("from");

    /// <summary>The receiver; null where a contract is made.</summary>
    public Address? To => Json.Account("to");

    /// <summary>The transaction of a node's answer, or null where it is none.</summary>
    public static PendingTransaction? Read(JsonElement json, long firstSeen, string endpoint) =>
        json.Hash("hash") is { } hash ? new PendingTransaction(hash, json, firstSeen, endpoint) : null;

    /// <summary>A hash that stands alone, or null.</summary>
    public static Hash32? HashOf(JsonElement json) =>
        json.Bytes() is { Length: 32 } bytes ? new Hash32(bytes) : null;

    /// <summary>Appends it as a row.</summary>
    /// <returns>Whether it could be read; a transaction without sender or with numbers beyond 64 bits is none.</returns>
    public bool AppendTo(PendingTransactionBatch rows, long chainId)
    {
        if (From is not { } from || Json.Number("nonce") is not { } nonce || Json.Number("gas") is not { } gas
            || Json.Amount("value") is not { } wei || Json.Bytes("input") is not { } data)
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
        rows.GasPrice.Append(Json.Number("gasPrice"));
        rows.MaxFeePerGas.Append(Json.Number("maxFeePerGas"));
        rows.MaxPriorityFeePerGas.Append(Json.Number("maxPriorityFeePerGas"));
        rows.Input.Append(data);
        rows.TransactionType.Append(Json.Number("type") ?? 0);
        rows.FirstSeen.Append(FirstSeen);
        rows.Endpoint.Append(Endpoint);
        return true;
    }
}
