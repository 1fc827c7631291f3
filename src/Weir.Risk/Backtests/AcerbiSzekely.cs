using Weir.Core;
using Weir.Risk.Numerics;

namespace Weir.Risk.Backtests;

/// <summary>Acerbi and Szekely (2014): tests of expected shortfall. Zero is expected, below zero the risk was
/// underestimated.</summary>
public static class AcerbiSzekely
{
    private const int FewestSimulations = 100;

    /// <summary>Z1: were the losses beyond VaR as large as ES said? Undefined without an exceedance.</summary>
    /// <param name="returns">What happened.</param>
    /// <param name="valuesAtRisk">VaR forecasts, losses positive.</param>
    /// <param name="shortfalls">ES forecasts, above zero.</param>
    /// <param name="confidenceRatio">Their level.</param>
    /// <param name="truth">The distribution under which the p-value is simulated.</param>
    /// <param name="simulations">How many samples.</param>
    /// <param name="seed">Their seed.</param>
    /// <exception cref="Core.Errors.ModelInputException">Lengths that differ, ES not above zero, bad
    /// confidence.</exception>
    public static TestVerdict Z1(
        ReadOnlySpan<double> returns,
        ReadOnlySpan<double> valuesAtRisk,
        ReadOnlySpan<double> shortfalls,
        double confidenceRatio,
        NullDistribution truth,
        int simulations = 10_000,
        ulong seed = 1) =>
        Ratio("acerbi-szekely-z1", returns, valuesAtRisk, shortfalls, confidenceRatio, truth, simulations, seed, true);

    /// <summary>Z2: were there as many losses beyond VaR, and as large, as ES said?</summary>
    /// <inheritdoc cref="Z1"/>
    public static TestVerdict Z2(
        ReadOnlySpan<double> returns,
        ReadOnlySpan<double> valuesAtRisk,
        ReadOnlySpan<double> shortfalls,
        double confidenceRatio,
        NullDistribution truth,
        int simulations = 10_000,
        ulong seed = 1) =>
        Ratio("acerbi-szekely-z2", returns, valuesAtRisk, shortfalls, confidenceRatio, truth, simulations, seed, false);

    /// <summary>Z3 for location-scale forecasts: is the ES of the ranks, taken back to each forecast, what it should
    /// be?</summary>
    /// <param name="returns">What happened.</param>
    /// <param name="locations">Location of each forecast.</param>
    /// <param name="scales">Scale of each forecast, above zero.</param>
    /// <param name="confidenceRatio">Confidence of the ES.</param>
    /// <param name="truth">The standard distribution of the forecasts.</param>
    /// <param name="simulations">How many samples for the p-value.</param>
    /// <param name="seed">Their seed.</param>
    /// <exception cref="Core.Errors.ModelInputException">Lengths that differ, a scale not above zero, n·α below
    /// 1.</exception>
    public static TestVerdict Z3(
        ReadOnlySpan<double> returns,
        ReadOnlySpan<double> locations,
        ReadOnlySpan<double> scales,
        double confidenceRatio,
        NullDistribution truth,
        int simulations = 2_000,
        ulong seed = 1)
    {
        const string Test = "acerbi-szekely-z3";
        Confidence confidence = Confidence.Of(Test, confidenceRatio);
        Check.SameLength(Test, "returns", returns.Length, "locations", locations.Length);
        Check.SameLength(Test, "returns", returns.Length, "scales", scales.Length);
        Check.Series(Test, returns, 1);
        _ = Check.AtLeast(Test, nameof(simulations), simulations, FewestSimulations);
        int n = returns.Length;
        int worst = (int)decimal.Floor(confidence.TailCount(n));
        if (worst < 1)
        {
            return TestVerdict.Undefined(Test, "n·α is below 1: there is no tail to average.");
        }

        double[] standard = new double[n];
        for (int i = 0; i < n; i++)
        {
            standard[i] = (returns[i] - locations[i]) / Check.Positive(Test, "scale", scales[i]);
        }

        double expected = ExpectedTailMean(n, worst, truth);
        double[] spread = locations.ToArray();
        double[] scale = scales.ToArray();
        double statistic = Third(TailMean(standard, worst), expected, spread, scale);
        Xoshiro256 random = new(seed);
        int below = 0;
        for (int run = 0; run < simulations; run++)
        {
            for (int i = 0; i < n; i++)
            {
                standard[i] = truth.Draw(ref random);
            }

            below += Third(TailMean(standard, worst), expected, spread, scale) <= statistic ? 1 : 0;
        }

        return Verdict(Test, statistic, below, simulations, confidence, n, truth, []);
    }

    private static TestVerdict Ratio(
        string test,
        ReadOnlySpan<double> returns,
        ReadOnlySpan<double> valuesAtRisk,
        ReadOnlySpan<double> shortfalls,
        double confidenceRatio,
        NullDistribution truth,
        int simulations,
        ulong seed,
        bool conditional)
    {
        Confidence confidence = Confidence.Of(test, confidenceRatio);
        bool[] hits = Exceedances.Of(returns, valuesAtRisk);
        Check.SameLength(test, "returns", returns.Length, "shortfalls", shortfalls.Length);
        _ = Check.AtLeast(test, nameof(simulations), simulations, FewestSimulations);
        int n = returns.Length;
        int count = Exceedances.Count(hits);
        if (conditional && count == 0)
        {
            return TestVerdict.Undefined(test, "There is no exceedance, so no mean of them: Z1 is not defined.");
        }

        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double shortfall = Check.Positive(test, "expected shortfall", shortfalls[i]);
            sum += hits[i] ? returns[i] / shortfall : 0;
        }

        double expectedCount = (double)confidence.TailCount(n);
        double statistic = (sum / (conditional ? count : expectedCount)) + 1;
        (int below, double critical) = Simulate(n, confidence, truth, simulations, seed, conditional, statistic);
        return Verdict(test, statistic, below, simulations, confidence, n, truth, [new("exceedances", count), new(
            "criticalValue", critical)]);
    }

    private static (int Below, double Critical) Simulate(
        int n, Confidence confidence, NullDistribution truth, int simulations, ulong seed, bool conditional,
        double statistic)
    {
        Xoshiro256 random = new(seed);
        double quantile = truth.Quantile(confidence.TailRatio);
        double shortfall = truth.Shortfall(confidence.TailRatio);
        double expectedCount = (double)confidence.TailCount(n);
        double[] values = new double[simulations];
        int below = 0;
        for (int run = 0; run < simulations; run++)
        {
            double sum = 0;
            int count = 0;
            for (int i = 0; i < n; i++)
            {
                double x = truth.Draw(ref random);
                if (x < quantile)
                {
                    sum += x / shortfall;
                    count++;
                }
            }

            double divisor = conditional ? Math.Max(count, 1) : expectedCount;
            values[run] = count == 0 && conditional ? 0 : (sum / divisor) + 1;
            below += values[run] <= statistic ? 1 : 0;
        }

        Array.Sort(values);
        return (below, values[(int)(0.05 * simulations)]);
    }

    private static TestVerdict Verdict(
        string test, double statistic, int below, int simulations, Confidence confidence, int n, NullDistribution truth,
        IReadOnlyList<Figure> figures) =>
        new()
        {
            Test = test,
            Statistic = statistic,
            PValue = (below + 1.0) / (simulations + 1),
            Figures = figures,
            Conventions =
            [
                truth.Stated,
                new("pValue", FormattableString.Invariant(
                    $"{simulations} simulations, one-sided: small when risk was underestimated")),
            ],
            Warnings = Exceedances.SampleWarnings(n, confidence),
        };

    private static double TailMean(double[] values, int worst)
    {
        _ = Selection.Select(values, worst - 1);
        double sum = 0;
        for (int i = 0; i < worst; i++)
        {
            sum += values[i];
        }

        return -sum / worst;
    }

    private static double Third(double tailMean, double expected, double[] locations, double[] scales)
    {
        double sum = 0;
        for (int i = 0; i < scales.Length; i++)
        {
            sum += ((scales[i] * tailMean) - locations[i]) / ((scales[i] * expected) - locations[i]);
        }

        return 1 - (sum / scales.Length);
    }

    /// <summary>E of minus the mean of the k lowest of n draws: −(n/k)∫F⁻¹(p)·P(Bin(n−1, p) ≤ k−1) dp, by Simpson in p
    /// = v⁴.</summary>
    private static double ExpectedTailMean(int n, int worst, NullDistribution truth)
    {
        const int Steps = 4000;
        double sum = 0;
        for (int i = 1; i < Steps; i++)
        {
            double v = (double)i / Steps;
            double p = v * v * v * v;
            double weight = (i % 2 == 1 ? 4 : 2) * 4 * v * v * v;
            sum += weight * truth.Quantile(p) * Tails.BinomialCdf(worst - 1, n - 1, p);
        }

        return -sum / (3.0 * Steps) * n / worst;
    }
}
