using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>What a block's transactions paid for gas, in wei.</summary>
internal readonly record struct GasPrices(double Mean, double Median, double Percentile90, double Highest)
{
    /// <summary>What the block's transactions paid; zeros where it has none.</summary>
    /// <param name="block">The block.</param>
    /// <param name="prices">Memory that is used again.</param>
    public static GasPrices Of(Block block, List<double> prices)
    {
        prices.Clear();
        double sum = 0;
        foreach (ref readonly Transaction transaction in block.Transactions.Rows)
        {
            if (transaction.Has(TransactionFields.GasPrice))
            {
                prices.Add(Doubles.Of(transaction.GasPrice));
                sum += prices[^1];
            }
        }

        if (prices.Count == 0)
        {
            return default;
        }

        prices.Sort();
        return new GasPrices(sum / prices.Count, Quantile(prices, 0.5), Quantile(prices, 0.9), prices[^1]);
    }

    // Linear between neighbours, as NumPy and pandas have it.
    private static double Quantile(List<double> sorted, double share)
    {
        double place = share * (sorted.Count - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
