using Weir.Risk.Numerics;
using Weir.Risk.Parametric;

namespace Weir.Risk.Portfolios;

/// <summary>Portfolio risk of jointly normal or t returns from mean and covariance (delta-normal; Garman
/// 1996).</summary>
public static class EllipticalPortfolio
{
    /// <summary>The risk of these weights.</summary>
    /// <param name="weights">Weights or amounts of money, a short position below zero.</param>
    /// <param name="means">Mean return of each asset.</param>
    /// <param name="covariance">Covariance, positive semidefinite.</param>
    /// <param name="confidenceRatio">Confidence, between 0 and 1.</param>
    /// <param name="degreesOfFreedom">ν above 2 of a joint t at this covariance; null for normal.</param>
    /// <exception cref="Core.Errors.ModelInputException">Lengths that differ, a portfolio without variance, ν of 2 or
    /// less.</exception>
    public static PortfolioRisk Estimate(
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> means,
        CovarianceEstimate covariance,
        double confidenceRatio,
        double? degreesOfFreedom = null)
    {
        string model = degreesOfFreedom is null ? "portfolio-normal" : "portfolio-student-t";
        Confidence confidence = Confidence.Of(model, confidenceRatio);
        int n = covariance.Assets;
        Check.SameLength(model, "assets", n, "weights", weights.Length);
        Check.SameLength(model, "assets", n, "means", means.Length);
        Check.Finite(model, weights);
        Check.Finite(model, means);
        (double quantile, double shortfall) = Shock(model, confidence, degreesOfFreedom);
        double[] product = new double[n];
        double mean = 0;
        double variance = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                product[i] += covariance[i, j] * weights[j];
            }

            variance += weights[i] * product[i];
            mean += weights[i] * means[i];
        }

        double deviation = Math.Sqrt(variance);
        if (!(deviation > 0))
        {
            throw Refusal.Constant(model, n);
        }

        double valueAtRisk = -(mean + (deviation * quantile));
        double expectedShortfall = (deviation * shortfall) - mean;
        AssetRisk[] assets = new AssetRisk[n];
        double standaloneVar = 0;
        double standaloneShortfall = 0;
        for (int i = 0; i < n; i++)
        {
            double weight = weights[i];
            double own = Math.Abs(weight) * Math.Sqrt(covariance[i, i]);
            double marginalVar = -(means[i] + (product[i] / deviation * quantile));
            double marginalShortfall = (product[i] / deviation * shortfall) - means[i];
            double restMean = mean - (weight * means[i]);
            double restDeviation = Math.Sqrt(
                Math.Max(0, variance - (2 * weight * product[i]) + (weight * weight * covariance[i, i])));
            AssetRisk asset = new(
                weight,
                -((weight * means[i]) + (own * quantile)),
                (own * shortfall) - (weight * means[i]),
                marginalVar,
                weight * marginalVar,
                marginalShortfall,
                weight * marginalShortfall,
                valueAtRisk + restMean + (restDeviation * quantile),
                expectedShortfall - (restDeviation * shortfall) + restMean);
            assets[i] = asset;
            standaloneVar += asset.StandaloneValueAtRisk;
            standaloneShortfall += asset.StandaloneExpectedShortfall;
        }

        return new PortfolioRisk
        {
            Model = model,
            ConfidenceRatio = confidenceRatio,
            ValueAtRisk = valueAtRisk,
            ExpectedShortfall = expectedShortfall,
            Assets = assets,
            DiversificationValueAtRisk = standaloneVar - valueAtRisk,
            DiversificationExpectedShortfall = standaloneShortfall - expectedShortfall,
            Conventions =
            [
                .. covariance.Conventions,
                new("incremental", "without the asset, other weights as they are, not rescaled"),
                new("distribution", degreesOfFreedom is { } nu
                    ? FormattableString.Invariant($"joint t, ν = {nu}, at this covariance") : "joint normal"),
            ],
        };
    }

    private static (double Quantile, double Shortfall) Shock(
        string model, Confidence confidence, double? degreesOfFreedom)
    {
        if (degreesOfFreedom is not { } degrees)
        {
            double z = Gaussian.Quantile(confidence.TailRatio);
            return (z, Gaussian.Density(z) / confidence.TailRatio);
        }

        _ = Check.Inside(model, "degreesOfFreedom", degrees, 2, double.PositiveInfinity);
        double scale = Math.Sqrt((degrees - 2) / degrees);
        double t = StudentT.Quantile(confidence.TailRatio, degrees);
        return (scale * t, scale * StudentTRisk.ShortfallOfStandard(t, degrees, confidence.TailRatio));
    }
}
