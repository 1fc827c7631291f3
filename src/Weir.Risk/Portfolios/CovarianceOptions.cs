namespace Weir.Risk.Portfolios;

/// <summary>The choices of a covariance.</summary>
public sealed record CovarianceOptions
{
    public CovarianceKind Kind { get; init; }

    /// <summary>Of the sample covariance; the shrinkage estimators divide by n, as their papers do.</summary>
    public MomentDivisor Divisor { get; init; } = MomentDivisor.Sample;

    /// <summary>Take the mean as zero instead of the sample's.</summary>
    public bool ZeroMean { get; init; }

    /// <summary>λ of the exponentially weighted covariance.</summary>
    public double DecayRatio { get; init; } = 0.94;
}
