using CsCheck;
using Weir.Risk.Historical;
using Weir.Risk.Parametric;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;
using Weir.Risk.Rolling;

namespace Weir.Risk.Tests.Rolling;

public sealed class RollingTests
{
    [Fact]
    public void Windows_moved_by_array_by_tree_and_by_tail_are_what_each_window_gives_alone() =>
        Gen.Select(
            Gen.Double[-0.5, 0.5].Select(value => Math.Round(value, 2)).Array[40, 120],
            Gen.Int[1, 40],
            Gen.Int[500, 990]).Sample((returns, window, permille) =>
        {
            double level = permille / 1000.0;
            int steps = returns.Length - window + 1;
            foreach (QuantileType type in Enum.GetValues<QuantileType>())
            {
                foreach (ShortfallForm form in Enum.GetValues<ShortfallForm>())
                {
                    TailRule rule = TailRule.Of(window, Confidence.Of("test", level), type, form);
                    double[] array = new double[steps];
                    double[] arrayShortfall = new double[steps];
                    double[] tree = new double[steps];
                    double[] treeShortfall = new double[steps];
                    RollingHistorical.BySortedArray(returns, window, rule, array, arrayShortfall);
                    RollingHistorical.ByTree(returns, window, rule, tree, treeShortfall);
                    int needed = Math.Max(rule.Index + 2, rule.Whole + 1);
                    double[] tail = [.. array];
                    double[] tailShortfall = [.. arrayShortfall];
                    if (needed <= window)
                    {
                        RollingHistorical.ByTail(returns, window, rule, needed, tail, tailShortfall);
                    }

                    for (int i = 0; i < steps; i++)
                    {
                        RiskEstimate alone = HistoricalSimulation.Estimate(
                            returns.AsSpan(i, window), level,
                            new HistoricalOptions { Quantile = type, Shortfall = form });
                        Assert.Equal(alone.ValueAtRisk, array[i], 1e-14);
                        Assert.Equal(alone.ValueAtRisk, tree[i], 1e-14);
                        Assert.Equal(alone.ValueAtRisk, tail[i], 1e-14);
                        Assert.Equal(alone.ExpectedShortfall!.Value, tailShortfall[i], 1e-13);
                        Assert.Equal(alone.ExpectedShortfall!.Value, arrayShortfall[i], 1e-13);
                        Assert.Equal(alone.ExpectedShortfall!.Value, treeShortfall[i], 1e-13);
                    }
                }
            }
        }, iter: 200);

    [Fact]
    public void Moving_moments_are_the_moments_of_the_window()
    {
        double[] returns = Figures.StudentSample(3_000, 5, 8, 0.02);
        ForecastSeries series = RollingForecasts.Run(
            returns, Figures.Forecast("normal"), [0.99], new RollingOptions { WindowSteps = 250 })[0];
        for (int i = 0; i < series.IsMade.Length; i += 97)
        {
            Assert.Equal(NormalRisk.Estimate(returns.AsSpan(i, 250), 0.99).ValueAtRisk, series.ValuesAtRisk[i], 1e-13);
        }
    }

    [Theory]
    [InlineData("historical")]
    [InlineData("age-weighted")]
    [InlineData("normal")]
    [InlineData("student-t")]
    [InlineData("cornish-fisher")]
    [InlineData("ewma")]
    [InlineData("riskmetrics-2006")]
    [InlineData("garch")]
    [InlineData("garch-t")]
    [InlineData("gjr-garch")]
    [InlineData("gjr-garch-t")]
    [InlineData("fhs")]
    [InlineData("fhs-gjr")]
    [InlineData("fhs-ewma")]
    [InlineData("evt-pot")]
    public void A_refit_of_every_model_allocates_nothing(string name)
    {
        double[] returns = Figures.StudentSample(600, 4, 5, 0.01);
        ForecastModel model = Figures.Forecast(name);
        RollingOptions options = new() { WindowSteps = 250 };
        long few = Allocated(returns.AsSpan(0, 300), model, options);
        long many = Allocated(returns, model, options);

        // 300 steps more bring 17 bytes each of results: two levels of two numbers and a flag, in arrays made once.
        Assert.InRange(many - few, 0, 300 * 2 * 18);
    }

    private static long Allocated(ReadOnlySpan<double> returns, ForecastModel model, RollingOptions options)
    {
        _ = RollingForecasts.Run(returns, model, [0.95, 0.99], options);
        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<ForecastSeries> series = RollingForecasts.Run(returns, model, [0.95, 0.99], options);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.All(series, line => Assert.DoesNotContain(false, line.IsMade));
        return allocated;
    }

    [Fact]
    public void Simulated_and_shrunk_portfolio_forecasts_are_near_the_normal_one_on_normal_returns()
    {
        ReturnTable assets = new([Figures.NormalSample(560, 31, 0, 0.01), Figures.NormalSample(560, 32, 0, 0.02),
            Figures.NormalSample(560, 33, 0, 0.015)]);
        double[] weights = [0.5, 0.2, 0.3];
        RollingOptions options = new() { WindowSteps = 500, RefitSteps = 30 };
        double[] exact = RollingForecasts.Run(
            assets, weights, Figures.Forecast("normal"), [0.99], options)[0].ValuesAtRisk;
        foreach (string model in (string[])[
            "monte-carlo", "monte-carlo-t-copula", "monte-carlo-t", "portfolio-ledoit-wolf"])
        {
            ForecastSeries series = RollingForecasts.Run(assets, weights, Figures.Forecast(model), [0.99], options)[0];
            Assert.All(series.IsMade, Assert.True);
            Assert.InRange(series.ValuesAtRisk[0] / exact[0], 0.9, 1.1);
            Assert.InRange(series.ValuesAtRisk[30] / exact[30], 0.9, 1.1);
            Assert.Equal(series.ValuesAtRisk[0], series.ValuesAtRisk[29]);
            Assert.NotEqual(series.ValuesAtRisk[0], series.ValuesAtRisk[30]);
        }
    }

    [Fact]
    public void A_variance_that_runs_away_is_no_forecast()
    {
        double[] returns = Weir.Risk.Returns.PriceReturns.Of(
            Figures.Column("prices/ETH-USD_hourly.csv.gz", 5, 10_081, 12_000), Weir.Risk.Returns.ReturnKind.Log);
        ForecastSeries series = RollingForecasts.Run(
            returns, Figures.Forecast("egarch"), [0.99],
            new RollingOptions { WindowSteps = 1_000, RefitSteps = 720 })[0];
        Assert.True(series.IsMade.Count(made => made) > 800);
        Assert.All(series.ValuesAtRisk, value => Assert.InRange(value, 0, 0.3));
    }

    [Fact]
    public void Nothing_is_allocated_per_step()
    {
        double[] returns = Figures.NormalSample(20_000, 3);
        double[] valuesAtRisk = new double[20_000 - 249];
        double[] shortfalls = new double[valuesAtRisk.Length];
        RollingHistorical.Run(returns, 250, 0.95, valuesAtRisk, shortfalls);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RollingHistorical.Run(returns, 250, 0.95, valuesAtRisk, shortfalls);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000);
    }
}
