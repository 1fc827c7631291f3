namespace Weir.Risk.Garch;

/// <summary>The choices of a GARCH, GJR-GARCH or EGARCH fit.</summary>
public sealed record GarchOptions
{
    /// <summary>GJR's extra reaction γ to negative shocks.</summary>
    public bool Leverage { get; init; }

    public Innovation Innovation { get; init; }

    public VarianceStart Start { get; init; }

    /// <summary>Fix the mean at zero instead of estimating it with the rest.</summary>
    public bool ZeroMean { get; init; }

    /// <summary>A first-order autoregression of the mean: rₜ = μ + φrₜ₋₁ + εₜ.</summary>
    public bool Autoregressive { get; init; }

    /// <summary>Nelson's exponential form; of order (1,1).</summary>
    public bool Exponential { get; init; }

    /// <summary>How many past shocks count: 1 or 2.</summary>
    public int ArchOrder { get; init; } = 1;

    /// <summary>How many past variances count: 1 or 2.</summary>
    public int GarchOrder { get; init; } = 1;

    /// <summary>Whether the quick likelihood of order (1,1) with normal or t shocks takes it.</summary>
    internal bool IsPlain => ArchOrder == 1 && GarchOrder == 1 && !Autoregressive && !Exponential
        && Innovation is Innovation.Normal or Innovation.StudentT;
}
