using Weir.Risk.Models;

namespace Weir.Risk.MonteCarlo;

/// <summary>The row of simulated portfolios, seen in back-tests: normal or t marginals, a Gaussian or
/// t-copula.</summary>
internal static class MonteCarloModel
{
    public static RiskModel Row { get; } = new(MonteCarloRisk.Model)
    {
        Forecasts =
        [
            Forecast(MonteCarloRisk.Model, studentMarginals: false, studentCopula: false),
            Forecast(
                "monte-carlo-t-copula", studentMarginals: false, studentCopula: true) with { IsOfSeveralAssets = true },
            Forecast("monte-carlo-t", studentMarginals: true, studentCopula: true),
        ],
    };

    private static ForecastModel Forecast(string name, bool studentMarginals, bool studentCopula) => new(
        name, setup => new MonteCarloForecaster(setup, studentMarginals, studentCopula))
    {
        IsJoint = true,
    };
}
