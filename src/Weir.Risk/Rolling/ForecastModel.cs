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
}
