using Weir.Risk.Models;

namespace Weir.Risk.ExtremeValue;

/// <summary>The row of peaks over threshold.</summary>
internal static class PeaksOverThresholdModel
{
    private const string Name = "evt-pot";

    public static RiskModel Row { get; } = new(Name)
    {
        Own = ["thresholdQuantile", "threshold", "information"],
        Estimate = (p, returns) => PeaksOverThreshold.Estimate(returns, p.Confidence, new PeaksOverThresholdOptions
        {
            ThresholdRatio = p.Number("thresholdQuantile", 0.9),
            Threshold = p.Optional("threshold"),
            Information = p.Choice(
                "information", InformationKind.Observed,
                    ("observed", InformationKind.Observed), ("expected", InformationKind.Expected)),
            Horizon = Choices.HorizonOf(p),
        }),
        Forecasts = [new(Name, setup => new ExtremeValueForecaster(setup.Levels, setup.Options))],
        Unfollowed = ["threshold", "information"],
    };
}
