using System.Numerics;
using Weir.Core;
using Weir.Detection.Facts;

namespace Weir.Detection.Jit;

/// <summary>
/// Just-in-time liquidity: a position that is opened right before another's swap and closed right after it, so that it
/// takes most of that swap's fee.
/// </summary>
public static class JitInspector
{
    /// <summary>The positions, in the order in which they were opened.</summary>
    public static IReadOnlyList<MevFinding> Find(BlockFacts block)
    {
        List<MevFinding> found = [];
        ILookup<PoolId, Swap> swaps = block.Swaps.ToLookup(swap => swap.Pool);
        HashSet<LiquidityChange> used = [];
        LiquidityChange[] changes = [.. block.Liquidity.OrderBy(change => change.Order)];
        foreach (LiquidityChange mint in changes.Where(change => change.Kind == LiquidityKind.Mint))
        {
            LiquidityChange? burn = Array.Find(changes, change => !used.Contains(change) && IsClosing(mint, change));
            if (burn is null)
            {
                continue;
            }

            Swap[] between =
            [
                .. swaps[mint.Pool].Where(swap => swap.Transaction.Index > mint.Transaction.Index
                    && swap.Transaction.Index < burn.Transaction.Index
                    && swap.Transaction.From != mint.Transaction.From).OrderBy(swap => swap.Order),
            ];
            if (between.Length > 0)
            {
                used.Add(burn);
                found.Add(Make(block, mint, burn, between, Collected(changes, burn)));
            }
        }

        return found;
    }

    private static bool IsClosing(LiquidityChange mint, LiquidityChange burn) =>
        burn.Kind == LiquidityKind.Burn && burn.Pool == mint.Pool
        && burn.Transaction.Index > mint.Transaction.Index
        && burn.TickLower == mint.TickLower && burn.TickUpper == mint.TickUpper
        && (burn.Liquidity is not { } out_ || mint.Liquidity is not { } in_ || out_ == in_)
        && (burn.Transaction.From == mint.Transaction.From
            ? burn.Transaction.From is not null || burn.Provider == mint.Provider
            : burn.Provider == mint.Provider && burn.Transaction.To is { } to && to == mint.Transaction.To
                && burn.Liquidity is not null);

    // V3 pays fees out with the position: what was collected in the burn's transaction is all that came back.
    private static LiquidityChange? Collected(LiquidityChange[] changes, LiquidityChange burn) =>
        Array.Find(changes, change => change.Kind == LiquidityKind.Collect && change.Pool == burn.Pool
            && change.Transaction == burn.Transaction && change.TickLower == burn.TickLower
            && change.TickUpper == burn.TickUpper && change.Order > burn.Order);

    private static MevFinding Make(
        BlockFacts block, LiquidityChange mint, LiquidityChange burn, Swap[] between, LiquidityChange? collect)
    {
        List<TokenAmount> gains = [];
        foreach (TokenAmount back in (collect ?? burn).Amounts)
        {
            BigInteger put = BigInteger.Zero;
            foreach (TokenAmount amount in mint.Amounts)
            {
                put += amount.Token == back.Token ? amount.Raw : BigInteger.Zero;
            }

            gains.Add(new TokenAmount(back.Token, back.Raw - put));
        }

        (Address? token, BigInteger? profit) = InOneToken(block, between[^1], gains);
        MevFinding finding = new()
        {
            Kind = MevKind.Jit,
            Actor = mint.Transaction.From ?? mint.Provider ?? default,
            Contract = mint.Transaction.To,
            Transactions = [mint.Transaction, burn.Transaction],
            Victims = [.. between.Select(swap => swap.Transaction).Distinct()],
            Pools = [mint.Pool],
            ProfitToken = token,
            ProfitRaw = profit,
            Gains = gains,
            Confidence = mint.Liquidity is not null && mint.Liquidity == burn.Liquidity ? 1 : 0.8,
        };
        finding.Clauses["position"] = $"{mint.TickLower}..{mint.TickUpper}";
        finding.Clauses["liquidity"] = $"{mint.Liquidity}";
        finding.Clauses["fees"] = collect is null ? "not collected in the burn's transaction" : "collected";
        finding.Clauses["gains"] = string.Join(',', gains.Select(gain => $"{gain.Raw} {gain.Token}"));
        finding.Places["mint"] = [mint.Place];
        finding.Places["swaps"] = [.. between.Select(swap => swap.Place)];
        finding.Places["burn"] = [burn.Place];
        return finding;
    }

    // Both tokens in the pool's token 1, at the price after the last swap that the position stood in.
    private static (Address? Token, BigInteger? Raw) InOneToken(
        BlockFacts block, Swap last, List<TokenAmount> gains)
    {
        if (!block.Pairs.TryGetValue(last.Pool, out PairTokens pair) || last.After is not RangeState state
            || gains.Count != 2)
        {
            return (null, null);
        }

        BigInteger gain0 = gains.Find(gain => gain.Token == pair.Token0).Raw;
        BigInteger gain1 = gains.Find(gain => gain.Token == pair.Token1).Raw;
        BigInteger square = state.SqrtPriceX96 * state.SqrtPriceX96;
        return (pair.Token1, gain1 + ((gain0 * square) >> 192));
    }
}
