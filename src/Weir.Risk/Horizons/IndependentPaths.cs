using System.Globalization;
using Weir.Core;
using Weir.Risk.Numerics;
using Weir.Risk.Returns;

namespace Weir.Risk.Horizons;

/// <summary>Takes a one-step estimate of independent, identically distributed returns to a longer horizon.</summary>
internal static class IndependentPaths
{
    /// <summary>The estimate at the horizon; <paramref name="quantile"/> is the model's quantile function of a
    /// step.</summary>
    public static RiskEstimate Extend(
        RiskEstimate step, Confidence confidence, HorizonOptions horizon, Func<double, double> quantile)
    {
        _ = Check.AtLeast(step.Model, "horizonSteps", horizon.Steps, 1);
        return horizon.Steps == 1 ? step
            : horizon.Method == HorizonMethod.SquareRootOfTime ? ByRoot(step, horizon)
            : Simulate(step, confidence, horizon, quantile);
    }

    /// <summary>Both figures times √steps, labelled.</summary>
    public static RiskEstimate ByRoot(RiskEstimate step, HorizonOptions horizon)
    {
        double root = Math.Sqrt(horizon.Steps);
        return step with
        {
            ValueAtRisk = step.ValueAtRisk * root,
            ExpectedShortfall = step.ExpectedShortfall * root,
            HorizonSteps = horizon.Steps,
            Conventions = [.. step.Conventions, new("horizon", "square root of time, as asked for")],
            Warnings =
                [.. step.Warnings, "The square root of time holds for independent normal returns of zero mean only."],
        };
    }

    /// <summary>The figures of simulated horizon returns put into the estimate.</summary>
    public static RiskEstimate Report(
        RiskEstimate step, Confidence confidence, HorizonOptions horizon, Span<double> totals)
    {
        SimulatedTail tail = SimulatedTail.Of(totals, confidence);
        string compound = horizon.Kind == ReturnKind.Log ? "log returns add" : "simple returns compound";
        return step with
        {
            ValueAtRisk = tail.ValueAtRisk,
            ExpectedShortfall = tail.ExpectedShortfall,
            ValueAtRiskStandardError = tail.ValueAtRiskError,
            ExpectedShortfallStandardError = tail.ExpectedShortfallError,
            HorizonSteps = horizon.Steps,
            Conventions =
            [
                .. step.Conventions,
                new("horizon", string.Create(
                    CultureInfo.InvariantCulture,
                    $"path simulation, {horizon.Paths} paths, seed {horizon.Seed}, {compound}")),
            ],
        };
    }

    public static double Add(double total, double next, ReturnKind kind) =>
        kind == ReturnKind.Log ? total + next : ((1 + total) * (1 + Math.Max(-1, next))) - 1;

    private static RiskEstimate Simulate(
        RiskEstimate step, Confidence confidence, HorizonOptions horizon, Func<double, double> quantile)
    {
        _ = Check.AtLeast(step.Model, "paths", horizon.Paths, 100);
        Xoshiro256 random = new(horizon.Seed);
        double[] totals = new double[horizon.Paths];
        for (int path = 0; path < totals.Length; path++)
        {
            double total = 0;
            for (int i = 0; i < horizon.Steps; i++)
            {
                total = Add(total, quantile(random.NextDouble()), horizon.Kind);
            }

            totals[path] = total;
        }

        return Report(step, confidence, horizon, totals);
    }
}
