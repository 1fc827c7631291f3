using Weir.Risk.Models;
using Weir.Risk.Portfolios;
using Weir.Risk.Rolling;

namespace Weir.Risk.Backtests;

/// <summary>What back-tests say of a figure: its model, with its parameters, along the series that the figure was made from.</summary>
public static class Grading
{
    /// <summary>Forecasts that are judged: the last ones.</summary>
    private const int MostForecasts = 1_000;

    private const int LargestWindow = 500;
    private const int SmallestWindow = 60;
    private const int RefitSteps = 20;
    private const int Simulations = 500;

    /// <summary>The report; null where the series is too short, the horizon longer than a step, or the choice one that rolling forecasts
    /// do not follow.</summary>
    /// <param name="assets">Returns of every asset, one or more.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="model">Whose figure it is.</param>
    /// <param name="parameters">What the figure was made with, its confidence among them.</param>
    public static BacktestReport? Of(ReturnTable assets, double[] weights, RiskModel model, Parameters parameters)
    {
        int window = Math.Min(LargestWindow, assets.Rows / 2);
        if (window < SmallestWindow || model.ForecastOf(parameters) is not { } forecast)
        {
            return null;
        }

        int rows = Math.Min(assets.Rows, window + MostForecasts);
        ReturnTable judged = assets.Window(assets.Rows - rows, rows);
        ForecastSeries series = RollingForecasts.Run(judged, weights, forecast, [parameters.Confidence], new RollingOptions
        {
            WindowSteps = window,
            RefitSteps = RefitSteps,
            Quantile = Choices.Quantile(parameters),
            Shortfall = Choices.Shortfall(parameters),
            VolatilityDecayRatio = parameters.Number("decay", 0.94),
            AgeDecayRatio = parameters.Number("decay", 0.98),
            ThresholdRatio = parameters.Number("thresholdQuantile", 0.9),
        })[0];
        (double[] happened, double[] valuesAtRisk, double[] shortfalls) = series.Made(judged.Portfolio(weights));
        return happened.Length < 2 ? null : Backtest.Run(
            model.Name,
            happened,
            valuesAtRisk,
            shortfalls,
            parameters.Confidence,
            NullDistribution.Normal,
            series.IsMade.Length - happened.Length,
            Simulations);
    }
}
