using Weir.Core;
using Weir.Core.Tables;
using Weir.Detection;
using Weir.Detection.Facts;
using Weir.Detection.Prices;

namespace Weir.Ethereum.Transforms.Mev;

/// <summary>Pools of a block to rows of <c>pool_features</c>, in the order of their ids.</summary>
internal static class PoolFeatureRows
{
    public static void Append(
        PoolFeatureBatch rows, in BlockStamp stamp, BlockFacts facts, BlockPrices prices,
        IReadOnlyList<MevFinding> findings)
    {
        ILookup<PoolId, Swap> swaps = facts.Swaps.ToLookup(swap => swap.Pool);
        Dictionary<PoolId, PoolState> states = [];
        foreach (StateChange change in facts.States)
        {
            states[change.Pool] = change.After;
        }

        PriceGraph before = prices.Before(0);
        foreach (PoolId pool in swaps.Select(group => group.Key).Union(states.Keys).OrderBy(
            pool => pool.ToString(), StringComparer.Ordinal))
        {
            rows.AppendBlock(stamp);
            rows.PoolId.Append(pool.ToArray());
            rows.SwapCount.Append(swaps[pool].Count());
            rows.TraderCount.Append(swaps[pool].Select(swap => swap.Transaction.From).Distinct().Count());
            rows.MevCount.Append(findings.Count(finding => finding.Pools.Contains(pool)));
            rows.VolumeUsd.Append(Volume(swaps[pool], before));
            PoolState? state = states.GetValueOrDefault(pool);
            var reserves = state as ReserveState;
            var range = state as RangeState;
            rows.Reserve0Raw.Append(reserves is null ? null : (UInt256?)(UInt256)reserves.Reserve0);
            rows.Reserve1Raw.Append(reserves is null ? null : (UInt256?)(UInt256)reserves.Reserve1);
            rows.SqrtPriceX96.Append(range is null ? null : (UInt256?)(UInt256)range.SqrtPriceX96);
            rows.Liquidity.Append(range is null ? null : (UInt256?)(UInt256)range.Liquidity);
            rows.Tick.Append(range?.Tick);
        }
    }

    private static double? Volume(IEnumerable<Swap> swaps, PriceGraph prices)
    {
        double sum = 0;
        foreach (Swap swap in swaps)
        {
            double? value = prices.Value(swap.Bought, (double)swap.BoughtRaw)
                ?? prices.Value(swap.Sold, (double)swap.SoldRaw);
            if (value is null)
            {
                return null;
            }

            sum += value.Value;
        }

        return sum;
    }
}
