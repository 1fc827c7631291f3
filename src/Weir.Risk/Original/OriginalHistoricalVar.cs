using Weir.Risk.Historical;

namespace Weir.Risk.Original;

/// <summary>The original platform's historical VaR, its defaults and figures kept.</summary>
/// <remarks>Faults mended: a series of nothing but missing values is refused (it tested emptiness before dropping
/// them); α is an exact decimal. Faults kept because its figures rest on them, named here: CVaR is scaled by √days like
/// VaR, and the rolling window of 30 at 95 % rests on one or two observations. <see cref="HistoricalSimulation"/> has
/// neither.</remarks>
public static class OriginalHistoricalVar
{
    public const double DefaultPositionUsd = 1_000_000;

    private const string Model = "original-var";

    /// <summary>VaR and CVaR in dollars; NaN stands for a missing return and is dropped.</summary>
    /// <exception cref="Core.Errors.ModelInputException">No returns left, an infinite one, bad confidence or
    /// horizon.</exception>
    public static OriginalVarResult Compute(
        ReadOnlySpan<double> returns,
        double confidenceRatio = 0.95,
        int horizonDays = 1,
        bool scaleBySqrt = true,
        double positionUsd = DefaultPositionUsd)
    {
        _ = Check.AtLeast(Model, nameof(horizonDays), horizonDays, 1);
        double[] known = Known(returns);
        RiskEstimate estimate = HistoricalSimulation.Estimate(known, confidenceRatio);
        double scale = positionUsd * (scaleBySqrt && horizonDays > 1 ? Math.Sqrt(horizonDays) : 1);
        return new OriginalVarResult(
            confidenceRatio, horizonDays, estimate.ValueAtRisk * scale, estimate.ExpectedShortfall!.Value * scale,
            known.Length);
    }

    /// <summary>Rolling VaR in dollars of each day and the window before it; null until half a window is
    /// there.</summary>
    /// <exception cref="Core.Errors.ModelInputException">No returns left, an infinite one, a window below 2, bad
    /// confidence.</exception>
    public static double?[] Rolling(
        ReadOnlySpan<double> returns, int window = 30, double confidenceRatio = 0.95,
        double positionUsd = DefaultPositionUsd)
    {
        _ = Check.AtLeast(Model, nameof(window), window, 2);
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        double[] known = Known(returns);
        double?[] rolling = new double?[known.Length];
        for (int i = (window / 2) - 1; i < known.Length; i++)
        {
            int start = Math.Max(0, i - window + 1);
            double[] sorted = known[start..(i + 1)];
            Array.Sort(sorted);
            rolling[i] = -positionUsd * Quantiles.Tail(sorted, sorted.Length, confidence, QuantileType.Type7);
        }

        return rolling;
    }

    /// <summary>A position after each shock; the original's five when none are given.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A shock below −1 or not finite.</exception>
    public static OriginalStressRow[] StressTest(
        IReadOnlyList<double>? shockRatios = null, double positionUsd = DefaultPositionUsd)
    {
        shockRatios ??= Stress.StressTest.DefaultShockRatios;
        OriginalStressRow[] rows = new OriginalStressRow[shockRatios.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            Stress.StressResult result = Stress.StressTest.Shock(
                [positionUsd], new Stress.StressScenario("shock", [shockRatios[i]]));
            rows[i] = new OriginalStressRow(shockRatios[i] * 100, result.ProfitUsd, result.RemainingUsd);
        }

        return rows;
    }

    private static double[] Known(ReadOnlySpan<double> returns)
    {
        List<double> known = new(returns.Length);
        foreach (double value in returns)
        {
            if (!double.IsNaN(value))
            {
                known.Add(value);
            }
        }

        return known.Count > 0 ? [.. known] : throw Refusal.TooFew(Model, 0, 1);
    }
}
