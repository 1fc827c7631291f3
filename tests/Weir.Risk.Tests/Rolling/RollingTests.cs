using CsCheck;
using Weir.Risk.Historical;
using Weir.Risk.Parametric;
using Weir.Risk.Rolling;

namespace Weir.Risk.Tests.Rolling;

public sealed class RollingTests
{
    [Fact]
    public void Windows_moved_by_array_and_by_tree_are_what_each_window_gives_alone() =>
        Gen.Select(Gen.Double[-0.5, 0.5].Select(value => Math.Round(value, 2)).Array[40, 120], Gen.Int[1, 40], Gen.Int[500, 990]).Sample((returns, window, permille) =>
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
                    for (int i = 0; i < steps; i++)
                    {
                        RiskEstimate alone = HistoricalSimulation.Estimate(
                            returns.AsSpan(i, window), level, new HistoricalOptions { Quantile = type, Shortfall = form });
                        Assert.Equal(alone.ValueAtRisk, array[i], 1e-14);
                        Assert.Equal(alone.ValueAtRisk, tree[i], 1e-14);
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
        ForecastSeries series = RollingForecasts.Run(returns, ForecastModel.Normal, [0.99], new RollingOptions { WindowSteps = 250 })[0];
        for (int i = 0; i < series.IsMade.Length; i += 97)
        {
            Assert.Equal(NormalRisk.Estimate(returns.AsSpan(i, 250), 0.99).ValueAtRisk, series.ValuesAtRisk[i], 1e-13);
        }
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
