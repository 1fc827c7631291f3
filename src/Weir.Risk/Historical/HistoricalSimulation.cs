using Weir.Risk.Horizons;

namespace Weir.Risk.Historical;

/// <summary>Value at risk and expected shortfall read off the sample itself.</summary>
public static class HistoricalSimulation
{
    internal const string Model = "historical";

    /// <summary>The estimate; returns in time order or not, none missing.</summary>
    /// <exception cref="Core.Errors.ModelInputException">No returns, one that is not finite, confidence outside (0,
    /// 1).</exception>
    public static RiskEstimate Estimate(
        ReadOnlySpan<double> returns, double confidenceRatio, HistoricalOptions? options = null)
    {
        options ??= new HistoricalOptions();
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        Check.Series(Model, returns, 1);
        double[] sorted = returns.ToArray();
        Array.Sort(sorted);
        double quantile = Quantiles.Tail(sorted, sorted.Length, confidence, options.Quantile);
        double shortfall = Quantiles.Shortfall(sorted, quantile, confidence, options.Shortfall);
        RiskEstimate step = new()
        {
            Model = Model,
            ConfidenceRatio = confidenceRatio,
            ValueAtRisk = -quantile,
            ExpectedShortfall = shortfall,
            Observations = sorted.Length,
            Conventions =
            [
                new("quantile", Name(options.Quantile)),
                new("shortfall", Name(options.Shortfall)),
            ],
            Warnings = SampleWarnings(sorted.Length, confidence),
        };
        return IndependentPaths.Extend(step, confidence, options.Horizon, u => sorted[(int)(u * sorted.Length)]);
    }

    internal static string Name(QuantileType type) => type switch
    {
        QuantileType.Type1 => "Hyndman-Fan type 1",
        QuantileType.Type6 => "Hyndman-Fan type 6",
        _ => "Hyndman-Fan type 7",
    };

    internal static string Name(ShortfallForm form) =>
        form == ShortfallForm.TailMean
            ? "mean of returns at or below the quantile" : "Rockafellar-Uryasev, worst n·α exactly";

    internal static IReadOnlyList<string> SampleWarnings(int observations, Confidence confidence)
    {
        decimal expected = confidence.TailCount(observations);
        return expected >= 5
            ? []
            : [FormattableString.Invariant(
                $"Only {expected:0.##} of {observations} observations lie in the tail: the estimate rests on next to nothing.")];
    }
}
