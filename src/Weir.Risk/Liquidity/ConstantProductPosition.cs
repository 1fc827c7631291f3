namespace Weir.Risk.Liquidity;

/// <summary>x·y = L² (Uniswap v2): V = 2L√P.</summary>
/// <param name="Liquidity">L, above zero.</param>
public sealed record ConstantProductPosition(double Liquidity) : LpPosition
{
    public double Liquidity { get; } = Check.Positive("constant-product", nameof(Liquidity), Liquidity);

    /// <inheritdoc/>
    public override string Kind => "constant-product";

    /// <inheritdoc/>
    public override Holdings HoldingsAt(double price)
    {
        double root = Math.Sqrt(price);
        return new Holdings(Liquidity / root, Liquidity * root);
    }

    /// <inheritdoc/>
    public override double Convexity(double price) => 0.5 * Liquidity * Math.Sqrt(price);

    /// <inheritdoc/>
    public override LpPosition Scaled(double factor) => new ConstantProductPosition(Liquidity * factor);
}
