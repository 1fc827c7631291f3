namespace Weir.Risk.Liquidity;

/// <summary>Fees that a position earns.</summary>
public static class FeeIncome
{
    private const string Model = "fees";

    /// <summary>fee·volume·(position's liquidity over all of it), in the volume's units.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A number below zero; a pool with less liquidity than the
    /// position.</exception>
    public static double FromVolume(double volume, double feeRatio, double positionLiquidity, double poolLiquidity)
    {
        double pool = Check.Positive(Model, nameof(poolLiquidity), poolLiquidity);
        double own = Check.NotNegative(Model, nameof(positionLiquidity), positionLiquidity);
        if (own > pool)
        {
            throw Refusal.Input(
                Model, nameof(positionLiquidity), own, FormattableString.Invariant($"of at most the pool's {pool}"));
        }

        return Check.NotNegative(
            Model, nameof(feeRatio), feeRatio) * Check.NotNegative(Model, nameof(volume), volume) * own / pool;
    }

    /// <summary>Fees along a path of prices: each step's volume counts where the position trades at both of its ends,
    /// and half where it does at one.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Not one price more than volumes; a number out of
    /// range.</exception>
    public static double AlongPath(
        LpPosition position, ReadOnlySpan<double> prices, ReadOnlySpan<double> volumes, double feeRatio,
        double shareOfPoolRatio)
    {
        Check.SameLength(Model, "prices less one", prices.Length - 1, "volumes", volumes.Length);
        Check.Prices(Model, prices);
        double share = Check.NotNegative(Model, nameof(shareOfPoolRatio), shareOfPoolRatio);
        double total = 0;
        for (int i = 0; i < volumes.Length; i++)
        {
            double active = ((position.IsActive(prices[i]) ? 0.5 : 0) + (position.IsActive(prices[i + 1]) ? 0.5 : 0));
            total += active * Check.NotNegative(Model, "volume", volumes[i]);
        }

        return total * share * Check.NotNegative(Model, nameof(feeRatio), feeRatio);
    }

    /// <summary>Swap fees of Uniswap v3 from the growth of feeGrowthInside, both a unit of liquidity: L·(later −
    /// earlier).</summary>
    /// <exception cref="Core.Errors.ModelInputException">Growth that falls; liquidity below zero.</exception>
    public static double FromGrowth(double liquidity, double earlierGrowth, double laterGrowth) =>
        Check.NotNegative(Model, nameof(liquidity), liquidity) * Check.NotNegative(
            Model, "fee growth", laterGrowth - earlierGrowth);
}
