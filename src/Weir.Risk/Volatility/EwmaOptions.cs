using Weir.Risk.Horizons;

namespace Weir.Risk.Volatility;

/// <summary>The choices of the exponentially weighted variance.</summary>
public sealed record EwmaOptions
{
    /// <summary>λ, above 0 and below 1: RiskMetrics 1996 has 0.94 for days, 0.97 for months.</summary>
    public double DecayRatio { get; init; } = 0.94;

    public EwmaStart Start { get; init; }

    public HorizonOptions Horizon { get; init; } = HorizonOptions.OneStep;
}
