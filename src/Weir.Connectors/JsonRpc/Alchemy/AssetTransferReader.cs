using System.Runtime.CompilerServices;
using System.Text.Json;
using Polly;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.JsonRpc.Alchemy;

/// <summary>Transfers from <c>alchemy_getAssetTransfers</c>, page by page, in the order of the chain.</summary>
/// <param name="node">Alchemy, or a node that offers the same method.</param>
/// <param name="query">Which transfers.</param>
/// <param name="retry">How often a page is asked for again.</param>
/// <param name="time">The clock of pauses.</param>
/// <param name="onRetry">Told of every repetition.</param>
public sealed class AssetTransferReader(
    RpcNode node, AssetTransferQuery query, RetryOptions retry, TimeProvider time,
    Action<WeirException, TimeSpan>? onRetry = null)
{
    private readonly ResiliencePipeline _retry = Retries.Create(retry, time, onRetry);

    /// <summary>
    /// The rows of a range. Each part ends where a block does, so that a reader who stops after one goes on at the block
    /// behind it.
    /// </summary>
    /// <returns>Rows, and the last block that they are all of.</returns>
    /// <exception cref="RpcException">The node does not answer, or answers something else.</exception>
    public async IAsyncEnumerable<(AssetTransferBatch Rows, long LastBlock)> ReadAsync(
        long chainId, BlockRange blocks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<JsonElement> open = [];
        string? pageKey = null;
        do
        {
            JsonElement page = await _retry.ExecuteAsync(
                async token => await node.CallAsync("alchemy_getAssetTransfers", query.Parameters(blocks, pageKey), token),
                cancellationToken);
            open.AddRange(Transfers(page));
            pageKey = page.TryGetProperty("pageKey"u8, out JsonElement key) && key.GetString() is { Length: > 0 } next
                ? next : null;

            // The last block of a page may go on in the next one.
            long last = pageKey is null || open.Count == 0 ? blocks.To : Block(open[^1]) - 1;
            int whole = pageKey is null ? open.Count : open.FindIndex(one => Block(one) > last);
            if (whole > 0 || pageKey is null)
            {
                AssetTransferBatch rows = new();
                open.GetRange(0, whole).ForEach(one => Append(rows, chainId, one));
                open.RemoveRange(0, whole);
                yield return (rows, last);
            }
        }
        while (pageKey is not null);
    }

    private JsonElement.ArrayEnumerator Transfers(JsonElement page) =>
        page.ValueKind == JsonValueKind.Object && page.TryGetProperty("transfers"u8, out JsonElement transfers)
            && transfers.ValueKind == JsonValueKind.Array
            ? transfers.EnumerateArray()
            : throw Odd("a page without transfers");

    private long Block(JsonElement transfer) =>
        transfer.Number("blockNum") ?? throw Odd("a transfer without blockNum");

    private void Append(AssetTransferBatch rows, long chainId, JsonElement transfer)
    {
        JsonElement contract = transfer.TryGetProperty("rawContract"u8, out JsonElement raw) ? raw : default;
        UInt256? value = contract.Amount("value");
        if (transfer.TryGetProperty("erc1155Metadata"u8, out JsonElement many) && many.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement one in many.EnumerateArray())
            {
                AppendRow(rows, chainId, transfer, contract, one.Amount("tokenId"), one.Amount("value"));
            }

            return;
        }

        AppendRow(
            rows, chainId, transfer, contract, transfer.Amount("tokenId") ?? transfer.Amount("erc721TokenId"), value);
    }

    private void AppendRow(
        AssetTransferBatch rows, long chainId, JsonElement transfer, JsonElement contract, UInt256? tokenId, UInt256? value)
    {
        if (transfer.Hash("hash") is not { } hash
            || transfer.Account("from") is not { } from || transfer.Text("category") is not { } category)
        {
            throw Odd("a transfer without hash, from or category");
        }

        rows.ChainId.Append(chainId);
        rows.BlockNumber.Append(Block(transfer));
        rows.TransactionHash.Append(hash);
        rows.Category.Append(category);
        rows.FromAddress.Append(from);
        rows.ToAddress.Append(transfer.Account("to"));
        rows.Asset.AppendNullable(transfer.Text("asset")?.Replace("\0", string.Empty, StringComparison.Ordinal));
        rows.TokenAddress.Append(contract.Account("address"));
        rows.TokenId.Append(tokenId);
        rows.ValueRaw.Append(value);
    }

    private RpcException Odd(string what) => new(
        ErrorCodes.RpcError, $"{node.Shown} answered alchemy_getAssetTransfers with {what}",
        "Is it an Alchemy endpoint? Nothing of this page was stored.", isTransient: false);
}
