using System.Globalization;
using System.Text;
using Weir.Connectors.JsonRpc.Pending;
using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc.Alchemy;

/// <summary>Which transfers <c>alchemy_getAssetTransfers</c> is asked for.</summary>
/// <param name="Categories">Kinds of transfers, see <see cref="Known"/>.</param>
/// <param name="From">Only from this account; null for any.</param>
/// <param name="To">Only to this account; null for any.</param>
/// <param name="Contracts">Only of these tokens; none for any.</param>
public sealed record AssetTransferQuery(
    IReadOnlyList<string> Categories, Address? From, Address? To, IReadOnlyList<Address> Contracts)
{
    /// <summary>The kinds there are.</summary>
    public static IReadOnlyList<string> Known { get; } =
        ["external", "internal", "erc20", "erc721", "erc1155", "specialnft"];

    /// <summary>What stands between the brackets of <c>params</c> for a page.</summary>
    /// <param name="blocks">The blocks asked for.</param>
    /// <param name="pageKey">From the page before, or null.</param>
    public string Parameters(BlockRange blocks, string? pageKey)
    {
        StringBuilder json = new();
        json.Append(
            CultureInfo.InvariantCulture,
            $"{{\"fromBlock\":\"0x{blocks.From:x}\",\"toBlock\":\"0x{blocks.To:x}\",{Filter},\"order\":\"asc\",\"excludeZeroValue\":false,\"maxCount\":\"0x3e8\"");
        if (pageKey is not null)
        {
            json.Append(CultureInfo.InvariantCulture, $",\"pageKey\":\"{System.Text.Json.JsonEncodedText.Encode(pageKey)}\"");
        }

        return json.Append('}').ToString();
    }

    /// <summary>The part that stays the same from page to page: tells one query from another.</summary>
    public string Filter =>
        $"\"category\":[{string.Join(',', Categories.Select(one => $"\"{one}\""))}]"
        + (From is { } from ? $",\"fromAddress\":\"{from}\"" : string.Empty)
        + (To is { } to ? $",\"toAddress\":\"{to}\"" : string.Empty)
        + (Contracts.Count > 0 ? $",\"contractAddresses\":{AccountFilter.Json(Contracts)}" : string.Empty);

    /// <summary>A query of texts.</summary>
    /// <exception cref="ConfigException">A category or an address is none.</exception>
    public static AssetTransferQuery Parse(string categories, string? from, string? to, IEnumerable<string> contracts)
    {
        string[] kinds = categories.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return kinds.FirstOrDefault(kind => !Known.Contains(kind)) is not null || kinds.Length == 0
            ? throw new ConfigException(
                ErrorCodes.BadFlag, $"--categories is '{categories}'", $"Categories are {string.Join(", ", Known)}.")
            : new AssetTransferQuery(
                [.. kinds.Distinct()], from is null ? null : AccountFilter.Parse(from), to is null ? null : AccountFilter.Parse(to),
                [.. contracts.Select(AccountFilter.Parse)]);
    }
}
