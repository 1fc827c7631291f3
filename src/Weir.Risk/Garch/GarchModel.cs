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
        ForecastModel normal = Forecast(name, leverage, Innovation.Normal);
        ForecastModel student = Forecast($"{name}-t", leverage, Innovation.StudentT);
        return new RiskModel(name)
        {
            Own = ["innovations", "start", "mean"],
            Estimate = (p, returns) => GarchRisk.Estimate(returns, p.Confidence, Choices.Garch(p, leverage), Choices.HorizonOf(p)),
            Forecasts = [normal, student],
            Following = p => Choices.Innovations(p) == Innovation.StudentT ? student : normal,
            Unfollowed = ["start", "mean"],
        };
    }

    private static ForecastModel Forecast(string name, bool leverage, Innovation innovation) => new(
        name,
        setup => new VolatilityForecaster(
            setup.Levels, setup.Options, new GarchOptions { Leverage = leverage, Innovation = innovation, Start = setup.Options.Start }, filter: false));
}
