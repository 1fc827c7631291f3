namespace Weir.Risk.Rolling;

/// <summary>Who forecasts in a back-test.</summary>
public enum ForecastModel
{
    Historical,
    AgeWeighted,
    Normal,
    StudentT,
    CornishFisher,
    Ewma,
    RiskMetrics2006,
    Garch,
    GarchT,
    GjrGarch,
    GjrGarchT,
    FilteredHistorical,
    FilteredHistoricalGjr,
    FilteredHistoricalEwma,
    ExtremeValue,

    /// <summary>Normal marginals, Gaussian copula, simulated.</summary>
    MonteCarlo,

    /// <summary>Normal marginals, t-copula, simulated.</summary>
    MonteCarloTCopula,

    /// <summary>t marginals, t-copula, simulated.</summary>
    MonteCarloT,

    /// <summary>Jointly normal with a covariance shrunk by Ledoit and Wolf.</summary>
    PortfolioLedoitWolf,
}
