namespace Weir.Risk.Models;

/// <summary>Every forecast model: those of the rows of <see cref="RiskModels"/>, in their order.</summary>
public static class ForecastModels
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ForecastModel> All { get; } = [.. RiskModels.All.SelectMany(row => row.Forecasts)];

    /// <summary>Those that say something of one series: all but the ones that differ by how assets move
    /// together.</summary>
    public static IReadOnlyList<ForecastModel> OfOneSeries { get; } = [.. All.Where(model => !model.IsOfSeveralAssets)];

    /// <summary>The model of this name, or null.</summary>
    public static ForecastModel? Find(string name) => All.FirstOrDefault(model => model.Name == name);
}
