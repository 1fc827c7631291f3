using Weir.Core;
using Weir.Risk.ExtremeValue;
using Weir.Risk.FilteredHistorical;
using Weir.Risk.Garch;
using Weir.Risk.Historical;
using Weir.Risk.Horizons;
using Weir.Risk.MonteCarlo;
using Weir.Risk.Numerics;
using Weir.Risk.Parametric;
using Weir.Risk.Portfolios;

namespace Weir.Risk.Tests.Agreement;

/// <summary>Two ways to one figure, each within a tolerance that is named.</summary>
public sealed class AgreementTests
{
    private const double Sampling = 0.03;
    private const double Simulation = 0.02;

    [Fact]
    public void On_normal_data_historical_normal_and_cornish_fisher_agree()
    {
        double[] returns = Figures.NormalSample(200_000, 11, 0.001, 0.02);
        double exact = -0.001 + (0.02 * 1.6448536269514722);
        Near(exact, HistoricalSimulation.Estimate(returns, 0.95).ValueAtRisk, Sampling);
        Near(exact, NormalRisk.Estimate(returns, 0.95).ValueAtRisk, Sampling);
        double[] skewed = [.. returns.Select(
            value => value + (0.02 * 0.05 * (Math.Pow((value - 0.001) / 0.02, 3) - (3 * (value - 0.001) / 0.02))))];
        Near(
            HistoricalSimulation.Estimate(skewed, 0.95).ValueAtRisk,
            CornishFisher.Estimate(skewed, 0.95).ValueAtRisk,
            Sampling);
    }

    [Fact]
    public void On_t_data_the_fit_finds_its_parameters_and_the_tail_models_agree()
    {
        double[] returns = Figures.StudentSample(100_000, 12, 4, 0.02);
        StudentTFit fit = StudentTFit.Of(returns);
        Near(4, fit.DegreesOfFreedom, 0.05);
        Near(0.02, fit.Scale, 0.01);
        double expected = StudentTRisk.Estimate(returns, 0.99).ExpectedShortfall!.Value;
        Near(expected, HistoricalSimulation.Estimate(returns, 0.99).ExpectedShortfall!.Value, 0.05);
        Near(expected, PeaksOverThreshold.Estimate(returns, 0.99).ExpectedShortfall!.Value, 0.05);
    }

    [Fact]
    public void Simulated_portfolios_agree_with_closed_forms()
    {
        double[] weights = [0.5, 0.3, 0.2];
        double[] correlation = [1, 0.5, 0.2, 0.5, 1, 0.4, 0.2, 0.4, 1];
        double[] deviations = [0.02, 0.03, 0.01];
        double[] covariance = [.. correlation.Select((value, i) => value * deviations[i / 3] * deviations[i % 3])];
        CovarianceEstimate given = new() { Assets = 3, Values = covariance, Conventions = [] };
        PortfolioRisk normal = EllipticalPortfolio.Estimate(weights, new double[3], given, 0.99);
        RiskEstimate simulated = MonteCarloRisk.Estimate(
            weights, [.. deviations.Select(value => new Marginal(0, value))], correlation, 0.99,
            new MonteCarloOptions { Paths = 400_000, Components = true });
        Near(normal.ValueAtRisk, simulated.ValueAtRisk, Simulation);
        Near(normal.ExpectedShortfall, simulated.ExpectedShortfall!.Value, Simulation);
        Near(normal.Assets[0].ComponentExpectedShortfall, simulated["componentExpectedShortfall.0"], 0.05);

        PortfolioRisk student = EllipticalPortfolio.Estimate(weights, new double[3], given, 0.99, 5);
        Marginal[] marginals = [.. deviations.Select(value => new Marginal(0, value * Math.Sqrt(3.0 / 5), 5))];
        RiskEstimate joint = MonteCarloRisk.Estimate(
            weights, marginals, correlation, 0.99,
            new MonteCarloOptions { Paths = 400_000, CopulaDegreesOfFreedom = 5 });
        Near(student.ValueAtRisk, joint.ValueAtRisk, Simulation);
        Near(student.ExpectedShortfall, joint.ExpectedShortfall!.Value, Simulation);
    }

    [Fact]
    public void The_copula_map_is_the_exact_map_to_nine_digits()
    {
        CopulaMap map = CopulaMap.Of(4, null)!;
        for (double x = 1e-6; x < 1e6; x *= 1.07)
        {
            double exact = -Numerics.Gaussian.Quantile(Numerics.StudentT.Cdf(-x, 4));
            Assert.Equal(exact, map.Map(x), 1e-9 * Math.Max(exact, 1e-6));
            Assert.Equal(-map.Map(x), map.Map(-x));
        }
    }

    [Fact]
    public void Paths_of_normal_returns_end_where_the_square_root_says()
    {
        double[] returns = Figures.NormalSample(5_000, 13, 0, 0.01);
        HorizonOptions paths = new() { Steps = 10, Kind = Returns.ReturnKind.Log };
        RiskEstimate simulated = NormalRisk.Estimate(returns, 0.99, MomentDivisor.Sample, true, paths);
        RiskEstimate scaled = NormalRisk.Estimate(
            returns, 0.99, MomentDivisor.Sample, true, paths with { Method = HorizonMethod.SquareRootOfTime });
        Near(scaled.ValueAtRisk, simulated.ValueAtRisk, Simulation);
        Assert.NotEmpty(scaled.Warnings);
    }

    [Fact]
    public void A_simulated_garch_is_found_again_and_its_gradient_is_that_of_its_value()
    {
        double[] returns = Simulate(20_000, new GarchParameters(0.0005, 2e-6, 0.05, 0.08, 0.88, null));
        GarchFit fit = GarchEstimator.Fit(returns, new GarchOptions { Leverage = true });
        Near(0.88, fit.Parameters.Beta, 0.03);
        Assert.Equal(0.05, fit.Parameters.Alpha, 0.015);
        Assert.Equal(0.08, fit.Parameters.Gamma, 0.02);
        foreach (Innovation innovation in Enum.GetValues<Innovation>())
        {
            foreach (VarianceStart start in Enum.GetValues<VarianceStart>())
            {
                GarchOptions options = new() { Leverage = true, Innovation = innovation, Start = start };
                GarchLikelihood likelihood = new(500, options);
                likelihood.Load(returns, 0.01);
                double[] point = new double[likelihood.Dimension];
                likelihood.Write(new GarchParameters(0.03, 0.02, 0.06, 0.05, 0.85, 6), point);
                double[] gradient = new double[point.Length];
                double[] unused = new double[point.Length];
                _ = likelihood.Evaluate(point, gradient);
                for (int i = 0; i < point.Length; i++)
                {
                    double[] up = [.. point];
                    double[] down = [.. point];
                    up[i] += 1e-6;
                    down[i] -= 1e-6;
                    Assert.Equal(
                        (likelihood.Evaluate(up, unused) - likelihood.Evaluate(down, unused)) / 2e-6,
                        gradient[i],
                        1e-6 * Math.Max(1, Math.Abs(gradient[i])));
                }
            }
        }

        RiskEstimate filtered = FilteredHistoricalSimulation.Estimate(
            returns, 0.95, new FilteredHistoricalOptions { Filter = FilterKind.GjrGarch });
        Near(GarchRisk.Estimate(
            returns, 0.95, new GarchOptions { Leverage = true }).ValueAtRisk, filtered.ValueAtRisk, 0.05);
    }

    private static double[] Simulate(int count, GarchParameters parameters)
    {
        Xoshiro256 random = new(21);
        double variance = parameters.UnconditionalVariance!.Value;
        double[] returns = new double[count];
        for (int i = 0; i < count; i++)
        {
            double shock = Math.Sqrt(variance) * random.NextGaussian();
            returns[i] = parameters.Mean + shock;
            variance = parameters.Next(shock, variance);
        }

        return returns;
    }

    private static void Near(double expected, double actual, double relative) =>
        Assert.Equal(expected, actual, relative * Math.Abs(expected));
}
