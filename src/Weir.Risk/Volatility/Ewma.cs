using Weir.Risk.Horizons;
using Weir.Risk.Parametric;

namespace Weir.Risk.Volatility;

/// <summary>Exponentially weighted variance, RiskMetrics 1996: σ²ₜ = λσ²ₜ₋₁ + (1−λ)r²ₜ₋₁, mean zero, normal
/// shocks.</summary>
public static class Ewma
{
    internal const string Model = "ewma";

    /// <summary>The estimate of the step after the last return; returns oldest first.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than two returns, one not finite, all zero, λ out of
    /// range.</exception>
    public static RiskEstimate Estimate(
        ReadOnlySpan<double> returns, double confidenceRatio, EwmaOptions? options = null)
    {
        options ??= new EwmaOptions();
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        double[] variances = Variances(returns, options.DecayRatio, options.Start);
        double next = variances[^1];
        RiskEstimate step = NormalRisk.Of(0, Math.Sqrt(next), confidence) with
        {
            Model = Model,
            Observations = returns.Length,
            Figures = [new("nextVariance", next), new("nextDeviation", Math.Sqrt(next))],
            Conventions =
            [
                new("decay", FormattableString.Invariant($"λ = {options.DecayRatio}")),
                new("firstVariance", Name(options.Start)),
                new("mean", "zero"),
                new("innovations", "normal"),
            ],
        };
        VarianceRecursion recursion = VarianceRecursion.Averages([next], [1], [options.DecayRatio]);
        return ConditionalPaths.Extend(
            step, confidence, options.Horizon, new MeanPath(0), ShockSource.Normal, recursion);
    }

    /// <summary>σ² of every observation, and last that of the next step.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than two returns, one not finite, all zero, λ out of
    /// range.</exception>
    public static double[] Variances(
        ReadOnlySpan<double> returns, double decayRatio, EwmaStart start = EwmaStart.Backcast)
    {
        double[] variances = new double[returns.Length + 1];
        Fill(returns, decayRatio, start, variances);
        return variances;
    }

    /// <summary>Fills one variance more than there are returns.</summary>
    internal static void Fill(ReadOnlySpan<double> returns, double decayRatio, EwmaStart start, Span<double> variances)
    {
        Check.Series(Model, returns, 2);
        _ = Check.Inside(Model, nameof(decayRatio), decayRatio, 0, 1);
        variances[0] = First(returns, start);
        for (int i = 0; i < returns.Length; i++)
        {
            variances[i + 1] = (decayRatio * variances[i]) + ((1 - decayRatio) * returns[i] * returns[i]);
        }

        if (!(variances[^1] > 0))
        {
            throw Refusal.Constant(Model, returns.Length);
        }
    }

    internal static double First(ReadOnlySpan<double> returns, EwmaStart start)
    {
        if (start == EwmaStart.FirstSquare)
        {
            return returns[0] * returns[0];
        }

        int count = start == EwmaStart.Backcast ? Math.Min(75, returns.Length) : returns.Length;
        double factor = start == EwmaStart.Backcast ? 0.94 : 1;
        return RiskMetrics2006.Weighted(returns, factor, count);
    }

    internal static string Name(EwmaStart start) => start switch
    {
        EwmaStart.FirstSquare => "first squared return",
        EwmaStart.MeanSquare => "mean of all squared returns",
        _ => "backcast: first 75 squares weighted 0.94^i (arch's)",
    };
}
