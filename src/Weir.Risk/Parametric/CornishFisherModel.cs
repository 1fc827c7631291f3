using Weir.Risk.Models;

namespace Weir.Risk.Parametric;

/// <summary>The row of the Cornish-Fisher expansion.</summary>
internal static class CornishFisherModel
{
    public static RiskModel Row { get; } = new(CornishFisher.Model)
    {
        Own = ["divisor"],
        Estimate = (p, returns) => CornishFisher.Estimate(
            returns, p.Confidence, Choices.Divisor(p, MomentDivisor.Population), Choices.HorizonOf(p)),
        Forecasts = [new(
            CornishFisher.Model, setup => new MomentForecaster(setup.Levels, setup.Options, expand: true))],
        Unfollowed = ["divisor"],
    };
}
