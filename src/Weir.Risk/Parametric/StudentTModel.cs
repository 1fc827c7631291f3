using Weir.Risk.Models;

namespace Weir.Risk.Parametric;

/// <summary>The row of t-distributed returns.</summary>
internal static class StudentTModel
{
    public static RiskModel Row { get; } = new(StudentTRisk.Model)
    {
        Own = ["degreesOfFreedom", "divisor"],
        Estimate = (p, returns) => p.Optional("degreesOfFreedom") is { } degrees
            ? StudentTRisk.EstimateWithDegrees(
                returns, p.Confidence, degrees, Choices.Divisor(p, MomentDivisor.Sample), Choices.HorizonOf(p))
            : StudentTRisk.Estimate(returns, p.Confidence, Choices.HorizonOf(p)),
        Forecasts = [new(StudentTRisk.Model, setup => new StudentTForecaster(setup.Levels, setup.Options))],
        Unfollowed = ["degreesOfFreedom", "divisor"],
    };
}
