using System.Numerics;
using Weir.Core;
using Weir.Detection.Facts;

namespace Weir.Detection.Arbitrages;

/// <summary>
/// Closed routes through one transaction's swaps, as mev-inspect-py searches them (mev_inspect/arbitrages.py): what
/// leaves one pool enters the next, and the last gives back the token that the first took, to whom it took it from.
/// </summary>
public static class RouteSearch
{
    // Amounts that are handed on may differ by what a token takes as a fee, or by what was kept.
    private const double MostDifference = 0.01;

    // No real route is among so many swaps of one transaction; whoever writes them would make the search slow.
    private const int MostSwaps = 300;

    /// <summary>The routes, none sharing a swap with another.</summary>
    /// <param name="swaps">All swaps of one transaction, in order.</param>
    public static IReadOnlyList<IReadOnlyList<Swap>> Find(IReadOnlyList<Swap> swaps)
    {
        if (swaps.Count > MostSwaps)
        {
            return [];
        }

        HashSet<Address> pools = [.. swaps.Select(swap => swap.Contract)];
        HashSet<Swap> used = [];
        List<IReadOnlyList<Swap>> routes = [];
        foreach (Swap start in swaps)
        {
            if (used.Contains(start) || IsPool(Payer(start), pools))
            {
                continue;
            }

            List<Swap> ends = [.. swaps.Where(end => IsClosing(start, end) && !used.Contains(end))];
            if (ends.Count > 0 && Shortest(start, ends, [.. swaps.Where(swap => !used.Contains(swap))]) is { } route)
            {
                used.UnionWith(route);
                routes.Add(Turn(route, pools));
            }
        }

        // Of several routes those that run backwards are what another's swaps look like from behind.
        return routes.Count > 1 && routes.Exists(route => route[0].Order < route[^1].Order)
            ? [.. routes.Where(route => route[0].Order < route[^1].Order || IsInOnePass(route))]
            : routes;
    }

    // Where a closed route begins is where it keeps something: elsewhere what comes out goes in whole.
    private static IReadOnlyList<Swap> Turn(List<Swap> route, HashSet<Address> pools)
    {
        IReadOnlyList<Swap> best = route;
        int exact = ExactHops(route);
        for (int shift = 1; shift < route.Count; shift++)
        {
            List<Swap> turned = [.. route[shift..], .. route[..shift]];
            if (IsClosing(turned[0], turned[^1]) && !IsPool(Payer(turned[0]), pools) && AreHops(turned)
                && ExactHops(turned) > exact)
            {
                best = turned;
                exact = ExactHops(turned);
            }
        }

        return best;
    }

    private static int ExactHops(List<Swap> route) =>
        route.Skip(1).Zip(route, (next, last) => last.BoughtRaw == next.SoldRaw ? 1 : 0).Sum();

    private static bool AreHops(List<Swap> route) => route.Skip(1).Zip(route, (next, last) => IsHop(last, next)).All(
        isHop => isHop);

    // A flash swap's own event comes after those that it paid for: such a route is met in one pass from its end.
    private static bool IsInOnePass(IReadOnlyList<Swap> route)
    {
        for (int i = 1; i < route.Count; i++)
        {
            if (route[i].Order > route[i - 1].Order)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsClosing(Swap start, Swap end) =>
        start != end && start.Sold == end.Bought && start.Contract != end.Contract
        && (Payer(start) is not { } from || end.Taker is not { } to || from == to);

    private static Address? Payer(Swap swap) => swap.Payer ?? swap.Caller;

    private static bool IsPool(Address? address, HashSet<Address> pools) =>
        address is { } known && pools.Contains(known);

    // Breadth first, so that the route is the shortest and many equal swaps cost no more than their square.
    private static List<Swap>? Shortest(Swap start, List<Swap> ends, List<Swap> others)
    {
        Dictionary<Swap, Swap?> before = new() { [start] = null };
        Queue<Swap> open = new([start]);
        while (open.TryDequeue(out Swap? swap))
        {
            Swap? end = ends.Find(item => IsHop(swap, item));
            if (end is not null)
            {
                List<Swap> route = [end];
                for (Swap? step = swap; step is not null; step = before[step])
                {
                    route.Insert(0, step);
                }

                return route;
            }

            foreach (Swap next in others)
            {
                if (!ends.Contains(next) && !before.ContainsKey(next) && IsHop(swap, next))
                {
                    before[next] = swap;
                    open.Enqueue(next);
                }
            }
        }

        return null;
    }

    private static bool IsHop(Swap first, Swap second) =>
        first.Bought == second.Sold && IsHandedOn(first, second) && IsAlike(first.BoughtRaw, second.SoldRaw);

    private static bool IsHandedOn(Swap first, Swap second)
    {
        if (first.Taker is not { } taker || Payer(second) is not { } caller)
        {
            return true;
        }

        return first.Contract == caller || taker == second.Contract || taker == caller;
    }

    private static bool IsAlike(BigInteger left, BigInteger right)
    {
        if (left == right)
        {
            return true;
        }

        double mean = ((double)left + (double)right) / 2;
        return mean > 0 && Math.Abs((double)(left - right)) / mean < MostDifference;
    }
}
