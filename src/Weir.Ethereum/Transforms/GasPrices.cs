using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>What a block's transactions paid for gas, in wei.</summary>
internal readonly record struct GasPrices(double Mean, double Median, double Percentile90, double Highest)
{
    public static GasPrices Of(Block block)
    {
        List<double> prices = [];
        foreach (ref readonly Transaction transaction in block.Transactions.Rows)
        {
            if (transaction.Has(TransactionFields.GasPrice))
            {
                prices.Add((double)transaction.GasPrice);
            }
        }

        if (prices.Count == 0)
        {
            return default;
        }

        prices.Sort();
        return new GasPrices(prices.Average(), Quantile(prices, 0.5), Quantile(prices, 0.9), prices[^1]);
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
