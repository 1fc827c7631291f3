using Weir.Risk.Historical;
using Weir.Risk.Numerics;

namespace Weir.Risk.Rolling;

/// <summary>Where quantile and shortfall of a window of fixed length lie, worked out once.</summary>
internal readonly record struct TailRule(
    int Index, double Weight, int Whole, double Part, double Count, ShortfallForm Form)
{
    /// <summary>The quantile of the lowest values, in order.</summary>
    public double Quantile(ReadOnlySpan<double> sorted)
    {
        double quantile = sorted[Index];
        return Weight > 0 ? quantile + (Weight * (sorted[Index + 1] - quantile)) : quantile;
    }

    /// <summary>Minus the mean of the worst n·α exactly, the last in part.</summary>
    public double RockafellarUryasev(ReadOnlySpan<double> sorted)
    {
        double sum = Vectors.Sum(sorted[..Whole]);
        return -(Part > 0 ? sum + (Part * sorted[Whole]) : sum) / Count;
    }

    public static TailRule Of(int window, Confidence confidence, QuantileType type, ShortfallForm form)
    {
        (int index, double weight) = Quantiles.Position(window, confidence.TailCount(1), type);
        decimal count = confidence.TailCount(window);
        int whole = (int)decimal.Floor(count);
        return new TailRule(index, weight, whole, (double)(count - whole), (double)count, form);
    }
}
