namespace Weir.Risk.Liquidity;

/// <summary>A position in a pool of two tokens, seen through its value function: what arbitrage leaves in it at a
/// price.</summary>
/// <remarks>Prices are quote tokens a base token, above zero. Fees are not in the value; they stand apart.</remarks>
public abstract record LpPosition
{
    /// <summary>The pool's kind in docs/risk.md.</summary>
    public abstract string Kind { get; }

    /// <summary>What it holds at a price.</summary>
    public abstract Holdings HoldingsAt(double price);

    /// <summary>P²·|V″(P)|: how much value the curve gives away for a squared relative price move, in quote
    /// tokens.</summary>
    public abstract double Convexity(double price);

    /// <summary>The same position times a factor.</summary>
    public abstract LpPosition Scaled(double factor);

    /// <summary>Whether it trades, and so earns fees, at a price.</summary>
    public virtual bool IsActive(double price) => true;

    /// <summary>Value at a price in quote tokens.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A price that is not finite and above zero.</exception>
    public double Value(double price)
    {
        Check.Prices(Kind, [price]);
        return HoldingsAt(price).Value(price);
    }

    /// <summary>The position worth this much in quote tokens at this price.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A value or price not above zero.</exception>
    public LpPosition WithValue(double value, double price) =>
        Scaled(Check.Positive(Kind, nameof(value), value) / Value(price));
}
