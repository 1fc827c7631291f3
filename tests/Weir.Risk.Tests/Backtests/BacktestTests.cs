using Weir.Core.Errors;
using Weir.Risk.Backtests;
using Weir.Risk.Numerics;

namespace Weir.Risk.Tests.Backtests;

public sealed class BacktestTests
{
    [Theory]
    [InlineData(0, 20_000)]
    [InlineData(20_000, 20_000)]
    [InlineData(0, 1)]
    public void The_tests_are_defined_at_no_and_at_nothing_but_exceedances(int exceedances, int observations)
    {
        TestVerdict verdict = Kupiec.ProportionOfFailures(exceedances, observations, 0.99);
        Assert.True(double.IsFinite(verdict.Statistic!.Value));
        Assert.InRange(verdict.PValue!.Value, 0, 1);
        bool[] hits = new bool[Math.Max(2, observations)];
        Array.Fill(hits, exceedances > 0);
        Assert.True(double.IsFinite(Christoffersen.ConditionalCoverage(hits, 0.99).Statistic!.Value));
        Assert.Null(DurationTest.Of(new bool[10]).PValue);
        Assert.Null(Kupiec.TimeUntilFirstFailure(new bool[10], 0.99).Statistic);
    }

    [Fact]
    public void Right_forecasts_pass_and_wrong_ones_fail()
    {
        double[] returns = Figures.StudentSample(2_000, 31, 4, 0.01);
        NullDistribution truth = new(4);
        BacktestReport right = Report(returns, truth, truth);
        BacktestReport wrong = Report(returns, NullDistribution.Normal, NullDistribution.Normal);
        Assert.Equal(TrafficLightZone.Green, right.TrafficLight.Zone);
        Assert.All(right.Tests, verdict => Assert.True(verdict.PValue > 0.01, verdict.Test));
        Assert.True(wrong["acerbi-szekely-z2"].IsRejected);
        Assert.True(wrong["acerbi-szekely-z3"].IsRejected);
        Assert.True(wrong["mcneil-frey"].IsRejected);
    }

    [Fact]
    public void The_critical_value_of_Z2_at_97_5_percent_is_near_the_papers()
    {
        double[] returns = Figures.NormalSample(250, 32);
        BacktestReport report = Backtest.Run(
            "normal", returns, Constant(250, 1.959963985), Constant(250, 2.3378), 0.975, NullDistribution.Normal, 0, 20_000);
        TestVerdict verdict = report["acerbi-szekely-z2"];
        double critical = verdict.Figures.Single(figure => figure.Name == "criticalValue").Value;
        Assert.Equal(-0.70, critical, 0.03);
    }

    [Fact]
    public void Exceedances_in_clusters_are_noticed()
    {
        bool[] hits = new bool[1_000];
        for (int i = 100; i < 1_000; i += 200)
        {
            hits.AsSpan(i, 10).Fill(true);
        }

        Assert.False(Kupiec.ProportionOfFailures(Exceedances.Count(hits), 1_000, 0.95).IsRejected);
        Assert.True(Christoffersen.Independence(hits).IsRejected);
        Assert.True(DurationTest.Of(hits).IsRejected);
        Assert.True(DurationTest.Of(hits).Figures.Single(figure => figure.Name == "shape").Value < 1);
    }

    [Fact]
    public void Forecasts_that_are_not_finite_are_refused()
    {
        ModelInputException error = Assert.Throws<ModelInputException>(() => Exceedances.Of([0.1], [double.NaN]));
        Assert.Equal(ErrorCodes.ModelNotFinite, error.Code);
    }

    private static BacktestReport Report(double[] returns, NullDistribution forecast, NullDistribution truth)
    {
        double scale = forecast.DegreesOfFreedom is null ? Math.Sqrt(Moments.Of(returns).PopulationVariance) : 0.01;
        return Backtest.Run(
            "test", returns, Constant(returns.Length, -scale * forecast.Quantile(0.01)), Constant(
                returns.Length, scale * forecast.Shortfall(0.01)), 0.99, truth, 0, 1_000);
    }

    private static double[] Constant(int count, double value) => [.. Enumerable.Repeat(value, count)];
}
