namespace Weir.Risk.Volatility;

/// <summary>The constants of RiskMetrics 2006; the defaults are the technical document's.</summary>
public sealed record RiskMetrics2006Options
{
    /// <summary>τ₀, the log-decay cut-off in steps, above the longest average.</summary>
    public double LogDecaySteps { get; init; } = 1560;

    /// <summary>τ₁, the shortest average in steps.</summary>
    public double ShortestSteps { get; init; } = 4;

    /// <summary>ρ, how much longer each average is than the one before.</summary>
    public double Ratio { get; init; } = Math.Sqrt(2);

    /// <summary>The first variance of every average.</summary>
    public EwmaStart Start { get; init; }

    /// <summary>k, how many averages.</summary>
    public int Averages { get; init; } = 14;
}
