using MathNet.Numerics;

namespace Weir.Risk.Numerics;

/// <summary>Tail probabilities of the test statistics.</summary>
internal static class Tails
{
    /// <summary>P(χ² with k degrees of freedom ≥ statistic).</summary>
    public static double ChiSquaredUpper(double statistic, int degreesOfFreedom)
    {
        if (statistic <= 0)
        {
            return 1;
        }

        return degreesOfFreedom switch
        {
            1 => SpecialFunctions.Erfc(Math.Sqrt(statistic / 2)),
            2 => Math.Exp(-statistic / 2),
            _ => SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, statistic / 2),
        };
    }

    /// <summary>P(X ≤ successes), X binomial.</summary>
    public static double BinomialCdf(int successes, int trials, double probability) =>
        successes < 0 ? 0
        : successes >= trials ? 1
        : IncompleteBeta.Regularized(trials - successes, successes + 1, 1 - probability);
}
