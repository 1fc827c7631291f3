using Weir.Risk.Models;

namespace Weir.Risk.Volatility;

/// <summary>The row of the exponentially weighted variance.</summary>
internal static class EwmaModel
{
    public static RiskModel Row { get; } = new(Ewma.Model)
    {
        Own = ["decay", "start"],
        Estimate = (p, returns) => Ewma.Estimate(returns, p.Confidence, new EwmaOptions
        {
            DecayRatio = p.Number("decay", 0.94),
            Start = Choices.EwmaStartOf(p),
            Horizon = Choices.HorizonOf(p),
        }),
        Forecasts = [Forecast(EwmaStart.Backcast)],
        Following = p => Forecast(Choices.EwmaStartOf(p)),
    };

    private static ForecastModel Forecast(EwmaStart start) => new(Ewma.Model, setup =>
    {
        double decay = setup.Options.VolatilityDecayRatio;
        return new AverageForecaster(
            setup.Levels, setup.Options, first => new AverageState(
                [Ewma.Variances(first, decay, start)[^1]], [1], [decay]));
    });
}
