using Weir.Core.Errors;
using Weir.Risk.Backtests;
using Weir.Risk.Historical;
using Weir.Risk.Models;
using Weir.Risk.Returns;
using Weir.Risk.Rolling;

namespace Weir.Risk.Drawdowns;

/// <summary>How far a series falls below its own peaks, and the conditional drawdown at risk (Chekhlov, Uryasev and
/// Zabarankin 2005).</summary>
public static class Drawdown
{
    private const string Model = "drawdown";
    private const int LargestWindow = 500;
    private const int SmallestWindow = 60;
    private const int Simulations = 500;

    /// <summary>The drawdown after every return, zero at a peak; the start counts as a peak.</summary>
    /// <exception cref="ModelInputException">No returns, one not finite, a simple return of −1 or less.</exception>
    public static double[] Series(ReadOnlySpan<double> returns, ReturnKind kind, DrawdownForm form)
    {
        Check.Series(Model, returns, 1);
        double[] drawdowns = new double[returns.Length];
        bool isSum = form == DrawdownForm.Cumulative;
        double level = 0;
        double peak = 0;
        for (int i = 0; i < returns.Length; i++)
        {
            if (!isSum && kind == ReturnKind.Simple)
            {
                _ = Check.Inside(Model, "return", returns[i], -1, double.PositiveInfinity);
            }

            level += isSum || kind == ReturnKind.Log ? returns[i] : double.LogP1(returns[i]);
            peak = Math.Max(peak, level);
            drawdowns[i] = isSum ? peak - level : 1 - Math.Exp(level - peak);
        }

        return drawdowns;
    }

    /// <summary>The figures of a series.</summary>
    /// <param name="returns">Oldest first.</param>
    /// <param name="confidenceRatio">Confidence of the two figures at risk.</param>
    /// <param name="kind">What a return is.</param>
    /// <param name="form">What a drawdown is measured in.</param>
    /// <exception cref="ModelInputException">As for <see cref="Series"/>; confidence out of range.</exception>
    public static DrawdownRisk Estimate(
        ReadOnlySpan<double> returns, double confidenceRatio, ReturnKind kind = ReturnKind.Simple,
        DrawdownForm form = DrawdownForm.Relative)
    {
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        double[] drawdowns = Series(returns, kind, form);
        double[] losses = Array.ConvertAll(drawdowns, value => -value);
        Array.Sort(losses);
        int trough = Array.IndexOf(drawdowns, drawdowns.Max()) + 1;
        return new DrawdownRisk
        {
            ConfidenceRatio = confidenceRatio,
            Maximum = drawdowns[trough - 1],
            MaximumAt = (PeakBefore(drawdowns, trough), trough),
            Mean = Numerics.Moments.MeanOf(drawdowns),
            DrawdownAtRisk = -Quantiles.Tail(losses, losses.Length, confidence, QuantileType.Type7) + 0.0,
            ConditionalDrawdown = Quantiles.RockafellarUryasev(losses, losses.Length, confidence) + 0.0,
            Current = drawdowns[^1],
            LongestSteps = Longest(drawdowns),
            Observations = drawdowns.Length,
            Conventions =
            [
                new("drawdown",
                    form == DrawdownForm.Relative ? "1 - W/max W, the start a peak"
                    : "max of the sum of returns less the sum, uncompounded (Chekhlov's)"),
                new("drawdownAtRisk", HistoricalSimulation.Name(QuantileType.Type7) + " of the drawdowns of all steps"),
                new("conditionalDrawdown", "mean of the worst n·α exactly, the last in part"),
            ],
            Warnings = HistoricalSimulation.SampleWarnings(drawdowns.Length, confidence),
        };
    }

    /// <summary>The grade of forecasts: each step's drawdown against the quantile of the drawdowns before it (500, or
    /// half of them). Drawdowns come in long runs, so the tests of independence reject as a rule.</summary>
    /// <inheritdoc cref="Estimate"/>
    public static Grade Grade(ReadOnlySpan<double> returns, double confidenceRatio, ReturnKind kind, DrawdownForm form)
    {
        double[] losses = Array.ConvertAll(Series(returns, kind, form), value => -value);
        int window = Math.Min(LargestWindow, losses.Length / 2);
        if (window < SmallestWindow || ForecastModels.Find(HistoricalSimulation.Model) is not { } historical)
        {
            return Backtests.Grade.None(FormattableString.Invariant(
                $"{losses.Length} returns are too few: a back-test needs {2 * SmallestWindow}."));
        }

        ForecastSeries series = RollingForecasts.Run(
            losses, historical, [confidenceRatio],
            new RollingOptions { WindowSteps = window, Shortfall = ShortfallForm.RockafellarUryasev })[0];
        BacktestReport report = Backtest.Run(
            Model, losses.AsSpan(window), series.ValuesAtRisk, series.Shortfalls, confidenceRatio,
            NullDistribution.Normal, 0, Simulations);
        return new Grade(report, report.TrafficLight.Reason);
    }

    private static int PeakBefore(double[] drawdowns, int trough)
    {
        int at = trough;
        while (at > 0 && drawdowns[at - 1] > 0)
        {
            at--;
        }

        return at;
    }

    private static int Longest(double[] drawdowns)
    {
        int longest = 0;
        int run = 0;
        foreach (double drawdown in drawdowns)
        {
            run = drawdown > 0 ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
