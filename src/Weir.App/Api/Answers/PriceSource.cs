using Weir.App.Api.Answering;
using Weir.App.Api.Asking;
using Weir.App.Commands.Risk.Series;
using Weir.Core.Tables;
using Weir.Ethereum.Chains;

namespace Weir.App.Api.Answers;

/// <summary>Where prices come from: a file that was named, else the table <c>prices</c>.</summary>
internal static class PriceSource
{
    private static readonly string Usd = PriceBatch.Usd.ToString();

    /// <summary>The currency of a range's prices: USD where there are such; null where there are none.</summary>
    public static async Task<string?> QuoteAsync(ApiContext context, BlockWindow window) =>
        await AssetsAsync(context, window) is [{ Quote: var quote }, ..] ? quote : null;

    /// <summary>The prices of an asset, a bar each, oldest first.</summary>
    /// <exception cref="ApiException">404: there are prices, and none of this asset.</exception>
    public static async Task<PriceSeries> ReadAsync(ApiContext context, BlockWindow window, TokenNames names)
    {
        string? asked = context.Request.Text("asset");
        if (context.Parts.Prices is { } file)
        {
            return OfFile(file, asked, context.Request.Text("range")!);
        }

        IReadOnlyList<Asset> assets = await AssetsAsync(context, window);
        if (assets.Count == 0)
        {
            return PriceSeries.None;
        }

        string? token = asked is null ? assets[0].Token : names.Find(asked);
        Asset asset = assets.FirstOrDefault(candidate => candidate.Token == token) ?? throw ApiException.Missing(
            "the range has no price of this asset", $"Ask for one of {string.Join(", ", assets.Select(other => names.NameOf(other.Token)).Distinct())}.");
        Bar bar = window.BarOf(context.Request);
        IReadOnlyList<ApiRow> rows = await context.QueryAsync(
            "prices", bar, context.Chain!.Id, window.From, window.To, asset.Token, asset.Quote);
        return new PriceSeries(
            names.NameOf(asset.Token), names.NameOf(asset.Quote), bar.Name,
            [.. rows.Select(row => row.Second(0)!.Value)], [.. rows.Select(row => row.Number(1))],
            [.. assets.Select(other => names.NameOf(other.Token)).Distinct()]);
    }

    // USD before other currencies, the chain's own coin before other tokens, then by how many prices there are.
    private static async Task<IReadOnlyList<Asset>> AssetsAsync(ApiContext context, BlockWindow window)
    {
        if (window.IsEmpty || !context.State.Has(
            "prices", "token_address", "quote_address", "price", "source", "liquidity_usd", "block_timestamp"))
        {
            return [];
        }

        return
        [
            .. (await context.LookUpAsync("price_assets", context.Chain!.Id, window.From, window.To))
                .Select(row => new Asset(row.Text(0), row.Text(1), row.Whole(2)))
                .OrderByDescending(asset => asset.Quote == Usd)
                .ThenByDescending(asset => asset.Token == ChainTokens.Of(context.Chain.Id).WrappedCoin?.Address.ToString()),
        ];
    }

    private static PriceSeries OfFile(PriceTable file, string? asked, string range)
    {
        int column = asked is null ? 0 : file.Assets.ToList().FindIndex(
            asset => string.Equals(asset, asked, StringComparison.OrdinalIgnoreCase));
        if (column < 0)
        {
            throw ApiException.Missing("the file of prices has no such asset", $"It has {string.Join(", ", file.Assets)}.");
        }

        long[] seconds = file.Instants is { } instants
            ? [.. instants.Select(instant => instant.ToUnixTimeSeconds())]
            : [.. Enumerable.Range(0, file.Times.Count).Select(row => (long)row)];
        long from = file.Instants is not null && Ranges.LengthOf(range) is { } length
            && Array.FindIndex(seconds, second => second >= seconds[^1] - (long)length.TotalSeconds) is var first
            && seconds.Length - first > Bar.Fewest ? first : 0;
        return new PriceSeries(
            file.Assets[column], "USD", Step(seconds), seconds[(int)from..], file.Columns[column][(int)from..], file.Assets)
        {
            Labels = [.. file.Times.Skip((int)from)],
        };
    }

    private static string Step(long[] seconds) => seconds.Length < 2 ? "step" : (seconds[1] - seconds[0]) switch
    {
        >= 20 * 3_600 => "day",
        >= 3_000 => "hour",
        >= 50 => "minute",
        >= 2 => "block",
        _ => "step",
    };

    private sealed record Asset(string Token, string Quote, long Points);
}

/// <summary>Prices of an asset, a bar each, oldest first.</summary>
/// <param name="Asset">Its symbol or address.</param>
/// <param name="Currency">What it is priced in.</param>
/// <param name="Bar">What a price stands for.</param>
/// <param name="Seconds">When, seconds since 1970.</param>
/// <param name="Prices">The last price of each bar.</param>
/// <param name="Assets">The assets that can be asked for.</param>
internal sealed record PriceSeries(
    string? Asset, string? Currency, string Bar, long[] Seconds, double[] Prices, IReadOnlyList<string> Assets)
{
    /// <summary>No prices.</summary>
    public static PriceSeries None { get; } = new(null, null, Api.Asking.Bar.Block.Name, [], [], []);

    /// <summary>The times as a file has them; null for those of a chain.</summary>
    public IReadOnlyList<string>? Labels { get; init; }
}
