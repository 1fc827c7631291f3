using Weir.Core;
using Weir.Detection.Facts;

namespace Weir.Detection.Prices;

/// <summary>
/// Prices in USD from pools' states: from stablecoins outward, each token at the median of its pools' quotes, weighted
/// by what stands in them. A stablecoin that the others call off its peg is priced like any other token.
/// </summary>
public sealed class PriceGraph
{
    /// <summary>Pools with less on the priced side say nothing, USD.</summary>
    public const double LeastLiquidityUsd = 1_000;

    /// <summary>A stablecoin this far from one USD is not taken for one.</summary>
    public const double MostDepeg = 0.02;

    private const int MostHops = 4;

    private readonly Dictionary<Address, (double Usd, double Liquidity)> _prices = [];
    private readonly TokenList _tokens;
    private readonly HashSet<Address> _seen;

    /// <param name="tokens">Tokens with their decimals.</param>
    /// <param name="pools">Pools of two known tokens and their states.</param>
    public PriceGraph(TokenList tokens, IReadOnlyCollection<(PairTokens Pair, PoolState State)> pools)
    {
        _tokens = tokens;
        List<Edge> edges = [.. Edges(tokens, pools)];
        _seen = [.. edges.Select(edge => edge.Token)];
        foreach (KnownToken stable in tokens.Stablecoins)
        {
            if (Deviation(stable, edges) <= MostDepeg)
            {
                _prices[stable.Address] = (1, double.PositiveInfinity);
            }
        }

        for (int hop = 0; hop < MostHops && Spread(edges); hop++)
        {
        }

        if (tokens.WrappedCoin is { } wrapped && tokens.Coin is { } coin
            && _prices.TryGetValue(wrapped.Address, out (double, double) price))
        {
            _prices[coin.Address] = price;
        }
    }

    /// <summary>Tokens of the pools that have a price, in the order of their addresses.</summary>
    public IEnumerable<Address> Priced => _prices.Keys.Where(_seen.Contains).Order();

    /// <summary>What a unit is worth, or null.</summary>
    public double? Usd(Address token) => _prices.TryGetValue(token, out (double Usd, double) price) ? price.Usd : null;

    /// <summary>What stands behind the price, USD; null for a stablecoin that is taken at its peg.</summary>
    public double? LiquidityUsd(Address token) =>
        _prices.TryGetValue(token, out (double, double Liquidity) price) && double.IsFinite(price.Liquidity)
            ? price.Liquidity : null;

    /// <summary>What raw units are worth, or null.</summary>
    public double? Value(Address token, double raw) =>
        _tokens.Find(token) is { } known && Usd(token) is { } price ? raw / known.Unit * price : null;

    private static IEnumerable<Edge> Edges(
        TokenList tokens, IReadOnlyCollection<(PairTokens Pair, PoolState State)> pools)
    {
        foreach ((PairTokens pair, PoolState state) in pools)
        {
            if (tokens.Find(pair.Token0) is { } token0 && tokens.Find(pair.Token1) is { } token1 && state.Price > 0
                && double.IsFinite(state.Price))
            {
                double price = state.Price * token0.Unit / token1.Unit;
                double depth0 = state.Depth0 / token0.Unit;
                double depth1 = state.Depth1 / token1.Unit;
                yield return new Edge(token0.Address, token1.Address, price, depth1);
                yield return new Edge(token1.Address, token0.Address, 1 / price, depth0);
            }
        }
    }

    // How far the other stablecoins' pools say that it is from one: zero where none says anything.
    private double Deviation(KnownToken stable, List<Edge> edges)
    {
        List<(double Price, double Weight)> quotes =
        [
            .. edges.Where(edge => edge.Token == stable.Address && edge.Depth >= LeastLiquidityUsd
                && _tokens.Find(edge.Quote)!.Role == TokenRole.Stablecoin).Select(edge => (edge.Price, edge.Depth)),
        ];
        return quotes.Count == 0 ? 0 : Math.Abs(Median(quotes) - 1);
    }

    private bool Spread(List<Edge> edges)
    {
        Dictionary<Address, List<(double Price, double Weight)>> quotes = [];
        foreach (Edge edge in edges)
        {
            if (_prices.ContainsKey(edge.Token) || !_prices.TryGetValue(edge.Quote, out (double Usd, double) quote))
            {
                continue;
            }

            double liquidity = edge.Depth * quote.Usd;
            if (liquidity >= LeastLiquidityUsd)
            {
                if (!quotes.TryGetValue(edge.Token, out List<(double, double)>? list))
                {
                    quotes[edge.Token] = list = [];
                }

                list.Add((edge.Price * quote.Usd, liquidity));
            }
        }

        foreach ((Address token, List<(double Price, double Weight)> list) in quotes)
        {
            _prices[token] = (Median(list), list.Sum(quote => quote.Weight));
        }

        return quotes.Count > 0;
    }

    /// <summary>The price at which half of the weight lies on either side.</summary>
    internal static double Median(List<(double Price, double Weight)> quotes)
    {
        quotes.Sort((one, other) => one.Price.CompareTo(other.Price));
        double half = quotes.Sum(quote => quote.Weight) / 2;
        double sum = 0;
        foreach ((double price, double weight) in quotes)
        {
            sum += weight;
            if (sum >= half)
            {
                return price;
            }
        }

        return quotes[^1].Price;
    }

    // What a unit of a token is in units of another, by one pool, and how much of the other stands there.
    private readonly record struct Edge(Address Token, Address Quote, double Price, double Depth);
}
