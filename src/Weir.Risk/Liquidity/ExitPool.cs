namespace Weir.Risk.Liquidity;

/// <summary>Where the base tokens are sold on leaving: a pool with this liquidity around the price.</summary>
/// <param name="Liquidity">L of the active range, above zero: virtual reserves are L/√P and L√P.</param>
/// <param name="FeeRatio">The pool's fee.</param>
public sealed record ExitPool(double Liquidity, double FeeRatio)
{
    public double Liquidity { get; } = Check.Positive("exit", nameof(Liquidity), Liquidity);

    public double FeeRatio { get; } = Check.NotNegative("exit", nameof(FeeRatio), FeeRatio);

    /// <summary>Quote tokens got for base tokens at a price: y·x(1−f)/(X + x(1−f)).</summary>
    public double Proceeds(double baseTokens, double price)
    {
        double root = Math.Sqrt(price);
        double given = baseTokens * (1 - FeeRatio);
        return Liquidity * root * given / ((Liquidity / root) + given);
    }
}
