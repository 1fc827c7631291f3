namespace Weir.Risk.Historical;

/// <summary>Sample quantiles of sorted values.</summary>
public static class Quantiles
{
    private const string Model = "quantile";

    /// <summary>The quantile of unsorted values at a probability from 0 to 1, both included.</summary>
    /// <exception cref="Core.Errors.ModelInputException">No values; one that is not finite; a probability outside 0 to
    /// 1.</exception>
    public static double Of(ReadOnlySpan<double> values, double probability, QuantileType type = QuantileType.Type7)
    {
        Check.Series(Model, values, 1);
        if (!(probability >= 0 && probability <= 1))
        {
            throw Refusal.Input(Model, nameof(probability), probability, "from 0 to 1");
        }

        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return At(sorted, sorted.Length, (decimal)probability, type);
    }

    /// <summary>The type-7 quantile of sorted values.</summary>
    internal static double OfSorted(ReadOnlySpan<double> sorted, double probability) =>
        At(sorted, sorted.Length, (decimal)probability, QuantileType.Type7);

    /// <summary>The α quantile; <paramref name="sorted"/> holds at least the lowest of <paramref name="observations"/>
    /// values.</summary>
    internal static double Tail(
        ReadOnlySpan<double> sorted, int observations, Confidence confidence, QuantileType type) =>
        At(sorted, observations, confidence.TailCount(1), type);

    /// <summary>Mean of the values at or below a quantile.</summary>
    internal static double TailMean(ReadOnlySpan<double> sorted, double quantile)
    {
        int count = CountAtOrBelow(sorted, quantile);
        double sum = 0;
        foreach (double value in sorted[..count])
        {
            sum += value;
        }

        return sum / count;
    }

    /// <summary>Expected shortfall of all values as a loss, in the form asked for.</summary>
    internal static double Shortfall(
        ReadOnlySpan<double> sorted, double quantile, Confidence confidence, ShortfallForm form) =>
        form == ShortfallForm.TailMean
            ? -TailMean(sorted, quantile) : RockafellarUryasev(sorted, sorted.Length, confidence);

    /// <summary>How many values the tail mean takes: those at or below the quantile, one at least.</summary>
    internal static int CountAtOrBelow(ReadOnlySpan<double> sorted, double quantile)
    {
        int count = 0;
        while (count < sorted.Length && sorted[count] <= quantile)
        {
            count++;
        }

        return Math.Max(1, count);
    }

    /// <summary>Expected shortfall as a loss: minus the mean of the worst n·α values, the last in part.</summary>
    internal static double RockafellarUryasev(ReadOnlySpan<double> sorted, int observations, Confidence confidence)
    {
        decimal count = confidence.TailCount(observations);
        int whole = (int)decimal.Floor(count);
        double sum = 0;
        for (int i = 0; i < whole; i++)
        {
            sum += sorted[i];
        }

        double part = (double)(count - whole);
        return part > 0 ? -(sum + (part * sorted[whole])) / (double)count : -sum / (double)count;
    }

    /// <summary>The position of a quantile: the observation below it (from 0) and the weight of the next.</summary>
    internal static (int Index, double Weight) Position(int observations, decimal probability, QuantileType type)
    {
        if (type == QuantileType.Type1)
        {
            return (Math.Max(0, (int)decimal.Ceiling(observations * probability) - 1), 0);
        }

        decimal position = type == QuantileType.Type7
            ? (observations - 1) * probability : ((observations + 1) * probability) - 1;
        position = Math.Clamp(position, 0m, observations - 1);
        int index = (int)decimal.Floor(position);
        return (index, (double)(position - index));
    }

    private static double At(ReadOnlySpan<double> sorted, int observations, decimal probability, QuantileType type)
    {
        (int index, double weight) = Position(observations, probability, type);
        return weight == 0 ? sorted[index] : sorted[index] + (weight * (sorted[index + 1] - sorted[index]));
    }
}
