using Weir.Risk.Horizons;
using Weir.Risk.Numerics;

namespace Weir.Risk.Parametric;

/// <summary>Value at risk and expected shortfall of t-distributed returns.</summary>
public static class StudentTRisk
{
    internal const string Model = "student-t";

    /// <summary>The estimate from a maximum-likelihood fit of location, scale and ν.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than five returns, one not finite, a constant
    /// series.</exception>
    public static RiskEstimate Estimate(
        ReadOnlySpan<double> returns, double confidenceRatio, HorizonOptions? horizon = null)
    {
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        StudentTSearch search = new(returns.Length);
        StudentTFit fit = search.Fit(returns, null);
        double[] errors = search.Errors(returns, fit);
        RiskEstimate estimate = Estimate(fit, returns.Length, confidence, horizon);
        return errors.Length == 0 ? estimate : estimate with
        {
            Figures =
            [
                .. estimate.Figures, new("standardError.location", errors[0]), new("standardError.scale", errors[1]),
                new("standardError.degreesOfFreedom", errors[2]),
            ],
            Conventions = [.. estimate.Conventions, new(
                "standardErrors", "observed information in location, scale and ν")],
        };
    }

    /// <summary>The estimate from the sample's mean and standard deviation with ν given, above 2 (variance scaling
    /// √((ν−2)/ν)).</summary>
    /// <exception cref="Core.Errors.ModelInputException">ν of 2 or less, fewer than two returns, one not finite, a
    /// constant series.</exception>
    public static RiskEstimate EstimateWithDegrees(
        ReadOnlySpan<double> returns,
        double confidenceRatio,
        double degreesOfFreedom,
        MomentDivisor divisor = MomentDivisor.Sample,
        HorizonOptions? horizon = null)
    {
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        _ = Check.Inside(Model, nameof(degreesOfFreedom), degreesOfFreedom, 2, double.PositiveInfinity);
        Check.Series(Model, returns, 2);
        Check.Varies(Model, returns);
        Moments moments = Moments.Of(returns);
        double scale = moments.StandardDeviation(divisor, returns.Length) * Math.Sqrt(
            (degreesOfFreedom - 2) / degreesOfFreedom);
        return Build(moments.Mean, scale, degreesOfFreedom, returns.Length, confidence, horizon) with
        {
            Conventions = [new(
                "fit", $"mean and deviation of the sample ({NormalRisk.DivisorName(divisor)}), ν given")],
        };
    }

    internal static RiskEstimate Estimate(
        StudentTFit fit, int observations, Confidence confidence, HorizonOptions? horizon)
    {
        RiskEstimate estimate = Build(fit.Location, fit.Scale, fit.DegreesOfFreedom, observations, confidence, horizon);
        return estimate with
        {
            Figures = [.. estimate.Figures, new("logLikelihood", fit.LogLikelihood)],
            Conventions = [new("fit", "maximum likelihood of location, scale and ν"), .. estimate.Conventions],
            Warnings = fit.IsNormalLimit
                ? [.. estimate.Warnings,
                    "ν reached its bound of 10,000: the sample has no heavier tails than a normal one."]
                : estimate.Warnings,
        };
    }

    private static RiskEstimate Build(
        double location, double scale, double degrees, int observations, Confidence confidence, HorizonOptions? horizon)
    {
        double t = StudentT.Quantile(confidence.TailRatio, degrees);
        bool hasMean = degrees > 1;
        RiskEstimate step = new()
        {
            Model = Model,
            ConfidenceRatio = confidence.Ratio,
            ValueAtRisk = -(location + (scale * t)),
            ExpectedShortfall = hasMean
                ? (scale * ShortfallOfStandard(t, degrees, confidence.TailRatio)) - location : null,
            Observations = observations,
            Figures = [new("location", location), new("scale", scale), new("degreesOfFreedom", degrees)],
            Conventions = [new("parameters", "location and scale; the deviation is scale·√(ν/(ν−2))")],
            Warnings = hasMean ? [] : ["No expected shortfall: with ν of 1 or less the tail has no mean."],
        };
        return IndependentPaths.Extend(
            step, confidence, horizon ?? HorizonOptions.OneStep, u => location + (
                scale * StudentT.Quantile(u, degrees)));
    }

    /// <summary>Expected shortfall of the standard t as a loss: f(t)/α·(ν + t²)/(ν − 1).</summary>
    internal static double ShortfallOfStandard(double t, double degrees, double tailRatio) =>
        StudentT.Density(t, degrees) / tailRatio * (degrees + (t * t)) / (degrees - 1);
}
