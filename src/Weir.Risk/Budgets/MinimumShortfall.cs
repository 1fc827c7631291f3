using Weir.Risk.Portfolios;

namespace Weir.Risk.Budgets;

/// <summary>Weights of the least expected shortfall on past returns, long only: Rockafellar and Uryasev's linear
/// program (2000).</summary>
public static class MinimumShortfall
{
    private const string Model = "minimum-es";

    /// <summary>The weights, adding up to one, and their expected shortfall, a share of the portfolio.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Confidence out of range; no convergence.</exception>
    public static (double[] Weights, double Shortfall) Solve(ReturnTable returns, double confidenceRatio)
    {
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        double most = 1 / (double)confidence.TailCount(returns.Rows);
        return most >= 1 ? OfTheWorst(returns) : new ShortfallProgram(returns, most).Solve();
    }

    /// <summary>With n·α of one or less the shortfall is the worst loss.</summary>
    private static (double[] Weights, double Shortfall) OfTheWorst(ReturnTable returns) =>
        new ShortfallProgram(returns, 1).Solve();
}
