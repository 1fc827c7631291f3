using Weir.Risk.Horizons;

namespace Weir.Risk.Historical;

/// <summary>Historical simulation in which older returns count less (Boudoukh, Richardson and Whitelaw 1998).</summary>
public static class AgeWeighted
{
    internal const string Model = "age-weighted";

    /// <summary>The estimate; returns oldest first, weights proportional to λ^age, λ (the decay) above 0 and below 1:
    /// 0.98 and 0.99 are the paper's.</summary>
    /// <exception cref="Core.Errors.ModelInputException">No returns, one not finite, confidence or decay out of
    /// range.</exception>
    public static RiskEstimate Estimate(
        ReadOnlySpan<double> returns,
        double confidenceRatio,
        double decayRatio = 0.98,
        HorizonOptions? horizon = null)
    {
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        _ = Check.Inside(Model, nameof(decayRatio), decayRatio, 0, 1);
        Check.Series(Model, returns, 1);
        int n = returns.Length;
        double[] sorted = returns.ToArray();
        double[] weights = Weights(n, decayRatio);
        Array.Sort(sorted, weights);
        (double quantile, double shortfall) = Tail(sorted, weights, confidence.TailRatio);
        double[] cumulative = Cumulate(weights);
        double sumOfSquares = 0;
        foreach (double weight in weights)
        {
            sumOfSquares += weight * weight;
        }

        RiskEstimate step = new()
        {
            Model = Model,
            ConfidenceRatio = confidenceRatio,
            ValueAtRisk = -quantile,
            ExpectedShortfall = -shortfall,
            Observations = n,
            Figures = [new("effectiveObservations", 1 / sumOfSquares)],
            Conventions =
            [
                new("weights", FormattableString.Invariant($"λ^age, λ = {decayRatio}, scaled to one")),
                new("quantile", "the smallest return whose weights add up to α or more"),
                new("shortfall", "the worst returns up to weight α exactly, the last in part"),
            ],
            Warnings = HistoricalSimulation.SampleWarnings((int)(1 / sumOfSquares), confidence),
        };
        return IndependentPaths.Extend(step, confidence, horizon ?? HorizonOptions.OneStep, u =>
        {
            int index = Array.BinarySearch(cumulative, u);
            return sorted[Math.Min(index < 0 ? ~index : index, n - 1)];
        });
    }

    /// <summary>Weights of n returns, oldest first, adding up to one.</summary>
    internal static double[] Weights(int n, double decay)
    {
        double[] weights = new double[n];
        double weight = (1 - decay) / (1 - Math.Pow(decay, n));
        for (int i = n - 1; i >= 0; i--)
        {
            weights[i] = weight;
            weight *= decay;
        }

        return weights;
    }

    private static double[] Cumulate(double[] weights)
    {
        double[] cumulative = new double[weights.Length];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i];
            cumulative[i] = sum;
        }

        return cumulative;
    }

    internal static (double Quantile, double Shortfall) Tail(double[] sorted, double[] weights, double tailRatio)
    {
        double mass = 0;
        double sum = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (mass + weights[i] >= tailRatio * (1 - 1e-14) || i == sorted.Length - 1)
            {
                return (sorted[i], (sum + ((tailRatio - mass) * sorted[i])) / tailRatio);
            }

            mass += weights[i];
            sum += weights[i] * sorted[i];
        }

        return (sorted[^1], sorted[^1]);
    }
}
