using System.Numerics;
using Weir.Core;
using Weir.Detection.Facts;

namespace Weir.Detection.Arbitrages;

/// <summary>
/// The rule of EigenPhi's classroom ("Recognizing atomic arbitrage MEV transactions: implementation"): in the graph of
/// all transfers, a strongly connected component; in it the node nearest to the transaction's sender; if it is left
/// with more of some token and less of none, it took an arbitrage.
/// </summary>
/// <remarks>
/// A user whose swap is split over pools stands in a component as well: the tokens that were swapped must close a
/// cycle too, through two pools at least.
/// </remarks>
public static class TransferCycles
{
    /// <summary>Who gained what; null where the rule says nothing.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="swaps">Its swaps.</param>
    /// <param name="moves">Its transfers.</param>
    public static (Address Node, IReadOnlyList<TokenAmount> Gains)? Find(
        TransactionFact transaction, IReadOnlyList<Swap> swaps, IReadOnlyList<TokenMove> moves)
    {
        if (swaps.Select(swap => swap.Pool).Distinct().Count() < 2 || !HasTokenCycle(swaps) || moves.Count == 0)
        {
            return null;
        }

        Digraph graph = new();
        foreach (TokenMove move in moves)
        {
            graph.Add(move.From, move.To);
        }

        if (transaction.From is not { } sender || transaction.To is not { } called)
        {
            return null;
        }

        HashSet<Address> pools = [.. swaps.Select(swap => swap.Contract)];
        HashSet<Address> cyclic = graph.Cyclic();
        Address? nearest = Nearest(graph, [sender, called], node => cyclic.Contains(node) && !pools.Contains(node));
        if (nearest is not { } node)
        {
            return null;
        }

        Dictionary<Address, BigInteger> net = NetFlows.Of(node, moves);
        return net.Values.All(raw => raw.Sign >= 0) && net.Values.Any(raw => raw.Sign > 0)
            ? (node, [.. net.Where(item => item.Value.Sign > 0).OrderBy(item => item.Key).Select(
                item => new TokenAmount(item.Key, item.Value))])
            : null;
    }

    private static bool HasTokenCycle(IReadOnlyList<Swap> swaps)
    {
        Digraph tokens = new();
        foreach (Swap swap in swaps)
        {
            tokens.Add(swap.Sold, swap.Bought);
        }

        return tokens.Cyclic().Count > 0;
    }

    // Breadth first along transfers in both directions, from the sender and from what it called.
    private static Address? Nearest(Digraph graph, Address[] starts, Func<Address, bool> isWanted)
    {
        Queue<Address> open = new(starts);
        HashSet<Address> seen = [.. starts];
        while (open.TryDequeue(out Address node))
        {
            if (isWanted(node))
            {
                return node;
            }

            foreach (Address next in graph.Neighbours(node))
            {
                if (seen.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        return null;
    }
}
