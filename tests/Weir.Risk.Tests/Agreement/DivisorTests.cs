using Weir.Risk.Portfolios;
using Weir.Risk.Volatility;

namespace Weir.Risk.Tests.Agreement;

/// <summary>Divisors and starts by choice, against formulas written out plainly.</summary>
public sealed class DivisorTests
{
    private static readonly double[][] Columns = [Figures.NormalSample(60, 1, 0, 0.01),
        Figures.StudentSample(60, 2, 4, 0.02), Figures.NormalSample(60, 3, 0.001, 0.015)];

    [Theory]
    [InlineData(CovarianceKind.LedoitWolf)]
    [InlineData(CovarianceKind.LedoitWolfConstantCorrelation)]
    public void The_divisor_is_S_s_in_the_papers_formulas(CovarianceKind kind)
    {
        ReturnTable table = new(Columns);
        foreach (MomentDivisor divisor in Enum.GetValues<MomentDivisor>())
        {
            CovarianceEstimate estimate = Covariance.Estimate(
                table, new CovarianceOptions { Kind = kind, Divisor = divisor });
            (double[][] expected, double shrinkage) = Plainly(kind, divisor == MomentDivisor.Sample ? 59 : 60);
            Assert.Equal(shrinkage, estimate.ShrinkageRatio!.Value, 1e-12);
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j < 3; j++)
                {
                    Assert.Equal(expected[i][j], estimate[i, j], 1e-15);
                }
            }
        }

        Assert.Equal(
            Covariance.Estimate(table, new CovarianceOptions { Kind = kind }).Values,
            Covariance.Estimate(
                table, new CovarianceOptions { Kind = kind, Divisor = MomentDivisor.Population }).Values);
    }

    [Theory]
    [InlineData(EwmaStart.FirstSquare)]
    [InlineData(EwmaStart.MeanSquare)]
    public void RiskMetrics_starts_where_it_is_told(EwmaStart start)
    {
        double[] returns = Columns[1];
        double first = start == EwmaStart.FirstSquare
            ? returns[0] * returns[0] : returns.Average(value => value * value);
        double variance = 0;
        double weights = 0;
        for (int k = 0; k < 14; k++)
        {
            double steps = 4 * Math.Pow(Math.Sqrt(2), k);
            double decay = Math.Exp(-1 / steps);
            double average = returns.Aggregate(first, (last, value) => (decay * last) + ((1 - decay) * value * value));
            double weight = 1 - (Math.Log(steps) / Math.Log(1560));
            variance += weight * average;
            weights += weight;
        }

        RiskEstimate estimate = RiskMetrics2006.Estimate(returns, 0.99, new RiskMetrics2006Options { Start = start });
        Assert.Equal(variance / weights, estimate["nextVariance"], 1e-15);
    }

    /// <summary>Ledoit and Wolf's two estimators, a sum for every letter of the papers.</summary>
    private static (double[][] Values, double Shrinkage) Plainly(CovarianceKind kind, double divisor)
    {
        int n = Columns.Length;
        int rows = Columns[0].Length;
        double[][] x = [.. Columns.Select(column => column.Select(value => value - column.Average()).ToArray())];
        double S(int i, int j) => x[i].Zip(x[j], (a, b) => a * b).Sum() / divisor;
        double Pi(int i, int j) => x[i].Zip(x[j], (a, b) => Math.Pow((a * b) - S(i, j), 2)).Sum() / rows;
        double Theta(int i, int j) => x[i].Zip(x[j], (a, b) => ((a * a) - S(i, i)) * ((a * b) - S(i, j))).Sum() / rows;
        double meanVariance = Enumerable.Range(0, n).Average(i => S(i, i));
        (int I, int J)[] pairs = [.. Enumerable.Range(0, n).SelectMany(
            i => Enumerable.Range(0, n).Select(j => (i, j)))];
        double correlation = pairs.Where(pair => pair.I < pair.J).Average(
            pair => S(pair.I, pair.J) / Math.Sqrt(S(pair.I, pair.I) * S(pair.J, pair.J)));
        double Target(int i, int j) => kind == CovarianceKind.LedoitWolf ? (i == j ? meanVariance : 0)
            : i == j ? S(i, i) : correlation * Math.Sqrt(S(i, i) * S(j, j));
        double distance = pairs.Sum(pair => Math.Pow(S(pair.I, pair.J) - Target(pair.I, pair.J), 2));
        double noise = pairs.Sum(pair => Pi(pair.I, pair.J));
        double shared = pairs.Sum(pair => pair.I == pair.J
            ? Pi(pair.I, pair.I)
            : correlation / 2 * ((Math.Sqrt(S(pair.J, pair.J) / S(pair.I, pair.I)) * Theta(pair.I, pair.J))
                + (Math.Sqrt(S(pair.I, pair.I) / S(pair.J, pair.J)) * Theta(pair.J, pair.I))));
        double shrinkage = kind == CovarianceKind.LedoitWolf
            ? Math.Min(noise / rows, distance) / distance : Math.Clamp((noise - shared) / distance / rows, 0, 1);
        double[][] values =
            [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(
                j => (shrinkage * Target(i, j)) + ((1 - shrinkage) * S(i, j))).ToArray())];
        return (values, shrinkage);
    }
}
