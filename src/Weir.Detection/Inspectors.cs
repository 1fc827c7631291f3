using System.Numerics;
using Weir.Detection.Arbitrages;
using Weir.Detection.Facts;
using Weir.Detection.Jit;
using Weir.Detection.Liquidations;
using Weir.Detection.Sandwiches;

namespace Weir.Detection;

/// <summary>All inspectors over one block. None hides another's finding: what is a part says of what.</summary>
public static class Inspectors
{
    /// <summary>The findings of a block, wholes before their parts, else in the order of their transactions.</summary>
    public static IReadOnlyList<MevFinding> Inspect(BlockFacts block)
    {
        if (block.Swaps.Count + block.Liquidations.Count + block.Sales.Count == 0)
        {
            return [];
        }

        IReadOnlyList<MevFinding> sandwiches = SandwichInspector.Find(block);
        IReadOnlyList<MevFinding> jits = JitInspector.Find(block);
        IReadOnlyList<MevFinding> arbitrages = ArbitrageInspector.Find(block);
        IReadOnlyList<MevFinding> liquidations = LiquidationInspector.Find(block);
        List<MevFinding> both = Compose(sandwiches, jits);
        SetParts(arbitrages, [.. both, .. sandwiches, .. liquidations]);
        return
        [
            .. both.Concat(sandwiches).Concat(jits).Concat(liquidations).Concat(arbitrages)
                .Concat(BackrunInspector.Find(block, arbitrages))
                .OrderBy(finding => finding.Transactions[0].Index),
        ];
    }

    // Swaps and a position around the same victim, by the same transactions.
    private static List<MevFinding> Compose(
        IReadOnlyList<MevFinding> sandwiches, IReadOnlyList<MevFinding> jits)
    {
        List<MevFinding> found = [];
        foreach (MevFinding sandwich in sandwiches)
        {
            MevFinding? jit = jits.FirstOrDefault(item => item.PartOf is null && item.Pools[0] == sandwich.Pools[0]
                && item.Transactions.All(sandwich.Transactions.Contains));
            if (jit is null)
            {
                continue;
            }

            MevFinding finding = new()
            {
                Kind = MevKind.JitSandwich,
                Actor = sandwich.Actor,
                Contract = sandwich.Contract,
                Transactions = sandwich.Transactions,
                Victims = sandwich.Victims,
                Pools = sandwich.Pools,
                ProfitToken = sandwich.ProfitToken == jit.ProfitToken ? sandwich.ProfitToken : null,
                ProfitRaw = sandwich.ProfitToken == jit.ProfitToken ? sandwich.ProfitRaw + jit.ProfitRaw : null,
                Gains = [new(sandwich.ProfitToken!.Value, sandwich.ProfitRaw ?? BigInteger.Zero), .. jit.Gains],
                LossToken = sandwich.LossToken,
                LossRaw = sandwich.LossRaw,
                Confidence = Math.Min(sandwich.Confidence, jit.Confidence),
            };
            finding.Clauses["parts"] = "sandwich,jit";
            foreach ((string name, IReadOnlyList<string> places) in sandwich.Places.Concat(jit.Places))
            {
                finding.Places.TryAdd(name, places);
            }

            sandwich.PartOf = finding;
            jit.PartOf = finding;
            found.Add(finding);
        }

        return found;
    }

    // An arbitrage's swaps that are a sandwich's legs, or that turned a liquidation's collateral into its debt.
    private static void SetParts(IReadOnlyList<MevFinding> arbitrages, IReadOnlyList<MevFinding> wholes)
    {
        foreach (MevFinding arbitrage in arbitrages)
        {
            arbitrage.PartOf = wholes.FirstOrDefault(whole => whole.Transactions.Contains(arbitrage.Transactions[0])
                && (whole.Kind == MevKind.Liquidation || whole.Pools.Any(arbitrage.Pools.Contains)));
        }
    }
}
