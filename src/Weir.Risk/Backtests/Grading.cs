using Weir.Core.Errors;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;
using Weir.Risk.Rolling;

namespace Weir.Risk.Backtests;

/// <summary>What back-tests say of a figure: its model, with its parameters, along the series that the figure was made
/// from.</summary>
public static class Grading
{
    /// <summary>Forecasts that are judged: the last ones.</summary>
    private const int MostForecasts = 1_000;

    private const int LargestWindow = 500;
    private const int SmallestWindow = 60;
    private const int RefitSteps = 20;
    private const int Simulations = 500;

    /// <summary>The grade; without a report where the series is too short, the horizon longer than a step, the choice
    /// one that rolling forecasts do not follow, or no window one that the model takes. It never throws for what the
    /// series is.</summary>
    /// <param name="assets">Returns of every asset, one or more.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="model">Whose figure it is.</param>
    /// <param name="parameters">What the figure was made with, its confidence among them.</param>
    public static Grade Of(ReturnTable assets, double[] weights, RiskModel model, Parameters parameters)
    {
        int window = Math.Min(LargestWindow, assets.Rows / 2);
        if (window < SmallestWindow)
        {
            return Grade.None(FormattableString.Invariant(
                $"{assets.Rows} returns are too few: a back-test needs {2 * SmallestWindow}."));
        }

        if (model.ForecastOf(parameters) is not { } forecast)
        {
            return Grade.None("Rolling forecasts do not follow these parameters: " + string.Join(
                ", ", model.UnfollowedOf(parameters)) + ".");
        }

        try
        {
            return Judge(assets, weights, model, forecast, parameters, window);
        }
        catch (ModelInputException refusal)
        {
            return Grade.None($"The back-test refuses: {refusal.Message}");
        }
    }

    private static Grade Judge(
        ReturnTable assets, double[] weights, RiskModel model, ForecastModel forecast, Parameters parameters,
        int window)
    {

        int rows = Math.Min(assets.Rows, window + MostForecasts);
        ReturnTable judged = assets.Window(assets.Rows - rows, rows);
        ForecastSeries series =
            RollingForecasts.Run(judged, weights, forecast, [parameters.Confidence], new RollingOptions
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
        if (happened.Length < 2)
        {
            return Grade.None(FormattableString.Invariant(
                $"The model takes {happened.Length} of {series.IsMade.Length} windows of {window} returns."));
        }

        BacktestReport report = Backtest.Run(
            model.Name,
            happened,
            valuesAtRisk,
            shortfalls,
            parameters.Confidence,
            NullDistribution.Normal,
            series.IsMade.Length - happened.Length,
            Simulations);
        return new Grade(report, report.TrafficLight.Reason);
    }
}
