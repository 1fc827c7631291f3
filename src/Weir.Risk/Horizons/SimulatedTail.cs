using Weir.Risk.Numerics;

namespace Weir.Risk.Horizons;

/// <summary>Value at risk and expected shortfall of simulated returns, with their standard errors.</summary>
internal readonly record struct SimulatedTail(
    double ValueAtRisk, double ExpectedShortfall, double ValueAtRiskError, double ExpectedShortfallError)
{
    /// <summary>Reorders the returns. VaR is the type-7 quantile, ES the Rockafellar-Uryasev form.</summary>
    /// <remarks>Errors: half the distance of the order statistics one binomial deviation apart; Hong and Liu 2009 for
    /// ES.</remarks>
    public static SimulatedTail Of(Span<double> returns, Confidence confidence)
    {
        int n = returns.Length;
        decimal count = confidence.TailCount(n);
        double spread = Math.Sqrt((double)count * confidence.Ratio);
        int reach = Math.Min(n, (int)((double)count + (6 * spread)) + 16);
        if (reach < n)
        {
            _ = Selection.Select(returns, reach - 1);
        }

        Span<double> tail = returns[..reach];
        tail.Sort();
        double quantile = Historical.Quantiles.Tail(tail, n, confidence, Historical.QuantileType.Type7);
        double shortfall = Historical.Quantiles.RockafellarUryasev(tail, n, confidence);
        int low = Math.Clamp((int)((double)count - spread), 0, reach - 1);
        int high = Math.Clamp((int)Math.Ceiling((double)count + spread), 0, reach - 1);
        int whole = Math.Clamp((int)count, 1, reach);
        double square = 0;
        for (int i = 0; i < whole; i++)
        {
            double gap = -tail[i] - shortfall;
            square += gap * gap;
        }

        double excess = shortfall + quantile;
        double variance = ((square / whole) + (confidence.Ratio * excess * excess)) / (double)count;
        return new SimulatedTail(-quantile, shortfall, 0.5 * (tail[high] - tail[low]), Math.Sqrt(variance));
    }
}
