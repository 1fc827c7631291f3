namespace Weir.Risk.Garch;

/// <summary>The choices of a GARCH(1,1) or GJR-GARCH(1,1) fit.</summary>
public sealed record GarchOptions
{
    /// <summary>GJR's extra reaction γ to negative shocks.</summary>
    public bool Leverage { get; init; }

    public Innovation Innovation { get; init; }

    public VarianceStart Start { get; init; }

    /// <summary>Fix the mean at zero instead of estimating it with the rest.</summary>
    public bool ZeroMean { get; init; }
}
