using Weir.Risk.Garch;
using Weir.Risk.Historical;

namespace Weir.Risk.Rolling;

/// <summary>The choices of rolling forecasts.</summary>
public sealed record RollingOptions
{
    /// <summary>How many returns each forecast rests on.</summary>
    public int WindowSteps { get; init; } = 500;

    /// <summary>Fit parameters anew every so many steps; in between they stand and the volatility moves on.</summary>
    public int RefitSteps { get; init; } = 1;

    public QuantileType Quantile { get; init; }

    public ShortfallForm Shortfall { get; init; }

    /// <summary>λ of ewma and fhs-ewma.</summary>
    public double VolatilityDecayRatio { get; init; } = 0.94;

    /// <summary>λ of age-weighted.</summary>
    public double AgeDecayRatio { get; init; } = 0.98;

    /// <summary>First variance of the GARCH models; null for what the model itself names.</summary>
    public VarianceStart? Start { get; init; }

    /// <summary>Threshold quantile of evt-pot.</summary>
    public double ThresholdRatio { get; init; } = 0.9;

    /// <summary>Paths of a Monte Carlo forecast.</summary>
    public int Paths { get; init; } = 20_000;

    public ulong Seed { get; init; } = 1;

    /// <summary>A GARCH model with the first variance that these options ask for.</summary>
    internal GarchOptions Started(GarchOptions garch) => Start is { } start ? garch with { Start = start } : garch;
}
