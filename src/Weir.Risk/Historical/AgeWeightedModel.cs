using Weir.Risk.Models;

namespace Weir.Risk.Historical;

/// <summary>The row of age-weighted historical simulation.</summary>
internal static class AgeWeightedModel
{
    public static RiskModel Row { get; } = new(AgeWeighted.Model)
    {
        Own = ["decay"],
        Estimate = (p, returns) => AgeWeighted.Estimate(
            returns, p.Confidence, p.Number("decay", 0.98), Choices.HorizonOf(p)),
        Forecasts = [new(AgeWeighted.Model, setup => new AgeWeightedForecaster(setup.Levels, setup.Options))],
    };
}
