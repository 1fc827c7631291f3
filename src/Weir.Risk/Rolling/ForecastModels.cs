namespace Weir.Risk.Rolling;

/// <summary>The names of the forecast models.</summary>
public static class ForecastModels
{
    private static readonly (ForecastModel Model, string Name)[] Table =
    [
        (ForecastModel.Historical, "historical"),
        (ForecastModel.AgeWeighted, "age-weighted"),
        (ForecastModel.Normal, "normal"),
        (ForecastModel.StudentT, "student-t"),
        (ForecastModel.CornishFisher, "cornish-fisher"),
        (ForecastModel.Ewma, "ewma"),
        (ForecastModel.RiskMetrics2006, "riskmetrics-2006"),
        (ForecastModel.Garch, "garch"),
        (ForecastModel.GarchT, "garch-t"),
        (ForecastModel.GjrGarch, "gjr-garch"),
        (ForecastModel.GjrGarchT, "gjr-garch-t"),
        (ForecastModel.FilteredHistorical, "fhs"),
        (ForecastModel.FilteredHistoricalGjr, "fhs-gjr"),
        (ForecastModel.FilteredHistoricalEwma, "fhs-ewma"),
        (ForecastModel.ExtremeValue, "evt-pot"),
        (ForecastModel.MonteCarlo, "monte-carlo"),
        (ForecastModel.MonteCarloTCopula, "monte-carlo-t-copula"),
        (ForecastModel.MonteCarloT, "monte-carlo-t"),
        (ForecastModel.PortfolioLedoitWolf, "portfolio-ledoit-wolf"),
    ];

    /// <summary>All of them, in the order of docs/risk.md.</summary>
    public static IReadOnlyList<ForecastModel> All { get; } = Array.ConvertAll(Table, row => row.Model);

    /// <summary>Those that say something of one series: all but the ones that differ by how assets move together.</summary>
    public static IReadOnlyList<ForecastModel> OfOneSeries { get; } = Array.FindAll(
        Array.ConvertAll(Table, row => row.Model),
        model => model is not (ForecastModel.MonteCarloTCopula or ForecastModel.PortfolioLedoitWolf));

    public static string Name(ForecastModel model) => Array.Find(Table, row => row.Model == model).Name;

    /// <summary>The model of this name, or null.</summary>
    public static ForecastModel? Find(string name)
    {
        int index = Array.FindIndex(Table, row => row.Name == name);
        return index < 0 ? null : Table[index].Model;
    }
}
