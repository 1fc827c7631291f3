using Weir.Risk.Models;

namespace Weir.Risk.Garch;

/// <summary>The rows of GARCH, GJR-GARCH and EGARCH.</summary>
internal static class GarchModel
{
    private const string LeverageModel = "gjr-garch";
    private const string ExponentialModel = "egarch";

    public static RiskModel Row { get; } = Make(GarchEstimator.Model, leverage: false);

    public static RiskModel LeverageRow { get; } = Make(LeverageModel, leverage: true);

    public static RiskModel ExponentialRow { get; } = new(ExponentialModel)
    {
        Own = ["innovations", "start", "mean"],
        Estimate = (p, returns) => GarchRisk.Estimate(returns, p.Confidence, Exponential(p), Choices.HorizonOf(p)),
        Forecasts =
        [
            Forecast(ExponentialModel, new GarchOptions { Exponential = true }),
            Forecast(
                $"{ExponentialModel}-t", new GarchOptions { Exponential = true, Innovation = Innovation.StudentT }),
        ],
        Following = p => Forecast(ExponentialModel, Exponential(p)),
    };

    private static RiskModel Make(string name, bool leverage)
    {
        GarchOptions plain = new() { Leverage = leverage };
        return new RiskModel(name)
        {
            Own = ["innovations", "start", "mean", "archOrder", "garchOrder"],
            Estimate = (p, returns) => GarchRisk.Estimate(
                returns, p.Confidence, Choices.Garch(p, leverage), Choices.HorizonOf(p)),
            Forecasts =
            [
                Forecast(name, plain),
                Forecast($"{name}-t", plain with { Innovation = Innovation.StudentT }),
                .. leverage
                    ? (ForecastModel[])[]
                    : [Forecast($"{name}-ged", plain with { Innovation = Innovation.GeneralizedError }), Forecast(
                        $"{name}-skew-t", plain with { Innovation = Innovation.SkewedStudentT })],
            ],
            Following = p => Forecast(name, Choices.Garch(p, leverage)),
        };
    }

    private static GarchOptions Exponential(Parameters p) =>
        Choices.Garch(p, leverage: false) with { Exponential = true };

    private static ForecastModel Forecast(string name, GarchOptions garch) =>
        new(name, setup => GarchForecast.Make(setup, garch, filter: false));
}
