namespace Weir.Risk.Liquidity;

/// <summary>Loss versus rebalancing (Milionis, Moallemi, Roughgarden and Zhang 2022): what arbitrage takes from a
/// position.</summary>
public static class LossVersusRebalancing
{
    /// <summary>√(2π)/|ζ(½)|, of the mean overshoot of a random walk; the paper rounds it to 1.7164.</summary>
    public const double Overshoot = 2.5066282746310002 / 1.4603545088095868;

    private const string Model = "lvr";

    /// <summary>½σ²P²|V″| a period, in quote tokens, without fees and with continuous trade.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A price not above zero, a volatility below zero.</exception>
    public static double PerPeriod(LpPosition position, double price, double volatilityPerPeriod)
    {
        Check.Prices(Model, [price]);
        double volatility = Check.NotNegative(Model, nameof(volatilityPerPeriod), volatilityPerPeriod);
        return 0.5 * volatility * volatility * position.Convexity(price);
    }

    /// <summary>The same as a share of the position's value.</summary>
    /// <inheritdoc cref="PerPeriod"/>
    public static double RatioPerPeriod(LpPosition position, double price, double volatilityPerPeriod) =>
        PerPeriod(position, price, volatilityPerPeriod) / position.Value(price);

    /// <summary>Arbitrage profit a block a unit of P²|V″|, with a fee: σ_b²/(2 + √(2π)γ/(|ζ(½)|σ_b)) (Nezlobin and
    /// Tassy 2025, arXiv 2505.05113).</summary>
    /// <exception cref="Core.Errors.ModelInputException">A volatility not above zero, a fee below zero.</exception>
    public static double ArbitragePerBlock(double volatilityPerBlock, double feeRatio, double overshoot = Overshoot)
    {
        double volatility = Check.Positive(Model, nameof(volatilityPerBlock), volatilityPerBlock);
        double fee = Check.NotNegative(Model, nameof(feeRatio), feeRatio);
        return volatility * volatility / (2 + (overshoot * fee / volatility));
    }

    /// <summary>What arbitrage takes a period with fees and blocks, in quote tokens.</summary>
    /// <param name="position">The position.</param>
    /// <param name="price">Its price.</param>
    /// <param name="volatilityPerPeriod">σ of a period.</param>
    /// <param name="feeRatio">γ, 0.003 for 30 bps.</param>
    /// <param name="blocksPerPeriod">7,200 a day at 12 seconds a block.</param>
    /// <exception cref="Core.Errors.ModelInputException">A number out of range.</exception>
    public static double WithFees(
        LpPosition position, double price, double volatilityPerPeriod, double feeRatio, double blocksPerPeriod)
    {
        Check.Prices(Model, [price]);
        double blocks = Check.Positive(Model, nameof(blocksPerPeriod), blocksPerPeriod);
        return blocks * ArbitragePerBlock(
            volatilityPerPeriod / Math.Sqrt(blocks), feeRatio) * position.Convexity(price);
    }

    /// <summary>Turnover (volume over position value) a period at which fees pay for the loss: LVR/fee.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A fee not above zero; a number out of range.</exception>
    public static double BreakevenTurnoverRatio(
        LpPosition position, double price, double volatilityPerPeriod, double feeRatio) =>
        RatioPerPeriod(position, price, volatilityPerPeriod) / Check.Positive(Model, nameof(feeRatio), feeRatio);
}
