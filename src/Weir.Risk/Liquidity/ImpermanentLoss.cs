namespace Weir.Risk.Liquidity;

/// <summary>Impermanent loss: what a position is worth against having held what it was made of; 0 at entry and never
/// above.</summary>
public static class ImpermanentLoss
{
    private const string Model = "impermanent-loss";

    /// <summary>V(P₁)/(x₀P₁ + y₀) − 1.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A price that is not finite and above zero; a position empty at
    /// entry.</exception>
    public static double Ratio(LpPosition position, double entryPrice, double price)
    {
        Check.Prices(Model, [entryPrice, price]);
        return (position.HoldingsAt(price).Value(price) / Held(position.HoldingsAt(entryPrice), price)) - 1;
    }

    /// <summary>The loss of several positions with one price, entered at one price, as a whole.</summary>
    /// <exception cref="Core.Errors.ModelInputException">No positions; a price not above zero.</exception>
    public static double Ratio(IReadOnlyList<LpPosition> positions, double entryPrice, double price)
    {
        Check.Prices(Model, [entryPrice, price]);
        if (positions.Count == 0)
        {
            throw Refusal.TooFew(Model, 0, 1);
        }

        double value = 0;
        double held = 0;
        foreach (LpPosition position in positions)
        {
            value += position.HoldingsAt(price).Value(price);
            held += position.HoldingsAt(entryPrice).Value(price);
        }

        return (value / held) - 1;
    }

    /// <summary>2√r/(1 + r) − 1 for a constant product, r the price ratio.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A ratio that is not finite and above zero.</exception>
    public static double ConstantProduct(double priceRatio)
    {
        double r = Check.Positive(Model, nameof(priceRatio), priceRatio);
        double root = Math.Sqrt(r);
        double gap = root - 1;
        return -gap * gap / (1 + r);
    }

    /// <summary>Πrᵢ^wᵢ/Σwᵢrᵢ − 1 for a weighted pool of any number of tokens.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Lengths that differ, weights not above zero or not adding up
    /// to one, ratios not above zero.</exception>
    public static double Weighted(ReadOnlySpan<double> weights, ReadOnlySpan<double> priceRatios)
    {
        Check.SameLength(Model, "weights", weights.Length, "price ratios", priceRatios.Length);
        double log = 0;
        double mean = 0;
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double weight = Check.Positive(Model, "weight", weights[i]);
            double ratio = Check.Positive(Model, "price ratio", priceRatios[i]);
            log += weight * Math.Log(ratio);
            mean += weight * ratio;
            sum += weight;
        }

        if (Math.Abs(sum - 1) > 1e-9)
        {
            throw Refusal.Input(Model, "sum of the weights", sum, "of 1");
        }

        return Math.Min(0, (Math.Exp(log) / mean) - 1);
    }

    private static double Held(Holdings holdings, double price)
    {
        double held = holdings.Value(price);
        return held > 0
            ? held
            : throw Refusal.Input(Model, "value of what was held", held, "above zero: the position is empty at entry");
    }
}
