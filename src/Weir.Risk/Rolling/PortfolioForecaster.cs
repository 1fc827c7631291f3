using Weir.Core.Errors;
using Weir.Risk.Horizons;
using Weir.Risk.MonteCarlo;
using Weir.Risk.Numerics;
using Weir.Risk.Portfolios;

namespace Weir.Risk.Rolling;

/// <summary>Forecasts from the assets' joint returns, fitted to each window; between refits they stand.</summary>
internal sealed class PortfolioForecaster(
    Confidence[] levels, RollingOptions options, ForecastModel model, ReturnTable assets, double[] weights) : Forecaster
{
    private readonly double[] _valuesAtRisk = new double[levels.Length];
    private readonly double[] _shortfalls = new double[levels.Length];
    private bool _isFitted;
    private int _age;

    public override bool TryForecast(ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        if (!_isFitted || ++_age >= options.RefitSteps)
        {
            try
            {
                Fit(assets.Window(next - options.WindowSteps, options.WindowSteps));
                _isFitted = true;
                _age = 0;
            }
            catch (ModelInputException)
            {
                // The window is one the model does not take: the step counts as refused.
                return false;
            }
        }

        _valuesAtRisk.CopyTo(valuesAtRisk);
        _shortfalls.CopyTo(shortfalls);
        return true;
    }

    private void Fit(ReturnTable window)
    {
        if (model == ForecastModel.PortfolioLedoitWolf)
        {
            Shrink(window);
            return;
        }

        CopulaFit fit = CopulaFit.Of(
            window, studentMarginals: model == ForecastModel.MonteCarloT, studentCopula: model != ForecastModel.MonteCarlo);
        PortfolioModel simulated = new(
            weights, fit.Marginals, [.. fit.Correlation], new MonteCarloOptions { CopulaDegreesOfFreedom = fit.CopulaDegreesOfFreedom });
        double[] portfolio = MonteCarloRisk.Simulate(simulated, Check.AtLeast(MonteCarloRisk.Model, "paths", options.Paths, 100), options.Seed);
        for (int level = 0; level < levels.Length; level++)
        {
            SimulatedTail tail = SimulatedTail.Of(portfolio, levels[level]);
            (_valuesAtRisk[level], _shortfalls[level]) = (tail.ValueAtRisk, tail.ExpectedShortfall);
        }
    }

    private void Shrink(ReturnTable window)
    {
        CovarianceEstimate covariance = Covariance.Estimate(window, new CovarianceOptions { Kind = CovarianceKind.LedoitWolf });
        double[] means = new double[window.Assets];
        for (int i = 0; i < means.Length; i++)
        {
            means[i] = Moments.MeanOf(window.Column(i));
        }

        for (int level = 0; level < levels.Length; level++)
        {
            PortfolioRisk risk = EllipticalPortfolio.Estimate(weights, means, covariance, levels[level].Ratio);
            (_valuesAtRisk[level], _shortfalls[level]) = (risk.ValueAtRisk, risk.ExpectedShortfall);
        }
    }
}
