using Weir.Risk.Models;

namespace Weir.Risk.Historical;

/// <summary>The row of historical simulation.</summary>
internal static class HistoricalModel
{
    public static RiskModel Row { get; } = new(HistoricalSimulation.Model)
    {
        Own = ["quantileType", "shortfall"],
        Estimate = (p, returns) => HistoricalSimulation.Estimate(returns, p.Confidence, new HistoricalOptions
        {
            Quantile = Choices.Quantile(p),
            Shortfall = Choices.Shortfall(p),
            Horizon = Choices.HorizonOf(p),
        }),
        Forecasts = [new(HistoricalSimulation.Model, setup => new HistoricalForecaster(setup.Levels, setup.Options))],
    };
}
