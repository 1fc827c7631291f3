namespace Weir.Risk.Liquidity;

/// <summary>Liquidity between two prices (Uniswap v3): x = L(1/√s − 1/√b), y = L(√s − √a), s the price held between a
/// and b.</summary>
/// <param name="LowerPrice">a, zero or more.</param>
/// <param name="UpperPrice">b, above a; infinity for no upper bound.</param>
/// <param name="Liquidity">L, above zero.</param>
public sealed record ConcentratedPosition(double LowerPrice, double UpperPrice, double Liquidity = 1) : LpPosition
{
    public double LowerPrice { get; } = Check.NotNegative("concentrated", nameof(LowerPrice), LowerPrice);

    public double UpperPrice { get; } = UpperPrice > LowerPrice
        ? UpperPrice : throw Refusal.Input(
            "concentrated", nameof(UpperPrice), UpperPrice, FormattableString.Invariant($"above {LowerPrice}"));

    public double Liquidity { get; } = Check.Positive("concentrated", nameof(Liquidity), Liquidity);

    /// <inheritdoc/>
    public override string Kind => "concentrated";

    /// <summary>From ticks: price 1.0001^tick, in raw token units.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Ticks out of order.</exception>
    public static ConcentratedPosition FromTicks(int lowerTick, int upperTick, double liquidity) =>
        new(Math.Pow(1.0001, lowerTick), Math.Pow(1.0001, upperTick), liquidity);

    /// <inheritdoc/>
    public override bool IsActive(double price) => price > LowerPrice && price < UpperPrice;

    /// <inheritdoc/>
    public override Holdings HoldingsAt(double price)
    {
        double root = Math.Sqrt(Math.Clamp(price, LowerPrice, UpperPrice));
        double lower = Math.Sqrt(LowerPrice);
        double upper = 1 / Math.Sqrt(UpperPrice);
        return new Holdings(Liquidity * ((1 / root) - upper), Liquidity * (root - lower));
    }

    /// <inheritdoc/>
    public override double Convexity(double price) => IsActive(price) ? 0.5 * Liquidity * Math.Sqrt(price) : 0;

    /// <inheritdoc/>
    public override LpPosition Scaled(double factor) =>
        new ConcentratedPosition(LowerPrice, UpperPrice, Liquidity * factor);
}
