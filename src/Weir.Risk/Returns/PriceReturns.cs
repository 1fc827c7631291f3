namespace Weir.Risk.Returns;

/// <summary>Returns of a price series. One return spans a gap: nothing is filled in.</summary>
public static class PriceReturns
{
    private const string Model = "returns";

    /// <summary>The n − 1 returns of n prices, each above zero.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than two prices; a price that is not finite and above
    /// zero.</exception>
    public static double[] Of(ReadOnlySpan<double> prices, ReturnKind kind)
    {
        if (prices.Length < 2)
        {
            throw Refusal.TooFew(Model, prices.Length, 2);
        }

        Check.Prices(Model, prices);
        double[] returns = new double[prices.Length - 1];
        for (int i = 0; i < returns.Length; i++)
        {
            double ratio = prices[i + 1] / prices[i];
            returns[i] = kind == ReturnKind.Log ? Math.Log(ratio) : (prices[i + 1] - prices[i]) / prices[i];
        }

        return returns;
    }
}
