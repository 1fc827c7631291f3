using Weir.Risk.Portfolios;

namespace Weir.Risk.Budgets;

/// <summary>Weights at which every asset brings the same share of the portfolio's deviation (Maillard, Roncalli and
/// Teïletche 2010), long only.</summary>
public static class EqualRiskContribution
{
    private const string Model = "equal-risk-contribution";
    private const int MostRounds = 10_000;
    private const double Settled = 1e-14;

    /// <summary>The weights, adding up to one: xᵢ·(Σx)ᵢ is the same for every asset.</summary>
    /// <remarks>Cyclical coordinate descent on ½xᵀΣx − Σ ln xᵢ (Griveau-Billion, Richard and Roncalli 2013), which has
    /// one minimum.</remarks>
    /// <exception cref="Core.Errors.ModelInputException">An asset without variance; no convergence.</exception>
    public static double[] Weights(CovarianceEstimate covariance)
    {
        int n = covariance.Assets;
        double[] x = new double[n];
        double[] product = new double[n];
        for (int i = 0; i < n; i++)
        {
            if (!(covariance[i, i] > 0))
            {
                throw Refusal.Singular(Model, i);
            }

            x[i] = 1 / Math.Sqrt(covariance[i, i]);
        }

        for (int round = 0; round < MostRounds; round++)
        {
            double moved = 0;
            for (int i = 0; i < n; i++)
            {
                double others = 0;
                for (int j = 0; j < n; j++)
                {
                    others += j == i ? 0 : covariance[i, j] * x[j];
                }

                double next = (Math.Sqrt((others * others) + (4 * covariance[i, i])) - others) / (2 * covariance[i, i]);
                moved = Math.Max(moved, Math.Abs(next - x[i]) / next);
                x[i] = next;
            }

            if (moved < Settled)
            {
                double sum = x.Sum();
                return Array.ConvertAll(x, value => value / sum);
            }
        }

        throw Refusal.NoConvergence(Model, "the weights did not settle: the covariance is as good as singular.");
    }
}
