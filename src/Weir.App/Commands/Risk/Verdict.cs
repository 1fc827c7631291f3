using Weir.App.Commands.Risk.Batch;
using Weir.Risk.Backtests;
using Weir.Risk.Portfolios;
using Weir.Risk.Rolling;

namespace Weir.App.Commands.Risk;

/// <summary>What back-tests say of a figure of <c>var</c> or <c>es</c>: its model, with its parameters, along the same series.</summary>
internal static class Verdict
{
    /// <summary>Forecasts that are judged: the last ones.</summary>
    private const int MostForecasts = 1_000;

    private const int LargestWindow = 500;
    private const int SmallestWindow = 60;
    private const int RefitSteps = 20;
    private const int Simulations = 500;

    /// <summary>Parameters that a rolling forecast follows; a figure with others stays ungraded.</summary>
    private static readonly string[] Followed =
        ["confidence", "quantileType", "shortfall", "decay", "innovations", "filter", "thresholdQuantile", "paths", "seed", "returnKind"];

    /// <summary>The report; null where the series is too short, the horizon longer than a step, or the choice one that rolling forecasts have not.</summary>
    public static BacktestReport? Of(ReturnTable assets, double[] weights, EstimateModel model, Parameters parameters, double confidence)
    {
        int window = Math.Min(LargestWindow, assets.Rows / 2);
        if (window < SmallestWindow || Forecast(model.Name, parameters) is not { } forecast
            || model.Parameters.Any(name => !Followed.Contains(name) && parameters.Has(name)))
        {
            return null;
        }

        int rows = Math.Min(assets.Rows, window + MostForecasts);
        ReturnTable judged = assets.Window(assets.Rows - rows, rows);
        ForecastSeries series = RollingForecasts.Run(judged, weights, forecast, [confidence], new RollingOptions
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
        return happened.Length < 2
            ? null
            : Backtest.Run(
                model.Name, happened, valuesAtRisk, shortfalls, confidence, NullDistribution.Normal, series.IsMade.Length - happened.Length, Simulations);
    }

    private static ForecastModel? Forecast(string model, Parameters parameters)
    {
        string innovations = parameters.Has("innovations") ? parameters.Text("innovations") : "normal";
        string filter = parameters.Has("filter") ? parameters.Text("filter") : "garch";
        return model switch
        {
            "garch" or "gjr-garch" => ForecastModels.Find(innovations == "normal" ? model : $"{model}-t"),
            "fhs" when innovations != "normal" => null,
            "fhs" => ForecastModels.Find(filter switch { "gjr-garch" => "fhs-gjr", "ewma" => "fhs-ewma", _ => "fhs" }),
            _ => ForecastModels.Find(model),
        };
    }
}
