namespace Weir.Risk.Portfolios;

/// <summary>Which estimator of the covariance.</summary>
public enum CovarianceKind
{
    Sample,
    Ewma,

    /// <summary>Shrunk towards a multiple of the identity (Ledoit and Wolf 2004, "A well-conditioned estimator");
    /// scikit-learn's.</summary>
    LedoitWolf,

    /// <summary>Shrunk towards constant correlation (Ledoit and Wolf 2004, "Honey, I shrunk the sample covariance
    /// matrix").</summary>
    LedoitWolfConstantCorrelation,
}
