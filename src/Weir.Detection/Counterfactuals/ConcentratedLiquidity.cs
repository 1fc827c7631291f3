using System.Numerics;

namespace Weir.Detection.Counterfactuals;

/// <summary>
/// Uniswap V3's arithmetic within one range of liquidity, in whole numbers (SwapMath.sol, SqrtPriceMath.sol): prices
/// are square roots in 96 binary places.
/// </summary>
public static class ConcentratedLiquidity
{
    private const int Million = 1_000_000;

    /// <summary>A step that ends where its amount ends, not at a tick.</summary>
    /// <param name="NextX96">The price after it.</param>
    /// <param name="InRaw">What went in, fee included.</param>
    /// <param name="OutRaw">What came out.</param>
    public readonly record struct Step(BigInteger NextX96, BigInteger InRaw, BigInteger OutRaw);

    /// <summary>A swap of an exact input.</summary>
    public static Step ExactIn(
        BigInteger priceX96, BigInteger liquidity, BigInteger amountIn, bool isZeroForOne, int feePpm)
    {
        BigInteger net = amountIn * (Million - feePpm) / Million;
        BigInteger next = isZeroForOne ? After0In(priceX96, liquidity, net)
            : priceX96 + ((net << 96) / liquidity);
        return new Step(next, amountIn, Amount(priceX96, next, liquidity, !isZeroForOne, isUp: false));
    }

    /// <summary>A swap of an exact output; null where the range does not have as much.</summary>
    public static Step? ExactOut(
        BigInteger priceX96, BigInteger liquidity, BigInteger amountOut, bool isZeroForOne, int feePpm)
    {
        BigInteger next;
        if (isZeroForOne)
        {
            next = priceX96 - Up(amountOut << 96, liquidity);
        }
        else
        {
            BigInteger numerator = liquidity << 96;
            BigInteger denominator = numerator - (amountOut * priceX96);
            if (denominator.Sign <= 0)
            {
                return null;
            }

            next = Up(numerator * priceX96, denominator);
        }

        if (next.Sign <= 0)
        {
            return null;
        }

        BigInteger net = Amount(priceX96, next, liquidity, isZeroForOne, isUp: true);
        BigInteger fee = Up(net * feePpm, Million - feePpm);
        BigInteger can = Amount(priceX96, next, liquidity, !isZeroForOne, isUp: false);
        return new Step(next, net + fee, BigInteger.Min(can, amountOut));
    }

    /// <summary>What lies between two prices, of token 0 or of token 1 (getAmount0Delta, getAmount1Delta).</summary>
    public static BigInteger Amount(
        BigInteger oneX96, BigInteger otherX96, BigInteger liquidity, bool isToken0, bool isUp)
    {
        BigInteger low = BigInteger.Min(oneX96, otherX96);
        BigInteger high = BigInteger.Max(oneX96, otherX96);
        if (isToken0)
        {
            BigInteger product = (liquidity << 96) * (high - low);
            return isUp ? Up(Up(product, high), low) : product / high / low;
        }

        BigInteger amount = liquidity * (high - low);
        return isUp ? Up(amount, BigInteger.One << 96) : amount >> 96;
    }

    /// <summary>
    /// The price that a swap began at, from what it moved and where it ended, in a range of constant liquidity: the one
    /// that gives exactly these numbers, or null.
    /// </summary>
    public static BigInteger? StartOf(
        BigInteger endX96, BigInteger liquidity, BigInteger amountIn, BigInteger amountOut, bool isZeroForOne,
        int feePpm)
    {
        if (liquidity.Sign <= 0 || endX96.Sign <= 0)
        {
            return null;
        }

        foreach (BigInteger guess in Guesses(endX96, liquidity, amountIn, amountOut, isZeroForOne, feePpm))
        {
            // Roundings leave a few neighbours open.
            for (int offset = 0; offset <= 2; offset++)
            {
                foreach (BigInteger start in offset == 0 ? [guess] : new[] { guess - offset, guess + offset })
                {
                    if (start.Sign > 0 && Fits(start, endX96, liquidity, amountIn, amountOut, isZeroForOne, feePpm)
                        is not null)
                    {
                        return start;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Whether a swap from a price gives these numbers: as an exact input, an exact output, or not.</summary>
    /// <returns>True for an exact output, false for an exact input, null where it gives others.</returns>
    public static bool? Fits(
        BigInteger startX96, BigInteger endX96, BigInteger liquidity, BigInteger amountIn, BigInteger amountOut,
        bool isZeroForOne, int feePpm)
    {
        Step step = ExactIn(startX96, liquidity, amountIn, isZeroForOne, feePpm);
        if (step.NextX96 == endX96 && step.OutRaw == amountOut)
        {
            return false;
        }

        return ExactOut(startX96, liquidity, amountOut, isZeroForOne, feePpm) is { } exact
            && exact.NextX96 == endX96 && exact.InRaw == amountIn ? true : null;
    }

    private static IEnumerable<BigInteger> Guesses(
        BigInteger endX96, BigInteger liquidity, BigInteger amountIn, BigInteger amountOut, bool isZeroForOne,
        int feePpm)
    {
        BigInteger net = amountIn * (Million - feePpm) / Million;
        BigInteger numerator = liquidity << 96;
        if (isZeroForOne)
        {
            // From the input: 1/start = 1/end - net/(L·2^96); from the output: start = end + out·2^96/L.
            BigInteger denominator = numerator - (net * endX96);
            if (denominator.Sign > 0)
            {
                yield return numerator * endX96 / denominator;
            }

            yield return endX96 + ((amountOut << 96) / liquidity);
        }
        else
        {
            yield return endX96 - ((net << 96) / liquidity);
            yield return numerator * endX96 / (numerator + (amountOut * endX96));
        }
    }

    private static BigInteger After0In(BigInteger priceX96, BigInteger liquidity, BigInteger net)
    {
        if (net.IsZero)
        {
            return priceX96;
        }

        BigInteger numerator = liquidity << 96;
        return Up(numerator * priceX96, numerator + (net * priceX96));
    }

    private static BigInteger Up(BigInteger value, BigInteger by)
    {
        BigInteger quotient = BigInteger.DivRem(value, by, out BigInteger rest);
        return rest.IsZero ? quotient : quotient + 1;
    }
}
