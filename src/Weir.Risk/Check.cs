namespace Weir.Risk;

/// <summary>The border at which inputs are checked once; the functions behind it assume.</summary>
internal static class Check
{
    public static void Series(string model, ReadOnlySpan<double> values, int needed)
    {
        if (values.Length < needed)
        {
            throw Refusal.TooFew(model, values.Length, needed);
        }

        Finite(model, values);
    }

    public static void Finite(string model, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw Refusal.NotFinite(model, i, values[i]);
            }
        }
    }

    public static void Varies(string model, ReadOnlySpan<double> values)
    {
        double first = values[0];
        double largest = 0;
        double spread = 0;
        foreach (double value in values)
        {
            spread = Math.Max(spread, Math.Abs(value - first));
            largest = Math.Max(largest, Math.Abs(value));
        }

        if (spread <= 1e-14 * largest || spread == 0)
        {
            throw Refusal.Constant(model, values.Length);
        }
    }

    public static void Prices(string model, ReadOnlySpan<double> prices)
    {
        for (int i = 0; i < prices.Length; i++)
        {
            if (!double.IsFinite(prices[i]) || prices[i] <= 0)
            {
                throw Refusal.BadPrice(model, i, prices[i]);
            }
        }
    }

    public static double Positive(string model, string field, double value) =>
        double.IsFinite(value) && value > 0 ? value : throw Refusal.Input(model, field, value, "above zero");

    public static double NotNegative(string model, string field, double value) =>
        double.IsFinite(value) && value >= 0 ? value : throw Refusal.Input(model, field, value, "of zero or more");

    public static double Inside(string model, string field, double value, double low, double high) =>
        value > low && value < high
            ? value
            : throw Refusal.Input(model, field, value, FormattableString.Invariant($"above {low} and below {high}"));

    public static int AtLeast(string model, string field, int value, int least) =>
        value >= least
            ? value : throw Refusal.Input(model, field, value, FormattableString.Invariant($"of {least} or more"));

    public static void SameLength(string model, string first, int firstLength, string second, int secondLength)
    {
        if (firstLength != secondLength)
        {
            throw Refusal.Input(
                model,
                FormattableString.Invariant($"{first} has {firstLength} values and {second} {secondLength}."),
                $"Give as many {second} as {first}.");
        }
    }
}
