using Weir.Risk.Liquidity;

namespace Weir.Risk.Original;

/// <summary>The original platform's impermanent loss of a constant-product position.</summary>
/// <remarks>Fault mended: it took the value relative to holding for the value relative to the start, so its lp_value
/// and loss_usd are wrong away from the entry price; both stand beside the right ones.</remarks>
public static class OriginalImpermanentLoss
{
    /// <summary>Price ratios of the original's scan.</summary>
    public static IReadOnlyList<double> DefaultRatios { get; } = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10];

    /// <summary>One price.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A price or value not above zero.</exception>
    public static OriginalIlResult Compute(double entryPrice, double price, double initialUsd = 10_000)
    {
        Check.Prices("original-il", [entryPrice, price]);
        _ = Check.Positive("original-il", nameof(initialUsd), initialUsd);
        double ratio = price / entryPrice;
        double loss = ImpermanentLoss.ConstantProduct(ratio);
        double hold = initialUsd * (1 + ratio) / 2;
        double published = initialUsd * (1 + loss);
        return new OriginalIlResult(
            ratio, price, loss * 100, initialUsd * Math.Sqrt(ratio), hold, hold * loss, published, published - hold);
    }

    /// <summary>The scan over price ratios.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A price, ratio or value not above zero.</exception>
    public static OriginalIlResult[] Scan(
        double entryPrice, double initialUsd = 10_000, IReadOnlyList<double>? ratios = null)
    {
        ratios ??= DefaultRatios;
        OriginalIlResult[] rows = new OriginalIlResult[ratios.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = Compute(entryPrice, entryPrice * ratios[i], initialUsd) with { PriceRatio = ratios[i] };
        }

        return rows;
    }
}
