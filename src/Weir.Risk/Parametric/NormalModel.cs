using Weir.Risk.Models;

namespace Weir.Risk.Parametric;

/// <summary>The row of normal returns.</summary>
internal static class NormalModel
{
    public static RiskModel Row { get; } = new(NormalRisk.Model)
    {
        Own = ["divisor", "mean"],
        Estimate = (p, returns) => NormalRisk.Estimate(
            returns, p.Confidence, Choices.Divisor(
                p, MomentDivisor.Sample), Choices.ZeroMean(p, "sample"), Choices.HorizonOf(p)),
        Forecasts = [new(NormalRisk.Model, setup => new MomentForecaster(setup.Levels, setup.Options, expand: false))],
        Unfollowed = ["divisor", "mean"],
    };
}
