using Weir.Risk.Horizons;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;
using Weir.Risk.Rolling;

namespace Weir.Risk.MonteCarlo;

/// <summary>Marginals and copula fitted to each window, and simulated.</summary>
internal sealed class MonteCarloForecaster(
    ForecastSetup setup, bool studentMarginals, bool studentCopula) : JointForecaster(setup)
{
    protected override void Fit(ReturnTable window, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        CopulaFit fit = CopulaFit.Of(window, studentMarginals, studentCopula);
        PortfolioModel simulated = new(
            Setup.Weights, fit.Marginals, [.. fit.Correlation],
            new MonteCarloOptions { CopulaDegreesOfFreedom = fit.CopulaDegreesOfFreedom });
        double[] portfolio = MonteCarloRisk.Simulate(
            simulated, Check.AtLeast(MonteCarloRisk.Model, "paths", Setup.Options.Paths, 100), Setup.Options.Seed);
        for (int level = 0; level < valuesAtRisk.Length; level++)
        {
            SimulatedTail tail = SimulatedTail.Of(portfolio, Setup.Levels[level]);
            (valuesAtRisk[level], shortfalls[level]) = (tail.ValueAtRisk, tail.ExpectedShortfall);
        }
    }
}
