using System.Globalization;
using System.Numerics;

namespace Weir.Detection.Counterfactuals;

/// <summary>Uniswap V3's TickMath.sol: square roots of prices 1.0001^tick in 96 binary places, exact.</summary>
public static class TickMath
{
    /// <summary>The lowest and, negated, the highest tick.</summary>
    public const int MinTick = -887_272;

    // The factors of TickMath.getSqrtRatioAtTick, lowest bit of the tick first.
    private static readonly BigInteger[] Factors =
    [
        .. new[]
        {
            "fffcb933bd6fad37aa2d162d1a594001", "fff97272373d413259a46990580e213a", "fff2e50f5f656932ef12357cf3c7fdcc",
            "ffe5caca7e10e4e61c3624eaa0941cd0", "ffcb9843d60f6159c9db58835c926644", "ff973b41fa98c081472e6896dfb254c0",
            "ff2ea16466c96a3843ec78b326b52861", "fe5dee046a99a2a811c461f1969c3053", "fcbe86c7900a88aedcffc83b479aa3a4",
            "f987a7253ac413176f2b074cf7815e54", "f3392b0822b70005940c7a398e4b70f3", "e7159475a2c29b7443b29c7fa6e889d9",
            "d097f3bdfd2022b8845ad8f792aa5825", "a9f746462d870fdf8a65dc1f90e061e5", "70d869a156d2a1b890bb3df62baf32f7",
            "31be135f97d08fd981231505542fcfa6", "9aa508b5b7a84e1c677de54f3e99bc9", "5d6af8dedb81196699c329225ee604",
            "2216e584f5fa1ea926041bedfe98", "48a170391f7dc42444e8fa2",
        }.Select(text => BigInteger.Parse("0" + text, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
    ];

    private static readonly BigInteger MaxUInt256 = (BigInteger.One << 256) - 1;

    /// <summary>The square root of the price at a tick (getSqrtRatioAtTick).</summary>
    public static BigInteger SqrtPriceAt(int tick)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tick, MinTick);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tick, -MinTick);
        int size = Math.Abs(tick);
        BigInteger ratio = BigInteger.One << 128;
        for (int bit = 0; bit < Factors.Length; bit++)
        {
            if ((size >> bit & 1) != 0)
            {
                ratio = bit == 0 ? Factors[0] : (ratio * Factors[bit]) >> 128;
            }
        }

        ratio = tick > 0 ? MaxUInt256 / ratio : ratio;
        return (ratio >> 32) + ((ratio & 0xffffffff).IsZero ? 0 : 1);
    }

    /// <summary>The greatest tick whose price is not above a price (getTickAtSqrtRatio).</summary>
    public static int TickAt(BigInteger sqrtPriceX96)
    {
        // Near enough by logarithm, then exact.
        int tick = (int)Math.Floor(2 * (BigInteger.Log(sqrtPriceX96) - (96 * Math.Log(2))) / Math.Log(1.0001));
        tick = Math.Clamp(tick, MinTick, -MinTick - 1);
        while (tick > MinTick && SqrtPriceAt(tick) > sqrtPriceX96)
        {
            tick--;
        }

        while (tick < -MinTick - 1 && SqrtPriceAt(tick + 1) <= sqrtPriceX96)
        {
            tick++;
        }

        return tick;
    }
}
