using Weir.Risk.Historical;
using Weir.Risk.Numerics;

namespace Weir.Risk.Rolling;

/// <summary>Historical value at risk and expected shortfall over a moving window, updated and not computed
/// anew.</summary>
public static class RollingHistorical
{
    private const string Model = "rolling-historical";

    /// <summary>Windows up to this stay in a sorted array; beyond, a tree over ranks wins.</summary>
    internal const int LargestSortedWindow = 2_000;

    /// <summary>Fills figures i from returns i … i + window − 1; both spans hold n − window + 1 values.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A window below 1 or above n, values not finite, spans of
    /// another length.</exception>
    public static void Run(
        ReadOnlySpan<double> returns,
        int window,
        double confidenceRatio,
        Span<double> valuesAtRisk,
        Span<double> shortfalls,
        QuantileType type = QuantileType.Type7,
        ShortfallForm form = ShortfallForm.TailMean)
    {
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        _ = Check.AtLeast(Model, nameof(window), window, 1);
        Check.Series(Model, returns, window);
        int steps = returns.Length - window + 1;
        Check.SameLength(Model, "windows", steps, "values at risk", valuesAtRisk.Length);
        Check.SameLength(Model, "windows", steps, "shortfalls", shortfalls.Length);
        TailRule rule = TailRule.Of(window, confidence, type, form);
        int needed = Math.Max(rule.Index + 2, rule.Whole + 1);
        if (4L * needed <= window && needed <= LargestSortedWindow)
        {
            ByTail(returns, window, rule, needed, valuesAtRisk, shortfalls);
        }
        else if (window <= LargestSortedWindow)
        {
            BySortedArray(returns, window, rule, valuesAtRisk, shortfalls);
        }
        else
        {
            ByTree(returns, window, rule, valuesAtRisk, shortfalls);
        }
    }

    /// <summary>By the lowest values alone: the quickest where the tail is at most a quarter of the window.</summary>
    internal static void ByTail(
        ReadOnlySpan<double> returns, int window, TailRule rule, int needed, Span<double> valuesAtRisk,
        Span<double> shortfalls)
    {
        TailWindow tail = new(returns[..window], needed);
        for (int i = 0; i < valuesAtRisk.Length; i++)
        {
            ReadOnlySpan<double> current = returns.Slice(i, window);
            if (i > 0)
            {
                tail.Move(returns[i - 1], returns[i + window - 1], current);
                if (!tail.IsChanged && tail.Lowest[^1] > -valuesAtRisk[i - 1])
                {
                    valuesAtRisk[i] = valuesAtRisk[i - 1];
                    shortfalls[i] = shortfalls[i - 1];
                    continue;
                }
            }

            ReadOnlySpan<double> values = tail.Lowest;
            double quantile = rule.Quantile(values);
            valuesAtRisk[i] = -quantile;
            if (rule.Form == ShortfallForm.TailMean)
            {
                int count = tail.CountAtOrBelow(quantile, current);
                int kept = Math.Min(count, values.Length);
                shortfalls[i] = -(Vectors.Sum(values[..kept]) + ((count - kept) * quantile)) / count;
            }
            else
            {
                shortfalls[i] = rule.RockafellarUryasev(values);
            }
        }
    }

    internal static void BySortedArray(
        ReadOnlySpan<double> returns, int window, TailRule rule, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        SortedWindow sorted = new(returns[..window]);
        for (int i = 0; i < valuesAtRisk.Length; i++)
        {
            if (i > 0)
            {
                sorted.Replace(returns[i - 1], returns[i + window - 1]);
            }

            ReadOnlySpan<double> values = sorted.Sorted;
            double quantile = rule.Quantile(values);
            valuesAtRisk[i] = -quantile;
            if (rule.Form == ShortfallForm.TailMean)
            {
                int count = rule.Index + 1;
                while (count < values.Length && values[count] <= quantile)
                {
                    count++;
                }

                shortfalls[i] = -Vectors.Sum(values[..count]) / count;
            }
            else
            {
                shortfalls[i] = rule.RockafellarUryasev(values);
            }
        }
    }

    internal static void ByTree(
        ReadOnlySpan<double> returns, int window, TailRule rule, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        RankTree tree = new(returns);
        for (int i = 0; i < window; i++)
        {
            tree.Add(i);
        }

        for (int i = 0; i < valuesAtRisk.Length; i++)
        {
            if (i > 0)
            {
                tree.Remove(i - 1);
                tree.Add(i + window - 1);
            }

            double quantile = tree.Select(rule.Index);
            if (rule.Weight > 0)
            {
                quantile += rule.Weight * (tree.Select(rule.Index + 1) - quantile);
            }

            valuesAtRisk[i] = -quantile;
            if (rule.Form == ShortfallForm.TailMean)
            {
                int count = tree.CountAtOrBelow(quantile);
                shortfalls[i] = -tree.SumOfLowest(count) / count;
            }
            else
            {
                double sum = tree.SumOfLowest(rule.Whole);
                shortfalls[i] = -(rule.Part > 0 ? sum + (rule.Part * tree.Select(rule.Whole)) : sum) / rule.Count;
            }
        }
    }
}
