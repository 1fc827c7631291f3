using System.Numerics;
using Weir.Core;
using Weir.Detection.Facts;
using Weir.Detection.Sandwiches;

namespace Weir.Detection.Counterfactuals;

/// <summary>
/// The pool's swaps once more without the searcher's: others keep what they put in (or, where they asked for an exact
/// output, what they took out), and lose or win in the other token. All in whole numbers.
/// </summary>
public static class Counterfactual
{
    // Exact-output functions of Uniswap's V2 and V3 routers (Router02 and SwapRouter02).
    private static readonly HashSet<uint> ExactOutputs =
        [0x8803dbee, 0xfb3bdb41, 0x4a25d94a, 0x42712a67, 0xf28c0498, 0xdb3e2198, 0x5023b4df, 0x09b81346];

    /// <summary>What the sandwich's victims lost by it.</summary>
    /// <param name="sandwich">The sandwich.</param>
    /// <param name="swaps">The pool's swaps of the block, in order.</param>
    /// <param name="block">The block.</param>
    public static VictimLoss Of(Sandwich sandwich, IReadOnlyList<Swap> swaps, BlockFacts block)
    {
        if (sandwich.Victims.Count == 0)
        {
            return VictimLoss.Withheld("the victims deposited, and did not swap");
        }

        long first = sandwich.Fronts[0].Order;
        long last = sandwich.Victims[^1].Order;
        Swap[] run = [.. swaps.Where(swap => swap.Order >= first && swap.Order <= last)];
        if (Gap(run, sandwich.Fronts[0].Pool, block) is { } gap)
        {
            return VictimLoss.Withheld(gap);
        }

        return sandwich.Fronts[0].After switch
        {
            ReserveState => OfReserves(run, sandwich),
            RangeState => OfRange(run, sandwich),
            _ => VictimLoss.Withheld("the pool's state is not known"),
        };
    }

    // Something other than a swap changed the pool on the way.
    private static string? Gap(Swap[] run, PoolId pool, BlockFacts block)
    {
        if (run.Any(swap => swap.IsZeroForOne is null || swap.After is null))
        {
            return "the pool's state is not known after every swap";
        }

        if (block.Liquidity.Any(change => change.Pool == pool && change.Order > run[0].Order
            && change.Order < run[^1].Order && change.Kind != LiquidityKind.Collect))
        {
            return "liquidity changed between the front and the last victim";
        }

        for (int i = 1; i < run.Length; i++)
        {
            if (run[i].Before is ReserveState before && before != run[i - 1].After)
            {
                return "the reserves changed between two swaps";
            }
        }

        return null;
    }

    private static VictimLoss OfReserves(Swap[] run, Sandwich sandwich)
    {
        if (run[0].Before is not ReserveState state)
        {
            return VictimLoss.Withheld("the reserves before the front are not known");
        }

        Sums sums = new();
        foreach (Swap swap in run)
        {
            if (ConstantProduct.Residual(swap) is not { } residual)
            {
                return VictimLoss.Withheld($"the reserves before {swap.Place} are not known");
            }

            if (residual.Sign < 0)
            {
                return VictimLoss.Withheld(
                    $"{swap.Place} got {-residual} more than the formula gives: another formula or fee");
            }

            if (sandwich.Fronts.Contains(swap) || sandwich.Backs.Contains(swap))
            {
                continue;
            }

            int fee = swap.FeePpm ?? ConstantProduct.DefaultFeePpm;
            bool isZero = swap.IsZeroForOne!.Value;
            BigInteger reserveIn = isZero ? state.Reserve0 : state.Reserve1;
            BigInteger reserveOut = isZero ? state.Reserve1 : state.Reserve0;
            BigInteger amountIn = swap.SoldRaw;
            BigInteger amountOut = swap.BoughtRaw;
            if (IsExactOutput(swap))
            {
                // What it paid beyond the formula's price stays its own slack.
                ReserveState before = (ReserveState)swap.Before!;
                BigInteger needed = ConstantProduct.AmountIn(
                    amountOut, isZero ? before.Reserve0 : before.Reserve1, isZero ? before.Reserve1 : before.Reserve0,
                    fee) ?? amountIn;
                if (ConstantProduct.AmountIn(amountOut, reserveIn, reserveOut, fee) is not { } would)
                {
                    return VictimLoss.Withheld($"the pool does not hold what {swap.Place} asks for");
                }

                amountIn = BigInteger.Max(would + (amountIn - needed), BigInteger.One);
            }
            else
            {
                amountOut = BigInteger.Max(
                    ConstantProduct.AmountOut(amountIn, reserveIn, reserveOut, fee) - residual, BigInteger.Zero);
            }

            sums.Add(sandwich, swap, amountIn, amountOut);
            state = isZero
                ? new ReserveState(state.Reserve0 + amountIn, state.Reserve1 - amountOut)
                : new ReserveState(state.Reserve0 - amountOut, state.Reserve1 + amountIn);
        }

        return sums.Total("constant product, exact");
    }

    private static VictimLoss OfRange(Swap[] run, Sandwich sandwich)
    {
        var end = (RangeState)run[0].After!;
        if (run[0].FeePpm is not { } fee)
        {
            return VictimLoss.Withheld("the pool's fee is not proven");
        }

        if (run.Any(swap => ((RangeState)swap.After!).Liquidity != end.Liquidity))
        {
            return VictimLoss.Withheld("a tick is crossed: liquidity in range changed");
        }

        if (ConcentratedLiquidity.StartOf(
            end.SqrtPriceX96, end.Liquidity, run[0].SoldRaw, run[0].BoughtRaw, run[0].IsZeroForOne!.Value, fee)
            is not { } start)
        {
            return VictimLoss.Withheld("the front's amounts do not give its start: a tick is crossed");
        }

        BigInteger seen = start;
        BigInteger price = start;
        BigInteger low = start;
        BigInteger high = start;
        Sums sums = new();
        List<BigInteger> visited = [];
        foreach (Swap swap in run)
        {
            BigInteger next = ((RangeState)swap.After!).SqrtPriceX96;
            low = BigInteger.Min(low, next);
            high = BigInteger.Max(high, next);
            bool isZero = swap.IsZeroForOne!.Value;
            if (ConcentratedLiquidity.Fits(seen, next, end.Liquidity, swap.SoldRaw, swap.BoughtRaw, isZero, fee)
                is not { } isExactOut)
            {
                return VictimLoss.Withheld($"{swap.Place} is not what one range of liquidity gives");
            }

            seen = next;
            if (sandwich.Fronts.Contains(swap) || sandwich.Backs.Contains(swap))
            {
                continue;
            }

            ConcentratedLiquidity.Step? step = isExactOut
                ? ConcentratedLiquidity.ExactOut(price, end.Liquidity, swap.BoughtRaw, isZero, fee)
                : ConcentratedLiquidity.ExactIn(price, end.Liquidity, swap.SoldRaw, isZero, fee);
            if (step is not { } would)
            {
                return VictimLoss.Withheld($"the range does not hold what {swap.Place} asks for");
            }

            sums.Add(sandwich, swap, would.InRaw, would.OutRaw);
            price = would.NextX96;
            visited.Add(price);
        }

        // The liquidity is known only where the block's own swaps have been.
        return visited.Exists(point => point < low || point > high)
            ? VictimLoss.Withheld("without the searcher the price leaves the range that the block shows")
            : sums.Total("one range of liquidity, exact");
    }

    private static bool IsExactOutput(Swap swap) =>
        swap.Transaction.MethodId is { } method && ExactOutputs.Contains(method);

    /// <summary>The victims' losses by token.</summary>
    private sealed class Sums
    {
        private readonly Dictionary<Address, BigInteger> _lost = [];

        public void Add(Sandwich sandwich, Swap swap, BigInteger wouldPay, BigInteger wouldGet)
        {
            if (sandwich.Victims.Contains(swap))
            {
                Note(swap.Bought, wouldGet - swap.BoughtRaw);
                Note(swap.Sold, swap.SoldRaw - wouldPay);
            }
        }

        public VictimLoss Total(string method) => _lost.Count switch
        {
            0 => new VictimLoss(null, BigInteger.Zero, method, null),
            1 => new VictimLoss(_lost.First().Key, _lost.First().Value, method, null),
            _ => VictimLoss.Withheld(
                "victims lost in two tokens: " + string.Join(
                    ", ", _lost.OrderBy(item => item.Key).Select(item => $"{item.Value} of {item.Key}"))),
        };

        private void Note(Address token, BigInteger lost)
        {
            if (!lost.IsZero)
            {
                _lost[token] = _lost.GetValueOrDefault(token) + lost;
            }
        }
    }
}
