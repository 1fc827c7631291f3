namespace Weir.Risk.Portfolios;

/// <summary>The choices of a covariance.</summary>
public sealed record CovarianceOptions
{
    public CovarianceKind Kind { get; init; }

    /// <summary>What sums of products are divided by; null for the estimator's own: n − 1 of the sample covariance, n
    /// of the shrinkage estimators, as their papers have it. With a mean of zero it is n.</summary>
    public MomentDivisor? Divisor { get; init; }

    /// <summary>Take the mean as zero instead of the sample's.</summary>
    public bool ZeroMean { get; init; }

    /// <summary>λ of the exponentially weighted covariance.</summary>
    public double DecayRatio { get; init; } = 0.94;
}
