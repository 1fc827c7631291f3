using Weir.Risk.Historical;

namespace Weir.Risk.Liquidity;

/// <summary>Value at risk of liquidity positions: every scenario revalues the whole curve, fees and the way out
/// included.</summary>
public static class LpValueAtRisk
{
    private const string Model = "lp-var";

    /// <summary>The risk of positions on one pair of tokens.</summary>
    /// <param name="positions">One or more, at one price.</param>
    /// <param name="basePriceUsd">Dollars a base token.</param>
    /// <param name="quotePriceUsd">Dollars a quote token.</param>
    /// <param name="scenarios">Moves of both tokens over the horizon.</param>
    /// <param name="confidenceRatio">Confidence, between 0 and 1.</param>
    /// <param name="options">Fees and exit.</param>
    /// <exception cref="Core.Errors.ModelInputException">No positions or scenarios; a price not above zero; a return of
    /// −1 or less.</exception>
    public static LpRisk Estimate(
        IReadOnlyList<LpPosition> positions,
        double basePriceUsd,
        double quotePriceUsd,
        ReadOnlySpan<LpScenario> scenarios,
        double confidenceRatio,
        LpRiskOptions? options = null)
    {
        options ??= new LpRiskOptions();
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        Check.Prices(Model, [basePriceUsd, quotePriceUsd]);
        if (positions.Count == 0 || scenarios.Length == 0)
        {
            throw Refusal.TooFew(Model, Math.Min(positions.Count, scenarios.Length), 1);
        }

        double fee = Check.NotNegative(Model, nameof(options.FeeRatio), options.FeeRatio)
            * Check.NotNegative(Model, nameof(options.TurnoverRatio), options.TurnoverRatio);
        double price = basePriceUsd / quotePriceUsd;
        Holdings held = default;
        foreach (LpPosition position in positions)
        {
            Holdings own = position.HoldingsAt(price);
            held = new Holdings(held.BaseTokens + own.BaseTokens, held.QuoteTokens + own.QuoteTokens);
        }

        double value = held.Value(price) * quotePriceUsd;
        double exitToday = Leave(held, price, options.Exit) * quotePriceUsd;
        double[] profits = new double[scenarios.Length];
        double[] holdProfits = new double[scenarios.Length];
        double[] linear = new double[scenarios.Length];
        double[] impermanents = new double[scenarios.Length];
        double fees = 0;
        double impermanent = 0;
        double exitCost = 0;
        for (int i = 0; i < scenarios.Length; i++)
        {
            LpScenario scenario = scenarios[i];
            if (!(scenario.BaseReturnRatio > -1) || !(scenario.QuoteReturnRatio > -1)
                || !double.IsFinite(scenario.BaseReturnRatio + scenario.QuoteReturnRatio))
            {
                throw Refusal.Input(Model, "return", Math.Min(
                    scenario.BaseReturnRatio, scenario.QuoteReturnRatio), "above -1 and finite");
            }

            double quoteUsd = quotePriceUsd * (1 + scenario.QuoteReturnRatio);
            double next = price * (1 + scenario.BaseReturnRatio) / (1 + scenario.QuoteReturnRatio);
            (Holdings after, double feesQuote) = Revalue(positions, price, next, fee);
            double feesUsd = feesQuote * quoteUsd;
            double liquid = Leave(after, next, options.Exit);
            double heldUsd = held.Value(next) * quoteUsd;
            profits[i] = (liquid * quoteUsd) + feesUsd - exitToday;
            holdProfits[i] = heldUsd - value;
            linear[i] = (held.BaseTokens * basePriceUsd * scenario.BaseReturnRatio) + (
                held.QuoteTokens * quotePriceUsd * scenario.QuoteReturnRatio);
            fees += feesUsd;
            impermanents[i] = (after.Value(next) * quoteUsd) - heldUsd;
            impermanent += impermanents[i];
            exitCost += (after.Value(next) - liquid) * quoteUsd;
        }

        (double valueAtRisk, double shortfall) = Tail(profits, confidence, options.Shortfall);
        (double holdVar, double holdShortfall) = Tail(holdProfits, confidence, options.Shortfall);
        (double deltaVar, _) = Tail(linear, confidence, options.Shortfall);
        (double impermanentVar, double impermanentShortfall) = Tail(impermanents, confidence, options.Shortfall);
        int n = scenarios.Length;
        return new LpRisk(
            confidenceRatio, value, exitToday, valueAtRisk, shortfall, holdVar, holdShortfall, deltaVar, impermanentVar,
            impermanentShortfall,
            fees / n, impermanent / n, exitCost / n, n,
            [
                new("revaluation", "full, of every position on every scenario"),
                new("quantile", HistoricalSimulation.Name(QuantileType.Type7)),
                new("shortfall", HistoricalSimulation.Name(options.Shortfall)),
                new("fees",
                    "fee times turnover times value, for the share of the move, on a logarithmic scale, that lies in range"),
                new("exit",
                    options.Exit is null ? "base tokens at the price"
                    : "base tokens sold into a constant product, today and after; VaR and ES are losses against leaving today"),
            ],
            HistoricalSimulation.SampleWarnings(n, confidence));
    }

    private static (Holdings After, double FeesQuote) Revalue(
        IReadOnlyList<LpPosition> positions, double price, double next, double fee)
    {
        Holdings after = default;
        double fees = 0;
        foreach (LpPosition position in positions)
        {
            Holdings own = position.HoldingsAt(next);
            after = new Holdings(after.BaseTokens + own.BaseTokens, after.QuoteTokens + own.QuoteTokens);
            if (fee > 0)
            {
                fees += fee * InRange(position, price, next) * 0.5 * (
                    position.HoldingsAt(price).Value(price) + own.Value(next));
            }
        }

        return (after, fees);
    }

    /// <summary>The share of a move, on a logarithmic scale, during which the position trades.</summary>
    internal static double InRange(LpPosition position, double from, double to)
    {
        if (position is not ConcentratedPosition range)
        {
            return 1;
        }

        double low = Math.Min(from, to);
        double high = Math.Max(from, to);
        double length = Math.Log(high / low);
        if (length == 0)
        {
            return range.IsActive(from) ? 1 : 0;
        }

        double inside = Math.Log(Math.Min(high, range.UpperPrice) / Math.Max(low, range.LowerPrice));
        return Math.Clamp(inside / length, 0, 1);
    }

    private static double Leave(Holdings holdings, double price, ExitPool? exit) =>
        exit is null ? holdings.Value(price) : holdings.QuoteTokens + exit.Proceeds(holdings.BaseTokens, price);

    private static (double ValueAtRisk, double Shortfall) Tail(
        double[] profits, Confidence confidence, ShortfallForm form)
    {
        Array.Sort(profits);
        double quantile = Quantiles.Tail(profits, profits.Length, confidence, QuantileType.Type7);
        return (-quantile, Quantiles.Shortfall(profits, quantile, confidence, form));
    }
}
