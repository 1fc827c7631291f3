using Weir.Risk.Garch;
using Weir.Risk.Models;
using Weir.Risk.Volatility;

namespace Weir.Risk.FilteredHistorical;

/// <summary>The row of filtered historical simulation.</summary>
internal static class FilteredHistoricalModel
{
    public static RiskModel Row { get; } = new(FilteredHistoricalSimulation.Model)
    {
        Own = ["filter", "innovations", "start", "mean", "archOrder", "garchOrder", "decay", "quantileType",
            "shortfall"],
        Estimate = (p, returns) => FilteredHistoricalSimulation.Estimate(returns, p.Confidence, OptionsOf(p)),
        Forecasts = [OfGarch("fhs", new GarchOptions()), OfGarch(
            "fhs-gjr", new GarchOptions { Leverage = true }), OfAverage(EwmaStart.Backcast)],
        Following = p => Choices.Filter(p) == FilterKind.Ewma
            ? OfAverage(Choices.EwmaStartOf(p)) : OfGarch(
                FilteredHistoricalSimulation.Model, Choices.Garch(p, Choices.Filter(p) == FilterKind.GjrGarch)),
    };

    private static FilteredHistoricalOptions OptionsOf(Parameters p)
    {
        FilterKind filter = Choices.Filter(p);
        return new FilteredHistoricalOptions
        {
            Filter = filter,
            EwmaStart = filter == FilterKind.Ewma ? Choices.EwmaStartOf(p) : EwmaStart.Backcast,
            Garch = filter == FilterKind.Ewma ? null : Choices.Garch(p, filter == FilterKind.GjrGarch),
            DecayRatio = p.Number("decay", 0.94),
            Quantile = Choices.Quantile(p),
            Shortfall = Choices.Shortfall(p),
            Horizon = Choices.HorizonOf(p),
        };
    }

    private static ForecastModel OfGarch(string name, GarchOptions garch) =>
        new(name, setup => GarchForecast.Make(setup, garch, filter: true));

    private static ForecastModel OfAverage(EwmaStart start) =>
        new("fhs-ewma", setup => new VolatilityForecaster(setup, null, filter: true, start));
}
