using Weir.Core;
using Weir.Risk.Numerics;

namespace Weir.Risk.Backtests;

/// <summary>McNeil and Frey (2000): do losses beyond VaR exceed their expected shortfall on average?</summary>
public static class McNeilFrey
{
    private const string Test = "mcneil-frey";

    /// <summary>One-sided test that the mean of (loss − ES)/scale over the exceedances is not above zero; p-value by
    /// bootstrap.</summary>
    /// <param name="returns">What happened.</param>
    /// <param name="valuesAtRisk">VaR forecasts.</param>
    /// <param name="shortfalls">ES forecasts.</param>
    /// <param name="scales">Forecast deviations that standardise the residuals; ES itself when empty.</param>
    /// <param name="simulations">Bootstrap samples.</param>
    /// <param name="seed">Their seed.</param>
    /// <exception cref="Core.Errors.ModelInputException">Lengths that differ, a scale not above zero.</exception>
    public static TestVerdict Of(
        ReadOnlySpan<double> returns,
        ReadOnlySpan<double> valuesAtRisk,
        ReadOnlySpan<double> shortfalls,
        ReadOnlySpan<double> scales = default,
        int simulations = 10_000,
        ulong seed = 1)
    {
        bool[] hits = Exceedances.Of(returns, valuesAtRisk);
        Check.SameLength(Test, "returns", returns.Length, "shortfalls", shortfalls.Length);
        if (scales.Length > 0)
        {
            Check.SameLength(Test, "returns", returns.Length, "scales", scales.Length);
        }

        _ = Check.AtLeast(Test, nameof(simulations), simulations, 100);
        List<double> residuals = [];
        for (int i = 0; i < hits.Length; i++)
        {
            if (hits[i])
            {
                double scale = Check.Positive(Test, "scale", scales.Length > 0 ? scales[i] : shortfalls[i]);
                residuals.Add((-returns[i] - shortfalls[i]) / scale);
            }
        }

        if (residuals.Count < 2)
        {
            return TestVerdict.Undefined(Test, "Fewer than two exceedances: their mean excess cannot be tested.");
        }

        double[] values = [.. residuals];
        double statistic = Statistic(values, 0);
        if (!double.IsFinite(statistic))
        {
            return TestVerdict.Undefined(Test, "All excesses are the same: their spread is zero.");
        }

        double mean = Moments.MeanOf(values);
        int above = Bootstrap(values, mean, statistic, simulations, seed);
        return new TestVerdict
        {
            Test = Test,
            Statistic = statistic,
            PValue = (above + 1.0) / (simulations + 1),
            Figures = [new("exceedances", values.Length), new("meanResidual", mean)],
            Conventions =
            [
                new("residuals", scales.Length > 0 ? "(loss - ES)/deviation" : "(loss - ES)/ES"),
                new("pValue", FormattableString.Invariant(
                    $"{simulations} bootstrap samples of centred residuals, one-sided")),
            ],
            Warnings = values.Length < 10 ? ["Fewer than ten exceedances: the test has little power."] : [],
        };
    }

    private static int Bootstrap(double[] values, double mean, double statistic, int simulations, ulong seed)
    {
        Xoshiro256 random = new(seed);
        double[] sample = new double[values.Length];
        int above = 0;
        for (int run = 0; run < simulations; run++)
        {
            for (int i = 0; i < sample.Length; i++)
            {
                sample[i] = values[random.NextIndex(values.Length)];
            }

            above += Statistic(sample, mean) >= statistic ? 1 : 0;
        }

        return above;
    }

    private static double Statistic(double[] values, double centre)
    {
        double mean = Moments.MeanOf(values);
        double square = 0;
        foreach (double value in values)
        {
            square += (value - mean) * (value - mean);
        }

        return (mean - centre) / Math.Sqrt(square / (values.Length - 1) / values.Length);
    }
}
