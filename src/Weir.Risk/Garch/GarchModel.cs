using Weir.Risk.Models;

namespace Weir.Risk.Garch;

/// <summary>The rows of GARCH and GJR-GARCH.</summary>
internal static class GarchModel
{
    private const string LeverageModel = "gjr-garch";

    public static RiskModel Row { get; } = Make(GarchEstimator.Model, leverage: false);

    public static RiskModel LeverageRow { get; } = Make(LeverageModel, leverage: true);

    private static RiskModel Make(string name, bool leverage)
    {
        GarchOptions plain = new() { Leverage = leverage };
        return new RiskModel(name)
        {
            Own = ["innovations", "start", "mean"],
            Estimate = (p, returns) => GarchRisk.Estimate(returns, p.Confidence, Choices.Garch(p, leverage), Choices.HorizonOf(p)),
            Forecasts = [Forecast(name, plain), Forecast($"{name}-t", plain with { Innovation = Innovation.StudentT })],
            Following = p => Forecast(name, Choices.Garch(p, leverage)),
        };
    }

    private static ForecastModel Forecast(string name, GarchOptions garch) =>
        new(name, setup => new VolatilityForecaster(setup.Levels, setup.Options, setup.Options.Started(garch), filter: false));
}
