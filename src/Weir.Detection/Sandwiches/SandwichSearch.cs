using Weir.Core;
using Weir.Detection.Facts;

namespace Weir.Detection.Sandwiches;

/// <summary>
/// Sandwiches in one pool: a searcher's swaps one way, others' the same way, the searcher's the other way, in different
/// transactions. Searchers are told apart by <see cref="Searchers"/>; there may be several fronts, backs and contracts.
/// </summary>
internal sealed class SandwichSearch
{
    // What the back sells is what the fronts bought, but for what the searcher kept or had before.
    private const double LeastOverlap = 0.05;

    // Two senders with one contract are one searcher if it holds the tokens, or if the amounts say so.
    private const double SameAmount = 0.01;

    private readonly Searchers _searchers;
    private readonly List<LiquidityChange> _liquidity;

    public SandwichSearch(Searchers searchers, IEnumerable<LiquidityChange> liquidity)
    {
        _searchers = searchers;
        _liquidity = [.. liquidity.Where(change => change.Kind == LiquidityKind.Mint)];
    }

    /// <summary>Those in one pool.</summary>
    /// <param name="swaps">The pool's swaps, in order.</param>
    public IEnumerable<Sandwich> Find(IReadOnlyList<Swap> swaps)
    {
        HashSet<Swap> used = [];
        for (int first = 0; first < swaps.Count; first++)
        {
            if (!used.Contains(swaps[first]) && From(swaps, first, used) is { } sandwich)
            {
                used.UnionWith(sandwich.Legs);
                yield return sandwich;
            }
        }
    }

    private Sandwich? From(IReadOnlyList<Swap> swaps, int first, HashSet<Swap> used)
    {
        Swap front = swaps[first];
        List<Swap> fronts = [front];
        List<Swap> victims = [];
        List<Swap> backs = [];
        List<LiquidityChange> deposits = [];
        for (int i = first + 1; i < swaps.Count; i++)
        {
            Swap swap = swaps[i];
            if (used.Contains(swap))
            {
                continue;
            }

            bool isOwn = fronts.Exists(leg => IsOneSearcher(leg, swap))
                || backs.Exists(leg => _searchers.Common(leg, swap) is not null);
            if (!isOwn)
            {
                if (swap.IsSameWay(front) && IsLater(swap, front) && backs.Count == 0)
                {
                    victims.Add(swap);
                }
            }
            else if (swap.IsSameWay(front))
            {
                if (backs.Count > 0)
                {
                    break;
                }

                fronts.Add(swap);
            }
            else if (swap.IsOpposite(front) && IsLater(swap, front))
            {
                if (backs.Count == 0)
                {
                    victims.RemoveAll(victim => !IsLater(swap, victim));
                    deposits = [.. Deposits(front, swap)];
                    if (victims.Count == 0 && deposits.Count == 0)
                    {
                        // Bought and sold with nobody between: it begins anew.
                        return null;
                    }
                }

                backs.Add(swap);
            }
        }

        if (backs.Count == 0)
        {
            return null;
        }

        // A front after the last victim did nothing to anybody.
        long last = victims.Select(victim => victim.Order).Concat(deposits.Select(deposit => deposit.Order)).Max();
        fronts.RemoveAll(leg => leg.Order > last);
        return Overlap(fronts, backs) >= LeastOverlap
            ? new Sandwich(fronts, victims, backs) { Deposits = deposits } : null;
    }

    private bool IsOneSearcher(Swap leg, Swap swap) =>
        _searchers.Common(leg, swap) is { } common
        && (common == swap.Transaction.From || leg.Transaction.From is null || swap.IsSameWay(leg)
            || (Holds(common, leg) && Holds(common, swap))
            || Math.Abs((double)(leg.BoughtRaw - swap.SoldRaw)) <= SameAmount * (double)leg.BoughtRaw);

    // A bot's contract keeps the tokens itself; a router takes them from its user or gives them to it.
    private static bool Holds(Address contract, Swap swap) =>
        (swap.Payer ?? swap.Caller) == contract && swap.Taker == contract;

    private IEnumerable<LiquidityChange> Deposits(Swap front, Swap back) => _liquidity.Where(change =>
        change.Pool == front.Pool && change.Transaction.Index > front.Transaction.Index
        && change.Transaction.Index < back.Transaction.Index
        && change.Transaction.From != front.Transaction.From && IsOneSided(change, front.Sold));

    private static bool IsOneSided(LiquidityChange change, Address token) =>
        change.Amounts.All(amount => amount.Raw.IsZero || amount.Token == token)
        && change.Amounts.Any(amount => !amount.Raw.IsZero);

    private static bool IsLater(Swap swap, Swap than) => swap.Transaction.Index > than.Transaction.Index;

    private static double Overlap(List<Swap> fronts, List<Swap> backs)
    {
        double bought = fronts.Sum(swap => (double)swap.BoughtRaw);
        double sold = backs.Sum(swap => (double)swap.SoldRaw);
        return Math.Min(bought, sold) / Math.Max(Math.Max(bought, sold), 1);
    }
}
