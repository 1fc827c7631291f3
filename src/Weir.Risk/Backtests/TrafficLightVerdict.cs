namespace Weir.Risk.Backtests;

/// <summary>A traffic light.</summary>
/// <param name="Zone">The colour; null where there are too few forecasts for one.</param>
/// <param name="Exceedances">How many losses were above their forecast.</param>
/// <param name="Observations">Of how many.</param>
/// <param name="CumulativeProbability">P(as many or fewer), were the forecasts right.</param>
/// <param name="PlusFactor">What Basel adds to the multiplier 3; it is set for 250 days at 99 % alone, null
/// elsewhere.</param>
public sealed record TrafficLightVerdict(
    TrafficLightZone? Zone, int Exceedances, int Observations, double CumulativeProbability, double? PlusFactor)
{
    /// <summary>Why there is no colour; null where there is one.</summary>
    public string? Reason { get; init; }
}
