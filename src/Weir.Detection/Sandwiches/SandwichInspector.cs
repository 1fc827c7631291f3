using System.Globalization;
using System.Numerics;
using Weir.Core;
using Weir.Detection.Counterfactuals;
using Weir.Detection.Facts;

namespace Weir.Detection.Sandwiches;

/// <summary>Sandwiches of a block, a row a pool, with what the victims lost by them.</summary>
public static class SandwichInspector
{
    /// <summary>The sandwiches, in the order of their first fronts.</summary>
    public static IReadOnlyList<MevFinding> Find(BlockFacts block)
    {
        Searchers searchers = new(block);
        SandwichSearch search = new(searchers, block.Liquidity);
        List<(Sandwich Sandwich, MevFinding Finding)> found = [];
        foreach (IGrouping<PoolId, Swap> pool in block.Swaps.GroupBy(swap => swap.Pool))
        {
            Swap[] swaps = [.. pool.OrderBy(swap => swap.Transaction.Index).ThenBy(swap => swap.Order)];
            if (swaps.Length < 2)
            {
                continue;
            }

            foreach (Sandwich sandwich in search.Find(swaps))
            {
                if (Judge(sandwich, searchers) is { } finding)
                {
                    SetLoss(finding, sandwich, swaps, block);
                    found.Add((sandwich, finding));
                }
            }
        }

        return [.. found.OrderBy(item => item.Sandwich.Fronts[0].Order).Select(item => item.Finding)];
    }

    private static MevFinding? Judge(Sandwich sandwich, Searchers searchers)
    {
        Swap front = sandwich.Fronts[0];
        Swap back = sandwich.Backs[^1];
        BigInteger paid = Sum(sandwich.Fronts, swap => swap.SoldRaw);
        BigInteger bought = Sum(sandwich.Fronts, swap => swap.BoughtRaw);
        BigInteger sold = Sum(sandwich.Backs, swap => swap.SoldRaw);
        BigInteger got = Sum(sandwich.Backs, swap => swap.BoughtRaw);

        // Only what was both bought and sold is the sandwich's: mev-inspect-js' profit of imbalanced sandwiches.
        BigInteger profit = sold > bought ? (got * bought / sold) - paid : got - (paid * sold / bought);
        double? valued = AtPriceBefore(front, got - paid, bought - sold);
        if ((valued ?? (double)profit) <= 0 || profit.Sign <= 0)
        {
            return null;
        }

        bool isOneSender = front.Transaction.From is not null && front.Transaction.From == back.Transaction.From;
        Address? contract = searchers.ContractOf(front);
        double overlap = (double)BigInteger.Min(bought, sold) / (double)BigInteger.Max(bought, sold);
        MevFinding finding = new()
        {
            Kind = MevKind.Sandwich,
            Actor = back.Transaction.From ?? front.Transaction.From ?? default,
            Contract = contract,
            Transactions = InOrder(sandwich.Legs.Select(swap => swap.Transaction)),
            Victims = InOrder(sandwich.Victims.Select(swap => swap.Transaction).Concat(
                sandwich.Deposits.Select(change => change.Transaction))),
            Pools = [front.Pool],
            ProfitToken = front.Sold,
            ProfitRaw = profit,
            Confidence = Math.Round(
                Math.Min(1, 0.4 + (isOneSender ? 0.2 : 0) + (contract is null ? 0 : 0.2) + (0.2 * overlap)), 4),
        };
        finding.Clauses["common_account"] = $"{searchers.Common(front, back)}";
        finding.Clauses["paid_raw"] = $"{paid}";
        finding.Clauses["bought_raw"] = $"{bought}";
        finding.Clauses["sold_raw"] = $"{sold}";
        finding.Clauses["received_raw"] = $"{got}";
        finding.Clauses["profit_at_price_before"] =
            valued is { } value ? value.ToString("R", CultureInfo.InvariantCulture) : "no state before the front";
        finding.Places["fronts"] = [.. sandwich.Fronts.Select(swap => swap.Place)];
        finding.Places["victims"] = [.. sandwich.Victims.Select(swap => swap.Place).Concat(
            sandwich.Deposits.Select(change => change.Place))];
        finding.Places["backs"] = [.. sandwich.Backs.Select(swap => swap.Place)];
        return finding;
    }

    private static void SetLoss(MevFinding finding, Sandwich sandwich, Swap[] swaps, BlockFacts block)
    {
        VictimLoss loss = Counterfactual.Of(sandwich, swaps, block);
        finding.LossToken = loss.Token;
        finding.LossRaw = loss.Raw;
        finding.Clauses["victim_loss"] = loss.Reason ?? loss.Method;
    }

    // What the searcher is left with, in the token it paid, at the pool's price before the first front.
    private static double? AtPriceBefore(Swap front, BigInteger paidToken, BigInteger boughtToken) =>
        front.Before is { Price: > 0 } state && front.IsZeroForOne is { } isZero
            ? (double)paidToken + ((double)boughtToken * (isZero ? 1 / state.Price : state.Price)) : null;

    private static BigInteger Sum(IEnumerable<Swap> swaps, Func<Swap, BigInteger> part)
    {
        BigInteger sum = BigInteger.Zero;
        foreach (Swap swap in swaps)
        {
            sum += part(swap);
        }

        return sum;
    }

    private static TransactionFact[] InOrder(IEnumerable<TransactionFact> transactions) =>
        [.. transactions.DistinctBy(transaction => transaction.Hash).OrderBy(transaction => transaction.Index)];
}
