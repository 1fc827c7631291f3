using Weir.Risk.Numerics;

namespace Weir.Risk.Backtests;

/// <summary>The Basel Committee's traffic light (1996): how unlikely were so many exceedances, had the forecasts been
/// right?</summary>
public static class TrafficLight
{
    private static readonly double[] PlusFactors = [0, 0, 0, 0, 0, 0.40, 0.50, 0.65, 0.75, 0.85, 1.00];

    /// <summary>Green up to 95 % of the cumulative probability, yellow up to 99.99 %, red beyond; no colour where not
    /// even one exceedance is expected (n·α below 1): fewer forecasts cannot tell a good model from a bad
    /// one.</summary>
    /// <exception cref="Core.Errors.ModelInputException">No observations, more exceedances than observations, bad
    /// confidence.</exception>
    public static TrafficLightVerdict Of(int exceedances, int observations, double confidenceRatio)
    {
        const string Test = "traffic-light";
        Confidence confidence = Confidence.Of(Test, confidenceRatio);
        _ = Check.AtLeast(Test, nameof(observations), observations, 1);
        if (exceedances < 0 || exceedances > observations)
        {
            throw Refusal.Input(
                Test, nameof(exceedances), exceedances, FormattableString.Invariant($"from 0 to {observations}"));
        }

        double cumulative = Tails.BinomialCdf(exceedances, observations, confidence.TailRatio);
        TrafficLightZone? zone = confidence.TailCount(observations) < 1 ? null
            : cumulative <= 0.95 ? TrafficLightZone.Green
            : cumulative <= 0.9999 ? TrafficLightZone.Yellow : TrafficLightZone.Red;
        bool regulatory = observations == 250 && confidenceRatio == 0.99;
        return new TrafficLightVerdict(
            zone, exceedances, observations, cumulative, regulatory ? PlusFactors[Math.Min(exceedances, 10)] : null)
        {
            Reason = zone is null
                ? FormattableString.Invariant(
                    $"{observations} forecasts are too few for a light: {confidence.TailCount(observations):0.##} exceedances are expected, one is needed.")
                : null,
        };
    }
}
