using Weir.Risk.Models;
using Weir.Risk.Portfolios;

namespace Weir.Risk.Rolling;

/// <summary>One-step forecasts along a series, each from the window before it.</summary>
public static class RollingForecasts
{
    private const string ModelName = "backtest";

    /// <summary>The forecasts of a portfolio rebalanced to its weights at every step, a series for each
    /// confidence.</summary>
    /// <exception cref="Core.Errors.ModelInputException">As for one series; not as many weights as assets.</exception>
    public static IReadOnlyList<ForecastSeries> Run(
        ReturnTable assets,
        ReadOnlySpan<double> weights,
        ForecastModel model,
        IReadOnlyList<double> confidenceRatios,
        RollingOptions? options = null) =>
        Run(
            assets.Portfolio(weights),
            model,
            confidenceRatios,
            options ?? new RollingOptions(),
            assets,
            weights.ToArray());

    /// <summary>The forecasts, a series for each confidence.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A series not longer than the window, a value not finite, a
    /// window too short for the model, confidence out of range.</exception>
    public static IReadOnlyList<ForecastSeries> Run(
        ReadOnlySpan<double> returns, ForecastModel model, IReadOnlyList<double> confidenceRatios,
        RollingOptions? options = null) =>
        Run(returns, model, confidenceRatios, options ?? new RollingOptions(), null, [1]);

    private static ForecastSeries[] Run(
        ReadOnlySpan<double> returns,
        ForecastModel model,
        IReadOnlyList<double> confidenceRatios,
        RollingOptions options,
        ReturnTable? assets,
        double[] weights)
    {
        Confidence[] levels = new Confidence[confidenceRatios.Count];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = Confidence.Of(ModelName, confidenceRatios[i]);
        }

        int window = Check.AtLeast(ModelName, nameof(options.WindowSteps), options.WindowSteps, 2);
        _ = Check.AtLeast(ModelName, nameof(options.RefitSteps), options.RefitSteps, 1);
        Check.Series(ModelName, returns, window + 1);
        int count = returns.Length - window;
        ForecastSeries[] series = new ForecastSeries[levels.Length];
        for (int level = 0; level < levels.Length; level++)
        {
            series[level] = new ForecastSeries
            {
                Model = model,
                ConfidenceRatio = confidenceRatios[level],
                First = window,
                ValuesAtRisk = new double[count],
                Shortfalls = new double[count],
                IsMade = new bool[count],
            };
        }

        ReturnTable? joint = model.IsJoint ? assets ?? new ReturnTable([returns.ToArray()]) : null;
        Forecaster forecaster = model.Make(new ForecastSetup(levels, options, joint, weights));
        Span<double> valuesAtRisk = stackalloc double[levels.Length];
        Span<double> shortfalls = stackalloc double[levels.Length];
        for (int i = 0; i < count; i++)
        {
            bool made = forecaster.TryForecast(returns, window + i, valuesAtRisk, shortfalls);
            for (int level = 0; made && level < levels.Length; level++)
            {
                series[level].IsMade[i] = true;
                series[level].ValuesAtRisk[i] = valuesAtRisk[level];
                series[level].Shortfalls[i] = shortfalls[level];
            }
        }

        return series;
    }
}
