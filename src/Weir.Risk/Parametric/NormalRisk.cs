using Weir.Risk.Horizons;
using Weir.Risk.Numerics;

namespace Weir.Risk.Parametric;

/// <summary>Value at risk and expected shortfall of normal returns.</summary>
public static class NormalRisk
{
    internal const string Model = "normal";

    /// <summary>The estimate from the sample's mean and standard deviation.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than two returns, one not finite, a constant
    /// series.</exception>
    public static RiskEstimate Estimate(
        ReadOnlySpan<double> returns,
        double confidenceRatio,
        MomentDivisor divisor = MomentDivisor.Sample,
        bool zeroMean = false,
        HorizonOptions? horizon = null)
    {
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        Check.Series(Model, returns, 2);
        Check.Varies(Model, returns);
        Moments moments = Moments.Of(returns);
        double mean = zeroMean ? 0 : moments.Mean;
        double deviation = zeroMean
            ? Math.Sqrt(moments.PopulationVariance + (moments.Mean * moments.Mean))
            : moments.StandardDeviation(divisor, returns.Length);
        RiskEstimate step = Of(mean, deviation, confidence) with
        {
            Observations = returns.Length,
            Conventions =
            [
                new("mean", zeroMean ? "zero" : "sample mean"),
                new("standardDeviation", zeroMean ? "around zero, divisor n" : DivisorName(divisor)),
            ],
        };
        return IndependentPaths.Extend(
            step, confidence, horizon ?? HorizonOptions.OneStep, u => mean + (deviation * Gaussian.Quantile(u)));
    }

    internal static RiskEstimate Of(double mean, double deviation, Confidence confidence)
    {
        double z = Gaussian.Quantile(confidence.TailRatio);
        return new RiskEstimate
        {
            Model = Model,
            ConfidenceRatio = confidence.Ratio,
            ValueAtRisk = -(mean + (deviation * z)),
            ExpectedShortfall = (deviation * Gaussian.Density(z) / confidence.TailRatio) - mean,
            Observations = 0,
            Figures = [new("mean", mean), new("standardDeviation", deviation)],
        };
    }

    internal static string DivisorName(MomentDivisor divisor) =>
        divisor == MomentDivisor.Population ? "divisor n" : "divisor n - 1";
}
