using Weir.Risk.Garch;
using Weir.Risk.Historical;
using Weir.Risk.Horizons;
using Weir.Risk.Volatility;

namespace Weir.Risk.FilteredHistorical;

/// <summary>Historical simulation of standardised residuals at today's volatility (Barone-Adesi, Giannopoulos and
/// Vosper 1999).</summary>
public static class FilteredHistoricalSimulation
{
    internal const string Model = "fhs";

    /// <summary>The estimate of the step after the last return: −(μ + σ·Q(z)); longer horizons redraw z along
    /// paths.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than 50 returns, one not finite, a constant
    /// series.</exception>
    public static RiskEstimate Estimate(
        ReadOnlySpan<double> returns, double confidenceRatio, FilteredHistoricalOptions? options = null)
    {
        options ??= new FilteredHistoricalOptions();
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        if (options.Filter == FilterKind.Ewma)
        {
            double[] variances = Ewma.Variances(returns, options.DecayRatio, options.EwmaStart);
            double[] shocks = new double[returns.Length];
            for (int i = 0; i < shocks.Length; i++)
            {
                shocks[i] = variances[i] > 0 ? returns[i] / Math.Sqrt(variances[i]) : 0;
            }

            List<Convention> conventions = [new(
                "filter", FormattableString.Invariant($"EWMA, λ = {options.DecayRatio}, mean zero"))];
            VarianceRecursion averages = VarianceRecursion.Averages([variances[^1]], [1], [options.DecayRatio]);
            return Build(shocks, new MeanPath(0), variances[^1], averages, confidence, options, [], conventions, []);
        }

        GarchOptions garch = options.Garch ?? new GarchOptions
        {
            Leverage = options.Filter == FilterKind.GjrGarch,
            Innovation = options.Innovation,
            Start = options.Start,
            ZeroMean = options.ZeroMean,
        };
        GarchFit fit = GarchEstimator.Fit(returns, garch);
        VarianceRecursion recursion = VarianceRecursion.Of(fit);
        List<Convention> stated = [new(
            "filter", garch.Leverage ? "gjr-garch" : "garch"), .. GarchRisk.Conventions(garch)];
        return Build(
            [.. fit.StandardisedResiduals], MeanPath.Of(fit), fit.NextVariance, recursion, confidence, options,
            GarchRisk.Figures(fit), stated, fit.Warnings);
    }

    private static RiskEstimate Build(
        double[] shocks,
        MeanPath mean,
        double nextVariance,
        VarianceRecursion recursion,
        Confidence confidence,
        FilteredHistoricalOptions options,
        List<Figure> figures,
        List<Convention> conventions,
        IReadOnlyList<string> warnings)
    {
        double[] sorted = [.. shocks];
        Array.Sort(sorted);
        double quantile = Quantiles.Tail(sorted, sorted.Length, confidence, options.Quantile);
        double shortfall = Quantiles.Shortfall(sorted, quantile, confidence, options.Shortfall);
        double deviation = Math.Sqrt(nextVariance);
        double next = mean.After(mean.Last);
        if (figures.Count == 0)
        {
            figures = [new("nextVariance", nextVariance), new("nextDeviation", deviation)];
        }

        RiskEstimate step = new()
        {
            Model = Model,
            ConfidenceRatio = confidence.Ratio,
            ValueAtRisk = -(next + (deviation * quantile)),
            ExpectedShortfall = (deviation * shortfall) - next,
            Observations = shocks.Length,
            Figures = [.. figures, new("residualQuantile", quantile)],
            Conventions =
            [
                .. conventions,
                new("quantile", HistoricalSimulation.Name(options.Quantile)),
                new("shortfall", HistoricalSimulation.Name(options.Shortfall)),
                new("residuals", "(r - μ)/σ, not centred again"),
            ],
            Warnings = [.. warnings, .. HistoricalSimulation.SampleWarnings(shocks.Length, confidence)],
        };
        return ConditionalPaths.Extend(
            step, confidence, options.Horizon, mean, ShockSource.Bootstrap(shocks), recursion);
    }
}
