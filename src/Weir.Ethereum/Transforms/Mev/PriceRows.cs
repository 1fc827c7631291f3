using Weir.Core;
using Weir.Core.Tables;
using Weir.Detection.Facts;
using Weir.Detection.Prices;

namespace Weir.Ethereum.Transforms.Mev;

/// <summary>Prices to rows: each pool's at the block's end, and each token's in USD.</summary>
internal static class PriceRows
{
    public static void Append(PriceBatch rows, in BlockStamp stamp, BlockPrices prices, TokenList tokens)
    {
        List<Row> found = [];
        PriceGraph graph = prices.AtEnd();
        foreach ((PairTokens pair, PoolState state) in prices.EndStates())
        {
            if (tokens.Find(pair.Token0) is { } token0 && tokens.Find(pair.Token1) is { } token1
                && state.Price > 0 && double.IsFinite(state.Price))
            {
                found.Add(new Row(
                    pair.Token0, pair.Token1, state.Price * token0.Unit / token1.Unit, pair.Pool.ToString(),
                    graph.Value(pair.Token1, 2 * state.Depth1)));
            }
        }

        foreach (Address token in graph.Priced)
        {
            // A stablecoin that the others call on its peg is taken at it.
            double? liquidity = graph.LiquidityUsd(token);
            found.Add(new Row(
                token, PriceBatch.Usd, graph.Usd(token)!.Value, liquidity is null ? "peg" : "median", liquidity));
        }

        foreach (Row row in found.OrderBy(row => row.Token).ThenBy(row => row.Quote)
            .ThenBy(row => row.Source, StringComparer.Ordinal))
        {
            rows.AppendBlock(stamp);
            rows.TokenAddress.Append(row.Token);
            rows.QuoteAddress.Append(row.Quote);
            rows.Price.Append(row.Price);
            rows.Source.Append(row.Source);
            rows.LiquidityUsd.Append(row.LiquidityUsd);
        }
    }

    private readonly record struct Row(
        Address Token, Address Quote, double Price, string Source, double? LiquidityUsd);
}
