using Weir.Risk.Historical;

namespace Weir.Risk.Rolling;

/// <summary>Where quantile and shortfall of a window of fixed length lie, worked out once.</summary>
internal readonly record struct TailRule(int Index, double Weight, int Whole, double Part, double Count, ShortfallForm Form)
{
    public static TailRule Of(int window, Confidence confidence, QuantileType type, ShortfallForm form)
    {
        (int index, double weight) = Quantiles.Position(window, confidence.TailCount(1), type);
        decimal count = confidence.TailCount(window);
        int whole = (int)decimal.Floor(count);
        return new TailRule(index, weight, whole, (double)(count - whole), (double)count, form);
    }
}
