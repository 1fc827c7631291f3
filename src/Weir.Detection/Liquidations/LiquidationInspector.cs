using System.Numerics;
using Weir.Core;
using Weir.Detection.Arbitrages;
using Weir.Detection.Facts;

namespace Weir.Detection.Liquidations;

/// <summary>Loans that were liquidated, each with what the liquidator was left with after its transaction.</summary>
public static class LiquidationInspector
{
    /// <summary>The liquidations, in order.</summary>
    public static IReadOnlyList<MevFinding> Find(BlockFacts block)
    {
        ILookup<TransactionFact, TokenMove> moves = block.Moves.ToLookup(move => move.Transaction);
        List<MevFinding> found = [];
        foreach (IGrouping<(TransactionFact Transaction, Address Market, Address Borrower), Liquidation> group in
            block.Liquidations.OrderBy(liquidation => liquidation.Order).GroupBy(
                liquidation => (liquidation.Transaction, liquidation.Market, liquidation.Borrower)))
        {
            found.Add(Make([.. group], moves[group.Key.Transaction]));
        }

        return found;
    }

    private static MevFinding Make(Liquidation[] parts, IEnumerable<TokenMove> moves)
    {
        Liquidation first = parts[0];
        List<TokenAmount> gains = Gains(parts, moves);
        MevFinding finding = new()
        {
            Kind = MevKind.Liquidation,
            Actor = first.Transaction.From ?? first.Liquidator ?? default,
            Contract = first.Liquidator,
            Transactions = [first.Transaction],
            Pools = [new PoolId(first.Market.Span)],
            ProfitToken = gains.Count == 1 ? gains[0].Token : null,
            ProfitRaw = gains.Count == 1 ? gains[0].Raw : null,
            Gains = gains,
            Confidence = 1,
        };
        finding.Clauses["borrower"] = $"{first.Borrower}";
        finding.Clauses["debt"] = string.Join(',', parts.Select(part => $"{part.DebtRaw} {part.DebtToken}"));
        finding.Clauses["collateral"] = string.Join(
            ',', parts.Select(part => $"{part.CollateralRaw} {part.CollateralToken}"));
        finding.Places["liquidations"] = [.. parts.Select(part => part.Place)];
        return finding;
    }

    // What the liquidator has after all that it did in the transaction; else collateral against debt.
    private static List<TokenAmount> Gains(Liquidation[] parts, IEnumerable<TokenMove> moves)
    {
        if (parts[0].Liquidator is { } liquidator)
        {
            Dictionary<Address, BigInteger> net = NetFlows.Of(liquidator, moves);
            if (net.Count > 0)
            {
                return [.. net.OrderBy(item => item.Key).Select(item => new TokenAmount(item.Key, item.Value))];
            }
        }

        List<TokenAmount> gains = [];
        foreach (Liquidation part in parts)
        {
            if (part.CollateralToken is { } collateral && part.CollateralRaw is { } seized)
            {
                gains.Add(new TokenAmount(collateral, seized));
            }

            if (part.DebtToken is { } debt)
            {
                gains.Add(new TokenAmount(debt, -part.DebtRaw));
            }
        }

        return gains;
    }
}
