using Weir.Detection.Facts;

namespace Weir.Detection.Arbitrages;

/// <summary>
/// Backruns: an arbitrage in the transaction right after another's swap, against it in the same pool. The swap opened
/// what the arbitrage closes.
/// </summary>
public static class BackrunInspector
{
    /// <summary>A finding for each such arbitrage, a part of it.</summary>
    public static IReadOnlyList<MevFinding> Find(BlockFacts block, IReadOnlyList<MevFinding> arbitrages)
    {
        ILookup<TransactionFact, Swap> swaps = block.Swaps.ToLookup(swap => swap.Transaction);
        ILookup<long, Swap> byIndex = block.Swaps.ToLookup(swap => swap.Transaction.Index);
        List<MevFinding> found = [];
        foreach (MevFinding arbitrage in arbitrages)
        {
            TransactionFact transaction = arbitrage.Transactions[0];
            foreach (Swap own in swaps[transaction].Where(swap => arbitrage.Pools.Contains(swap.Pool)))
            {
                Swap? opener = byIndex[transaction.Index - 1].Where(swap => swap.Pool == own.Pool)
                    .OrderBy(swap => swap.Order).LastOrDefault();
                if (opener is not null && opener.IsOpposite(own) && opener.Transaction.From != transaction.From)
                {
                    found.Add(Make(arbitrage, opener, own));
                    break;
                }
            }
        }

        return found;
    }

    private static MevFinding Make(MevFinding arbitrage, Swap opener, Swap own)
    {
        MevFinding finding = new()
        {
            Kind = MevKind.Backrun,
            Actor = arbitrage.Actor,
            Contract = arbitrage.Contract,
            Transactions = arbitrage.Transactions,
            Victims = [opener.Transaction],
            Pools = arbitrage.Pools,
            ProfitToken = arbitrage.ProfitToken,
            ProfitRaw = arbitrage.ProfitRaw,
            Gains = arbitrage.Gains,
            Confidence = arbitrage.Confidence,
            PartOf = arbitrage,
        };
        finding.Clauses["opened_in"] = $"{opener.Pool}";
        finding.Places["opener"] = [opener.Place];
        finding.Places["against"] = [own.Place];
        return finding;
    }
}
