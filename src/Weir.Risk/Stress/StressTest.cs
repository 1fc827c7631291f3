namespace Weir.Risk.Stress;

/// <summary>Scenarios applied to positions held as they are: shocks, and windows of history.</summary>
public static class StressTest
{
    private const string Model = "stress";

    /// <summary>The original platform's shocks and the most usual ones.</summary>
    public static IReadOnlyList<double> DefaultShockRatios { get; } = [-0.10, -0.20, -0.30, -0.50, -0.80];

    /// <summary>Positions after a scenario of simple returns, each −1 or more.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Not as many shocks as positions; a shock below −1 or not
    /// finite.</exception>
    public static StressResult Shock(ReadOnlySpan<double> positionsUsd, StressScenario scenario)
    {
        Check.SameLength(Model, "positions", positionsUsd.Length, "shocks", scenario.ShockRatios.Count);
        Check.Series(Model, positionsUsd, 1);
        double[] profits = new double[positionsUsd.Length];
        double value = 0;
        double profit = 0;
        for (int i = 0; i < profits.Length; i++)
        {
            double shock = scenario.ShockRatios[i];
            if (!(shock >= -1) || double.IsInfinity(shock))
            {
                throw Refusal.Input(Model, "shock", shock, "of -1 (all is lost) or more");
            }

            profits[i] = positionsUsd[i] * shock;
            value += positionsUsd[i];
            profit += profits[i];
        }

        return new StressResult(
            scenario.Name, profit, value > 0 ? profit / value : null, value + profit, profits, profit);
    }

    /// <summary>Positions carried through a stretch of history: prices from the first row to the last, an asset a
    /// column.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Not as many columns as positions, fewer than two prices, a
    /// price not above zero.</exception>
    public static StressResult Window(string name, ReadOnlySpan<double> positionsUsd, IReadOnlyList<double[]> prices)
    {
        Check.SameLength(Model, "positions", positionsUsd.Length, "price columns", prices.Count);
        Check.Series(Model, positionsUsd, 1);
        int rows = prices[0].Length;
        if (rows < 2)
        {
            throw Refusal.TooFew(Model, rows, 2);
        }

        foreach (double[] column in prices)
        {
            Check.SameLength(Model, "first asset's prices", rows, "prices of another", column.Length);
            Check.Prices(Model, column);
        }

        double worst = 0;
        for (int row = 1; row < rows; row++)
        {
            double profit = 0;
            for (int i = 0; i < prices.Count; i++)
            {
                profit += positionsUsd[i] * ((prices[i][row] / prices[i][0]) - 1);
            }

            worst = Math.Min(worst, profit);
        }

        double[] shocks = new double[prices.Count];
        for (int i = 0; i < shocks.Length; i++)
        {
            shocks[i] = (prices[i][^1] / prices[i][0]) - 1;
        }

        return Shock(positionsUsd, new StressScenario(name, shocks)) with { WorstProfitUsd = worst };
    }
}
