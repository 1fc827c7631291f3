using Weir.Core.Errors;
using Weir.Risk.Backtests;
using Weir.Risk.Historical;

namespace Weir.Risk.Liquidity;

/// <summary>Back-test of the VaR of impermanent loss: at every step the position is entered anew at the price of the
/// day.</summary>
public static class ImpermanentLossBacktest
{
    private const string Model = "impermanent-loss";
    private const int LargestWindow = 250;
    private const int SmallestWindow = 60;
    private const int MostForecasts = 500;
    private const int Simulations = 500;

    /// <summary>The grade of historical forecasts of the loss of a step, a share of what is held: VaR is minus the
    /// type-7 quantile of the losses that the last returns (250, or half of them) would bring at the price of the
    /// day.</summary>
    /// <param name="position">The pool's curve and its range, of any size.</param>
    /// <param name="prices">Prices of the base token in the quote token, oldest first.</param>
    /// <param name="confidenceRatio">Confidence, between 0 and 1.</param>
    /// <param name="form">Which expected shortfall.</param>
    public static Grade Grade(
        LpPosition position, ReadOnlySpan<double> prices, double confidenceRatio, ShortfallForm form)
    {
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        Check.Prices(Model, prices);
        int returns = prices.Length - 1;
        int window = Math.Min(LargestWindow, returns / 2);
        if (window < SmallestWindow)
        {
            return Backtests.Grade.None(
                FormattableString.Invariant($"{returns} returns are too few: a back-test needs {2 * SmallestWindow}."));
        }

        int first = Math.Max(window, returns - MostForecasts);
        double[] happened = new double[returns - first];
        double[] valuesAtRisk = new double[happened.Length];
        double[] shortfalls = new double[happened.Length];
        double[] losses = new double[window];
        for (int i = 0; i < happened.Length; i++)
        {
            int today = first + i;
            double price = prices[today];
            Holdings held = position.HoldingsAt(price);
            for (int past = 0; past < window; past++)
            {
                int at = today - window + past;
                losses[past] = Loss(position, held, price * prices[at + 1] / prices[at]);
            }

            Array.Sort(losses);
            double quantile = Quantiles.Tail(losses, window, confidence, QuantileType.Type7);
            valuesAtRisk[i] = -quantile;
            shortfalls[i] = Quantiles.Shortfall(losses, quantile, confidence, form);
            happened[i] = Loss(position, held, prices[today + 1]);
        }

        try
        {
            BacktestReport report = Backtest.Run(
                Model, happened, valuesAtRisk, shortfalls, confidenceRatio, NullDistribution.Normal, 0, Simulations);
            return new Grade(report, report.TrafficLight.Reason);
        }
        catch (ModelInputException refusal)
        {
            return Backtests.Grade.None(refusal.Message);
        }
    }

    /// <summary>What the position is worth at a price against what it held, a share of that: zero or below.</summary>
    private static double Loss(LpPosition position, Holdings held, double price) =>
        Math.Min(0, (position.HoldingsAt(price).Value(price) / held.Value(price)) - 1);
}
