using System.Numerics;
using Weir.Core;
using Weir.Detection.Facts;

namespace Weir.Detection.Arbitrages;

/// <summary>
/// Atomic arbitrage: swaps of one transaction that end in the token they began with (<see cref="RouteSearch"/>), or an
/// account that only gained (<see cref="TransferCycles"/>); NFTs bought and sold again at once. A loss is kept.
/// </summary>
public static class ArbitrageInspector
{
    /// <summary>The arbitrages of a block, in the order of their transactions.</summary>
    public static IReadOnlyList<MevFinding> Find(BlockFacts block)
    {
        List<MevFinding> found = [];
        ILookup<TransactionFact, TokenMove> moves = block.Moves.ToLookup(move => move.Transaction);
        foreach (IGrouping<TransactionFact, Swap> group in block.Swaps.GroupBy(swap => swap.Transaction))
        {
            Swap[] swaps = [.. group.OrderBy(swap => swap.Order)];
            if (swaps.Length >= 2)
            {
                AddSwaps(found, group.Key, swaps, [.. moves[group.Key]]);
            }
        }

        AddSales(found, block);
        return [.. found.OrderBy(finding => finding.Transactions[0].Index)];
    }

    private static void AddSwaps(
        List<MevFinding> found, TransactionFact transaction, Swap[] swaps, IReadOnlyList<TokenMove> moves)
    {
        IReadOnlyList<IReadOnlyList<Swap>> routes = RouteSearch.Find(swaps);
        (Address Node, IReadOnlyList<TokenAmount> Gains)? gain = TransferCycles.Find(transaction, swaps, moves);

        // Routes through the same pools are one: its id is made of them.
        foreach (IGrouping<string, IReadOnlyList<Swap>> same in routes.GroupBy(
            route => string.Join(',', route.Select(swap => swap.Pool.ToString()).Append(route[0].Sold.ToString()))))
        {
            IReadOnlyList<Swap> first = same.First();
            BigInteger profit = BigInteger.Zero;
            foreach (IReadOnlyList<Swap> route in same)
            {
                profit += route[^1].BoughtRaw - route[0].SoldRaw;
            }

            MevFinding finding = new()
            {
                Kind = MevKind.Arbitrage,
                Actor = transaction.From ?? first[0].Caller ?? default,
                Contract = first[0].Payer ?? first[0].Caller ?? transaction.To,
                Transactions = [transaction],
                Pools = [.. first.Select(swap => swap.Pool)],
                ProfitToken = first[0].Sold,
                ProfitRaw = profit,
                Confidence = gain is not null ? 1 : profit.Sign > 0 ? 0.95 : 0.8,
            };
            finding.Clauses["rules"] = gain is null ? "route" : "route,cycle";
            finding.Clauses["routes"] = $"{same.Count()}";
            finding.Clauses["start_amount_raw"] = $"{first[0].SoldRaw}";
            finding.Clauses["end_amount_raw"] = $"{first[^1].BoughtRaw}";
            finding.Places["swaps"] = [.. same.SelectMany(route => route).Select(swap => swap.Place)];
            found.Add(finding);
        }

        if (routes.Count == 0 && gain is { } only)
        {
            found.Add(OfCycle(transaction, swaps, only.Node, only.Gains));
        }
    }

    private static MevFinding OfCycle(
        TransactionFact transaction, Swap[] swaps, Address node, IReadOnlyList<TokenAmount> gains)
    {
        MevFinding finding = new()
        {
            Kind = MevKind.Arbitrage,
            Actor = transaction.From ?? node,
            Contract = node,
            Transactions = [transaction],
            Pools = [.. swaps.Select(swap => swap.Pool).Distinct()],
            ProfitToken = gains.Count == 1 ? gains[0].Token : null,
            ProfitRaw = gains.Count == 1 ? gains[0].Raw : null,
            Gains = gains,
            Confidence = 0.8,
        };
        finding.Clauses["rules"] = "cycle";
        finding.Clauses["gaining_account"] = $"{node}";
        finding.Clauses["gains"] = string.Join(',', gains.Select(gain => $"{gain.Raw} {gain.Token}"));
        finding.Places["swaps"] = [.. swaps.Select(swap => swap.Place)];
        return finding;
    }

    // The same NFT bought and sold again in one transaction, by the account that bought it.
    private static void AddSales(List<MevFinding> found, BlockFacts block)
    {
        foreach (IGrouping<TransactionFact, NftSale> group in block.Sales.GroupBy(sale => sale.Transaction))
        {
            NftSale[] sales = [.. group.OrderBy(sale => sale.Order)];
            for (int i = 0; i < sales.Length; i++)
            {
                NftSale buy = sales[i];
                NftSale? sell = Array.Find(sales[(i + 1)..], later =>
                    later.Collection == buy.Collection && later.TokenId == buy.TokenId && later.Seller == buy.Buyer);
                if (sell is null)
                {
                    continue;
                }

                bool isOneCurrency = buy.Currency == sell.Currency;
                MevFinding finding = new()
                {
                    Kind = MevKind.Arbitrage,
                    Actor = group.Key.From ?? buy.Buyer,
                    Contract = buy.Buyer,
                    Transactions = [group.Key],
                    Pools = [.. new[] { buy.Market, sell.Market }.Distinct().Select(market => new PoolId(market.Span))],
                    ProfitToken = isOneCurrency ? buy.Currency : null,
                    ProfitRaw = isOneCurrency ? sell.ProceedsRaw - buy.PriceRaw : null,
                    Gains = [new(sell.Currency, sell.ProceedsRaw), new(buy.Currency, -buy.PriceRaw)],
                    Confidence = 1,
                };
                finding.Clauses["rules"] = "nft";
                finding.Clauses["nft"] = $"{buy.Collection} {buy.TokenId}";
                finding.Places["sales"] = [buy.Place, sell.Place];
                found.Add(finding);
            }
        }
    }
}
