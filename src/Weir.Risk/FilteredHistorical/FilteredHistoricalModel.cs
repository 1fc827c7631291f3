using Weir.Risk.Garch;
using Weir.Risk.Models;

namespace Weir.Risk.FilteredHistorical;

/// <summary>The row of filtered historical simulation.</summary>
internal static class FilteredHistoricalModel
{
    private static readonly ForecastModel Plain = OfGarch("fhs", leverage: false);

    private static readonly ForecastModel Leverage = OfGarch("fhs-gjr", leverage: true);

    private static readonly ForecastModel Averaged = new(
        "fhs-ewma", setup => new VolatilityForecaster(setup.Levels, setup.Options, null, filter: true));

    public static RiskModel Row { get; } = new(FilteredHistoricalSimulation.Model)
    {
        Own = ["filter", "innovations", "start", "mean", "decay", "quantileType", "shortfall"],
        Estimate = (p, returns) => FilteredHistoricalSimulation.Estimate(returns, p.Confidence, OptionsOf(p)),
        Forecasts = [Plain, Leverage, Averaged],
        Following = p => Choices.Innovations(p) != Innovation.Normal ? null : Choices.Filter(p) switch
        {
            FilterKind.Ewma => Averaged,
            FilterKind.GjrGarch => Leverage,
            _ => Plain,
        },
        Unfollowed = ["start", "mean"],
    };

    private static FilteredHistoricalOptions OptionsOf(Parameters p)
    {
        FilterKind filter = Choices.Filter(p);
        return new FilteredHistoricalOptions
        {
            Filter = filter,
            Innovation = Choices.Innovations(p),
            Start = filter == FilterKind.Ewma ? VarianceStart.Backcast : Choices.Start(p),
            EwmaStart = filter == FilterKind.Ewma ? Choices.EwmaStartOf(p) : Volatility.EwmaStart.Backcast,
            ZeroMean = Choices.ZeroMean(p, "estimated"),
            DecayRatio = p.Number("decay", 0.94),
            Quantile = Choices.Quantile(p),
            Shortfall = Choices.Shortfall(p),
            Horizon = Choices.HorizonOf(p),
        };
    }

    private static ForecastModel OfGarch(string name, bool leverage) => new(
        name,
        setup => new VolatilityForecaster(
            setup.Levels, setup.Options, new GarchOptions { Leverage = leverage, Start = setup.Options.Start }, filter: true));
}
