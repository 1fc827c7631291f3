using Weir.Core.Errors;
using Weir.Risk.ExtremeValue;
using Weir.Risk.FilteredHistorical;
using Weir.Risk.Garch;
using Weir.Risk.Historical;
using Weir.Risk.MonteCarlo;
using Weir.Risk.Parametric;
using Weir.Risk.Portfolios;
using Weir.Risk.Volatility;

namespace Weir.Risk.Models;

/// <summary>The one table of risk models. A new model is a folder with its row, and a line here.</summary>
public static class RiskModels
{
    /// <summary>All of them, in the order of docs/risk.md.</summary>
    public static IReadOnlyList<RiskModel> All { get; } =
    [
        HistoricalModel.Row,
        AgeWeightedModel.Row,
        NormalModel.Row,
        StudentTModel.Row,
        CornishFisherModel.Row,
        EwmaModel.Row,
        RiskMetrics2006Model.Row,
        GarchModel.Row,
        GarchModel.LeverageRow,
        GarchModel.ExponentialRow,
        FilteredHistoricalModel.Row,
        PeaksOverThresholdModel.Row,
        MonteCarloModel.Row,
        LedoitWolfModel.Row,
    ];

    /// <summary>Those that estimate the risk of one series.</summary>
    public static IReadOnlyList<RiskModel> OfOneSeries { get; } = [.. All.Where(model => model.Estimate is not null)];

    /// <summary>The model of one series that has this name.</summary>
    /// <exception cref="ConfigException">There is none.</exception>
    public static RiskModel Find(string name) => OfOneSeries.FirstOrDefault(
        model => model.Name == name) ?? throw new ConfigException(
        ErrorCodes.UnknownModel, $"there is no model '{name}'.",
        $"One of: {string.Join(", ", OfOneSeries.Select(model => model.Name))}.");
}
