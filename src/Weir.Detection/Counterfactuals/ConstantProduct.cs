using System.Numerics;
using Weir.Detection.Facts;

namespace Weir.Detection.Counterfactuals;

/// <summary>Uniswap V2's arithmetic in whole numbers (UniswapV2Library.sol), for any fee in parts per million.</summary>
public static class ConstantProduct
{
    private const int Million = 1_000_000;

    /// <summary>What comes out for an input: <c>getAmountOut</c>, raw units.</summary>
    /// <param name="amountIn">Raw units that go in.</param>
    /// <param name="reserveIn">The reserve of the token that goes in.</param>
    /// <param name="reserveOut">The reserve of the other.</param>
    /// <param name="feePpm">The fee in parts per million.</param>
    public static BigInteger AmountOut(BigInteger amountIn, BigInteger reserveIn, BigInteger reserveOut, int feePpm)
    {
        // The contract counts in thousandths where it can: numerator and denominator have the same factor.
        BigInteger withFee = amountIn * (Million - feePpm);
        return withFee.IsZero ? BigInteger.Zero : withFee * reserveOut / ((reserveIn * Million) + withFee);
    }

    /// <summary>What must go in for an output: <c>getAmountIn</c>; null where the pool does not have as much.</summary>
    public static BigInteger? AmountIn(BigInteger amountOut, BigInteger reserveIn, BigInteger reserveOut, int feePpm) =>
        amountOut >= reserveOut ? null
            : (reserveIn * amountOut * Million / ((reserveOut - amountOut) * (Million - feePpm))) + 1;

    /// <summary>
    /// The formula's output from the reserves before, less what came out: above zero the trader left something, below
    /// zero the pool gave more than the formula. Null where the reserves before are not known.
    /// </summary>
    public static BigInteger? Residual(Swap swap) =>
        swap.Before is ReserveState before && swap.IsZeroForOne is { } isZero
            ? AmountOut(
                swap.SoldRaw, isZero ? before.Reserve0 : before.Reserve1, isZero ? before.Reserve1 : before.Reserve0,
                swap.FeePpm ?? DefaultFeePpm) - swap.BoughtRaw
            : null;

    /// <summary>The fee of Uniswap V2 and most of its forks: 0.3 %.</summary>
    public const int DefaultFeePpm = 3_000;
}
