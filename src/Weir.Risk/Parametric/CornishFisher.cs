using Weir.Risk.Horizons;
using Weir.Risk.Numerics;

namespace Weir.Risk.Parametric;

/// <summary>Value at risk by the Cornish-Fisher expansion in skewness and kurtosis ("modified VaR", Favre and Galeano
/// 2002).</summary>
/// <remarks>The expansion is a quantile function only where it rises everywhere (Maillard 2012); elsewhere the model
/// refuses.</remarks>
public static class CornishFisher
{
    internal const string Model = "cornish-fisher";

    /// <summary>The estimate from the sample's first four moments.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Skewness and kurtosis outside the monotone domain, fewer than
    /// four returns, one not finite, a constant series.</exception>
    public static RiskEstimate Estimate(
        ReadOnlySpan<double> returns,
        double confidenceRatio,
        MomentDivisor divisor = MomentDivisor.Population,
        HorizonOptions? horizon = null)
    {
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        Check.Series(Model, returns, 4);
        Check.Varies(Model, returns);
        Moments moments = Moments.Of(returns);
        double s = moments.Skewness;
        double k = moments.ExcessKurtosis;
        if (!IsMonotone(s, k))
        {
            throw Refusal.Domain(
                Model,
                FormattableString.Invariant(
                    $"skewness {s:G6} and excess kurtosis {k:G6} lie outside Maillard's region, where the expansion rises everywhere."),
                k < 4 * s * s / 3
                    ? FormattableString.Invariant(
                        $"Take normal or historical: the tails are too light for this skewness (the kurtosis must be at least 4S²/3 = {4 * s * s / 3:G6}).")
                    : "Take student-t, evt-pot or historical: this sample is too far from normal for the expansion.");
        }

        double deviation = moments.StandardDeviation(divisor, returns.Length);
        double z = Gaussian.Quantile(confidence.TailRatio);
        double density = Gaussian.Density(z);
        RiskEstimate step = new()
        {
            Model = Model,
            ConfidenceRatio = confidenceRatio,
            ValueAtRisk = -(moments.Mean + (deviation * Expand(z, s, k))),
            ExpectedShortfall = (deviation * density / confidence.TailRatio * ShortfallBracket(z, s, k)) - moments.Mean,
            Observations = returns.Length,
            Figures =
            [
                new("mean", moments.Mean), new(
                    "standardDeviation", deviation), new("skewness", s), new("excessKurtosis", k),
            ],
            Conventions =
            [
                new("standardDeviation", NormalRisk.DivisorName(divisor)),
                new("skewnessAndKurtosis", "divisor n"),
                new("domain", "refused outside Maillard's region (2012), where the expansion rises everywhere"),
                new("shortfall", "integral of the expansion over the tail"),
            ],
        };
        double mean = moments.Mean;
        return IndependentPaths.Extend(
            step, confidence, horizon ?? HorizonOptions.OneStep, u => mean + (
                deviation * Expand(Gaussian.Quantile(u), s, k)));
    }

    /// <summary>Whether the expansion rises for every z: its derivative, a parabola in z, is nowhere below zero
    /// (Maillard 2012, whose region is S²/9 ≤ 4(K/8 − S²/6)(1 − K/8 + 5S²/36): at S = 0, K from 0 to 8; |S| at most
    /// 6(√2 − 1)).</summary>
    public static bool IsMonotone(double skewness, double excessKurtosis)
    {
        double square = skewness * skewness;
        double a = (excessKurtosis / 8) - (square / 6);
        double c = 1 - (excessKurtosis / 8) + (5 * square / 36);
        return a >= 0 && c >= 0 && square / 9 <= 4 * a * c;
    }

    /// <summary>What the normal shortfall is multiplied by: −(α/φ(z))·E[expansion | below z].</summary>
    internal static double ShortfallBracket(double z, double s, double k) =>
        1 + (z * s / 6) + (((z * z) - 1) * k / 24) - (((2 * z * z) - 1) * s * s / 36);

    internal static double Expand(double z, double s, double k) =>
        z + (((z * z) - 1) * s / 6) + (((z * z * z) - (3 * z)) * k / 24) - (((2 * z * z * z) - (5 * z)) * s * s / 36);
}
