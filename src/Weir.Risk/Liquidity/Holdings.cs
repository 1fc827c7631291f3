namespace Weir.Risk.Liquidity;

/// <summary>What a position holds, in tokens: base is the one whose price moves, quote the one it is counted
/// in.</summary>
public readonly record struct Holdings(double BaseTokens, double QuoteTokens)
{
    /// <summary>Value in quote tokens at a price of quote a base.</summary>
    public double Value(double price) => (BaseTokens * price) + QuoteTokens;
}
