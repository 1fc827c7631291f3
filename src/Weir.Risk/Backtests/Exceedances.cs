namespace Weir.Risk.Backtests;

/// <summary>The days on which a loss was larger than its forecast, strictly.</summary>
public static class Exceedances
{
    private const string Model = "backtest";

    /// <summary>Whether −return &gt; value at risk, a forecast each.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Lengths that differ, no forecasts, a value not
    /// finite.</exception>
    public static bool[] Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> valuesAtRisk)
    {
        Check.SameLength(Model, "returns", returns.Length, "forecasts", valuesAtRisk.Length);
        Check.Series(Model, returns, 1);
        Check.Finite(Model, valuesAtRisk);
        bool[] hits = new bool[returns.Length];
        for (int i = 0; i < hits.Length; i++)
        {
            hits[i] = -returns[i] > valuesAtRisk[i];
        }

        return hits;
    }

    /// <summary>How many there are.</summary>
    public static int Count(ReadOnlySpan<bool> hits)
    {
        int count = 0;
        foreach (bool hit in hits)
        {
            count += hit ? 1 : 0;
        }

        return count;
    }

    internal static List<string> SampleWarnings(int observations, Confidence confidence)
    {
        decimal expected = confidence.TailCount(observations);
        return expected >= 5
            ? []
            : [FormattableString.Invariant(
                $"Only {expected:0.##} exceedances are expected in {observations} forecasts: asymptotic p-values are rough, and the test has little power.")];
    }

    /// <summary>x·ln(y), zero at x = 0 whatever y is.</summary>
    internal static double XLogY(double x, double y) => x == 0 ? 0 : x * Math.Log(y);
}
