using Weir.Core.Errors;
using Weir.Risk.Backtests;
using Weir.Risk.Historical;
using Weir.Risk.Portfolios;

namespace Weir.Risk.Budgets;

/// <summary>Weights chosen by a budget of risk, what each asset then brings, and how the choice did along the
/// series.</summary>
public static class RiskBudget
{
    private const string Model = "risk-budget";
    private const int LargestWindow = 500;
    private const int SmallestWindow = 60;
    private const int RefitSteps = 20;
    private const int MostForecasts = 1_000;
    private const int Simulations = 500;

    /// <summary>The weights, long only, adding up to one.</summary>
    /// <param name="returns">Joint returns.</param>
    /// <param name="method">By what.</param>
    /// <param name="confidenceRatio">Confidence of the shortfall; equal risk does not depend on it.</param>
    /// <param name="covariance">The covariance for equal risk.</param>
    /// <exception cref="ModelInputException">An asset without variance; confidence out of range.</exception>
    public static double[] Weights(
        ReturnTable returns, BudgetMethod method, double confidenceRatio, CovarianceOptions? covariance = null) =>
        method == BudgetMethod.EqualRisk
            ? EqualRiskContribution.Weights(Covariance.Estimate(returns, covariance))
            : MinimumShortfall.Solve(returns, confidenceRatio).Weights;

    /// <summary>What each asset brings: of equal risk by the covariance at a mean of zero, where the parts are equal;
    /// of the least shortfall by historical simulation.</summary>
    /// <inheritdoc cref="Weights"/>
    public static PortfolioRisk Parts(
        ReturnTable returns, BudgetMethod method, double confidenceRatio, CovarianceOptions? covariance = null)
    {
        double[] weights = Weights(returns, method, confidenceRatio, covariance);
        return method == BudgetMethod.EqualRisk
            ? EllipticalPortfolio.Estimate(
                weights, new double[returns.Assets], Covariance.Estimate(returns, covariance), confidenceRatio)
            : HistoricalPortfolio.Estimate(weights, returns, confidenceRatio);
    }

    /// <summary>The grade: weights chosen anew every 20 steps from the window before (500 returns, or half of them),
    /// held until the next choice, with VaR and ES of these weights by historical simulation on that window.</summary>
    /// <inheritdoc cref="Weights"/>
    public static Grade Grade(
        ReturnTable returns, BudgetMethod method, double confidenceRatio, CovarianceOptions? covariance = null)
    {
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        int window = Math.Min(LargestWindow, returns.Rows / 2);
        if (window < SmallestWindow)
        {
            return Backtests.Grade.None(FormattableString.Invariant(
                $"{returns.Rows} returns are too few: a back-test needs {2 * SmallestWindow}."));
        }

        int first = Math.Max(window, returns.Rows - MostForecasts);
        double[] happened = new double[returns.Rows - first];
        double[] valuesAtRisk = new double[happened.Length];
        double[] shortfalls = new double[happened.Length];
        double[] held = [];
        try
        {
            for (int i = 0; i < happened.Length; i++)
            {
                ReturnTable past = returns.Window(first + i - window, window);
                held = i % RefitSteps == 0 ? Weights(past, method, confidenceRatio, covariance) : held;
                double[] sorted = past.Portfolio(held);
                Array.Sort(sorted);
                valuesAtRisk[i] = -Quantiles.Tail(sorted, window, confidence, QuantileType.Type7);
                shortfalls[i] = Quantiles.RockafellarUryasev(sorted, window, confidence);
                for (int asset = 0; asset < held.Length; asset++)
                {
                    happened[i] += held[asset] * returns.Column(asset)[first + i];
                }
            }

            BacktestReport report = Backtest.Run(
                Model, happened, valuesAtRisk, shortfalls, confidenceRatio, NullDistribution.Normal, 0, Simulations);
            return new Grade(report, report.TrafficLight.Reason);
        }
        catch (ModelInputException refusal)
        {
            return Backtests.Grade.None($"The back-test refuses: {refusal.Message}");
        }
    }
}
