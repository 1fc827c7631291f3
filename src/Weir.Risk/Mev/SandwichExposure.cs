using Weir.Core.Errors;

namespace Weir.Risk.Mev;

/// <summary>A trade that is planned in a pool of two reserves, real or virtual.</summary>
/// <param name="ReserveIn">Units of the token that goes in, above zero.</param>
/// <param name="ReserveOut">Units of the other, above zero.</param>
/// <param name="FeeRatio">The pool's fee, 0 to below 1.</param>
/// <param name="AmountIn">What goes in, units, above zero.</param>
/// <param name="SlippageRatio">What may be lost against the quote before the trade fails, 0 to below 1.</param>
public readonly record struct PlannedTrade(
    double ReserveIn, double ReserveOut, double FeeRatio, double AmountIn, double SlippageRatio);

/// <summary>What a sandwich of a planned trade would be worth and cost.</summary>
/// <param name="QuoteOut">What the trade gets without one.</param>
/// <param name="FrontIn">What the searcher puts in first, units of the token that goes in.</param>
/// <param name="WorstOut">What the trade then gets.</param>
/// <param name="SearcherProfit">What the searcher gains, units of the token that goes in, before gas.</param>
public readonly record struct SandwichOutcome(double QuoteOut, double FrontIn, double WorstOut, double SearcherProfit)
{
    /// <summary>What the trader loses, units of the token that comes out.</summary>
    public double Loss => QuoteOut - WorstOut;
}

/// <summary>
/// The sandwich that a trade's slippage allows, from the constant-product formula (Zhou et al. 2021, "High-Frequency
/// Trading on Decentralized On-Chain Exchanges", section III): the searcher buys until the trade just passes, or until
/// buying more gains it nothing.
/// </summary>
public static class SandwichExposure
{
    /// <summary>The searcher's best sandwich; none where it does not pay for its gas.</summary>
    /// <param name="trade">The trade.</param>
    /// <param name="searcherCost">What a sandwich costs its searcher, units of the token that goes in.</param>
    /// <exception cref="ModelInputException">A number is out of its range.</exception>
    public static SandwichOutcome Worst(in PlannedTrade trade, double searcherCost)
    {
        Check(trade, searcherCost);
        double quote = Out(trade.AmountIn, trade.ReserveIn, trade.ReserveOut, trade.FeeRatio);
        double least = quote * (1 - trade.SlippageRatio);
        double most = MostFront(trade, least);
        double low = 0;
        double high = most;
        for (int i = 0; i < 200; i++)
        {
            double third = (high - low) / 3;
            if (Sandwich(trade, low + third).Profit < Sandwich(trade, high - third).Profit)
            {
                low += third;
            }
            else
            {
                high -= third;
            }
        }

        (double worst, double profit) = Sandwich(trade, high);
        return profit > searcherCost
            ? new SandwichOutcome(quote, high, worst, profit) : new SandwichOutcome(quote, 0, quote, 0);
    }

    // By halves: the more is bought before, the less the trade gets.
    private static double MostFront(in PlannedTrade trade, double least)
    {
        double low = 0;
        double high = trade.ReserveIn;
        while (Sandwich(trade, high).TraderOut > least && high < trade.ReserveIn * 1e6)
        {
            high *= 2;
        }

        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Sandwich(trade, middle).TraderOut >= least ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static (double TraderOut, double Profit) Sandwich(in PlannedTrade trade, double front)
    {
        double bought = Out(front, trade.ReserveIn, trade.ReserveOut, trade.FeeRatio);
        double reserveIn = trade.ReserveIn + front;
        double reserveOut = trade.ReserveOut - bought;
        double got = Out(trade.AmountIn, reserveIn, reserveOut, trade.FeeRatio);
        double back = Out(bought, reserveOut - got, reserveIn + trade.AmountIn, trade.FeeRatio);
        return (got, back - front);
    }

    private static double Out(double amountIn, double reserveIn, double reserveOut, double fee)
    {
        double net = amountIn * (1 - fee);
        return net * reserveOut / (reserveIn + net);
    }

    private static void Check(in PlannedTrade trade, double searcherCost)
    {
        Above(trade.ReserveIn, nameof(trade.ReserveIn));
        Above(trade.ReserveOut, nameof(trade.ReserveOut));
        Above(trade.AmountIn, nameof(trade.AmountIn));
        Share(trade.FeeRatio, nameof(trade.FeeRatio));
        Share(trade.SlippageRatio, nameof(trade.SlippageRatio));
        if (!(searcherCost >= 0) || !double.IsFinite(searcherCost))
        {
            throw Bad(nameof(searcherCost), searcherCost, "zero or more");
        }
    }

    private static void Above(double value, string name)
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            throw Bad(name, value, "above zero");
        }
    }

    private static void Share(double value, string name)
    {
        if (!(value >= 0 && value < 1))
        {
            throw Bad(name, value, "from 0 to below 1");
        }
    }

    private static ModelInputException Bad(string name, double value, string range) => new(
        ErrorCodes.ModelDomain, $"sandwich exposure: {name} is {value}.", $"Give a number {range}.");
}
