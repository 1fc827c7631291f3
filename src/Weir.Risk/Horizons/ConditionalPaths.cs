using Weir.Core;
using Weir.Risk.Numerics;

namespace Weir.Risk.Horizons;

/// <summary>Paths of returns whose variance follows their own shocks.</summary>
internal static class ConditionalPaths
{
    /// <summary>Takes a one-step estimate to the horizon.</summary>
    /// <param name="step">The one-step estimate.</param>
    /// <param name="confidence">Its level.</param>
    /// <param name="horizon">How far, and how.</param>
    /// <param name="mean">μ of every step.</param>
    /// <param name="shocks">The standardised shocks.</param>
    /// <param name="recursion">The variance's recursion, at the step after the last observation.</param>
    public static RiskEstimate Extend(
        RiskEstimate step, Confidence confidence, HorizonOptions horizon, MeanPath mean, ShockSource shocks,
        VarianceRecursion recursion)
    {
        _ = Check.AtLeast(step.Model, "horizonSteps", horizon.Steps, 1);
        if (horizon.Steps == 1)
        {
            return step;
        }

        if (horizon.Method == HorizonMethod.SquareRootOfTime)
        {
            return IndependentPaths.ByRoot(step, horizon);
        }

        _ = Check.AtLeast(step.Model, "paths", horizon.Paths, 100);
        Xoshiro256 random = new(horizon.Seed);
        double[] totals = new double[horizon.Paths];
        double[] state = new double[recursion.Start.Length];
        for (int path = 0; path < totals.Length; path++)
        {
            recursion.Start.CopyTo(state, 0);
            double total = 0;
            double last = mean.Last;
            for (int i = 0; i < horizon.Steps; i++)
            {
                double shock = Math.Sqrt(recursion.Variance(state)) * shocks.Quantile(random.NextDouble());
                last = mean.After(last) + shock;
                total = IndependentPaths.Add(total, last, horizon.Kind);
                recursion.Advance(state, shock);
            }

            totals[path] = total;
        }

        return IndependentPaths.Report(step, confidence, horizon, totals);
    }
}
