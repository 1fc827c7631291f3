using Weir.Risk.Models;
using Weir.Risk.Numerics;
using Weir.Risk.Rolling;

namespace Weir.Risk.Portfolios;

/// <summary>Jointly normal assets with a shrunk covariance, fitted to each window.</summary>
internal sealed class LedoitWolfForecaster(ForecastSetup setup) : JointForecaster(setup)
{
    protected override void Fit(ReturnTable window, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        CovarianceEstimate covariance = Covariance.Estimate(
            window, new CovarianceOptions { Kind = CovarianceKind.LedoitWolf });
        double[] means = new double[window.Assets];
        for (int i = 0; i < means.Length; i++)
        {
            means[i] = Moments.MeanOf(window.Column(i));
        }

        for (int level = 0; level < valuesAtRisk.Length; level++)
        {
            PortfolioRisk risk = EllipticalPortfolio.Estimate(
                Setup.Weights, means, covariance, Setup.Levels[level].Ratio);
            (valuesAtRisk[level], shortfalls[level]) = (risk.ValueAtRisk, risk.ExpectedShortfall);
        }
    }
}
