using Weir.Risk.Horizons;
using Weir.Risk.Parametric;

namespace Weir.Risk.Volatility;

/// <summary>RiskMetrics 2006 (Zumbach): a sum of exponential averages whose memory falls off like a
/// logarithm.</summary>
/// <remarks>τₖ = τ₁ρᵏ⁻¹, λₖ = e^(−1/τₖ), weights 1 − ln τₖ/ln τ₀ scaled to one; each average starts from its own
/// backcast, as the Python package arch has it, unless another start is asked for.</remarks>
public static class RiskMetrics2006
{
    internal const string Model = "riskmetrics-2006";

    /// <summary>The estimate of the step after the last return; returns oldest first, mean zero, normal
    /// shocks.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than two returns, one not finite, all zero, a parameter
    /// out of range.</exception>
    public static RiskEstimate Estimate(
        ReadOnlySpan<double> returns, double confidenceRatio, RiskMetrics2006Options? options = null,
        HorizonOptions? horizon = null)
    {
        options ??= new RiskMetrics2006Options();
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        AverageState state = Averages(returns, options);
        double variance = state.Variance;
        if (!(variance > 0))
        {
            throw Refusal.Constant(Model, returns.Length);
        }

        RiskEstimate step = NormalRisk.Of(0, Math.Sqrt(variance), confidence) with
        {
            Model = Model,
            Observations = returns.Length,
            Figures = [new("nextVariance", variance), new("nextDeviation", Math.Sqrt(variance))],
            Conventions =
            [
                new("averages", FormattableString.Invariant(
                    $"τ₀ = {options.LogDecaySteps}, τ₁ = {options.ShortestSteps}, ρ = {options.Ratio:G6}, {options.Averages} averages")),
                new("firstVariance",
                    options.Start == EwmaStart.Backcast ? "each average's own backcast (arch's)"
                    : Ewma.Name(options.Start)),
                new("mean", "zero"),
                new("innovations", "normal"),
            ],
        };
        VarianceRecursion recursion = VarianceRecursion.Averages(state.Next, state.Weights, state.Decays);
        return ConditionalPaths.Extend(
            step, confidence, horizon ?? HorizonOptions.OneStep, new MeanPath(0), ShockSource.Normal, recursion);
    }

    private static double First(ReadOnlySpan<double> returns, double decay, int average, EwmaStart start)
    {
        if (start != EwmaStart.Backcast)
        {
            return Ewma.First(returns, start);
        }

        int reach = (int)Math.Max(Math.Min(Math.Floor(Math.Log(0.01) / Math.Log(decay)), returns.Length), average);
        return Weighted(returns, decay, Math.Clamp(reach, 1, returns.Length));
    }

    /// <summary>Mean of the first squares with weights factor^i.</summary>
    internal static double Weighted(ReadOnlySpan<double> returns, double factor, int count)
    {
        double weight = 1;
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += weight * returns[i] * returns[i];
            weights += weight;
            weight *= factor;
        }

        return sum / weights;
    }

    internal static AverageState Averages(ReadOnlySpan<double> returns, RiskMetrics2006Options options)
    {
        Check.Series(Model, returns, 2);
        int count = Check.AtLeast(Model, nameof(options.Averages), options.Averages, 1);
        _ = Check.Positive(Model, nameof(options.ShortestSteps), options.ShortestSteps);
        _ = Check.Inside(Model, nameof(options.Ratio), options.Ratio, 1, double.PositiveInfinity);
        double longest = options.ShortestSteps * Math.Pow(options.Ratio, count - 1);
        _ = Check.Inside(
            Model, nameof(options.LogDecaySteps), options.LogDecaySteps, Math.Max(1, longest), double.PositiveInfinity);
        double[] next = new double[count];
        double[] weights = new double[count];
        double[] decays = new double[count];
        double sum = 0;
        for (int k = 0; k < count; k++)
        {
            double steps = options.ShortestSteps * Math.Pow(options.Ratio, k);
            double decay = Math.Exp(-1 / steps);
            double variance = First(returns, decay, k, options.Start);
            foreach (double value in returns)
            {
                variance = (decay * variance) + ((1 - decay) * value * value);
            }

            next[k] = variance;
            decays[k] = decay;
            weights[k] = 1 - (Math.Log(steps) / Math.Log(options.LogDecaySteps));
            sum += weights[k];
        }

        for (int k = 0; k < count; k++)
        {
            weights[k] /= sum;
        }

        return new AverageState(next, weights, decays);
    }
}
