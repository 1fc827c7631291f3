using Weir.Core;

namespace Weir.Simulation.Events.Realistic;

/// <summary>
/// The WETH/DAI pair: x · y = k in whole raw units, 0.3 % of what comes in (UniswapV2Library.getAmountOut, Uniswap V2
/// whitepaper, 2020).
/// </summary>
internal sealed class ConstantProductPool
{
    public ConstantProductPool(UInt128 daiRaw, UInt128 wethRaw) => (DaiRaw, WethRaw) = (daiRaw, wethRaw);

    public UInt128 DaiRaw { get; private set; }

    public UInt128 WethRaw { get; private set; }

    /// <summary>The square root of x · y: how deep the pool is, whatever the price.</summary>
    public double Depth => Math.Sqrt((double)DaiRaw * (double)WethRaw);

    /// <summary>DAI a WETH in millionths, rounded down.</summary>
    public ulong PriceMicroDai => (ulong)(DaiRaw * 1_000_000 / WethRaw);

    /// <summary>What comes out for what goes in, rounded down.</summary>
    public static UInt128 AmountOut(UInt128 inRaw, UInt128 reserveInRaw, UInt128 reserveOutRaw)
    {
        UInt128 withFee = inRaw * 997;
        return MultiplyDivide(withFee, reserveOutRaw, (reserveInRaw * 1_000) + withFee);
    }

    /// <summary>DAI in, WETH out: WETH becomes dearer.</summary>
    /// <returns>The WETH that goes out.</returns>
    public UInt128 SellDai(UInt128 daiInRaw)
    {
        UInt128 outRaw = AmountOut(daiInRaw, DaiRaw, WethRaw);
        DaiRaw += daiInRaw;
        WethRaw -= outRaw;
        return outRaw;
    }

    /// <summary>WETH in, DAI out: WETH becomes cheaper.</summary>
    /// <returns>The DAI that goes out.</returns>
    public UInt128 SellWeth(UInt128 wethInRaw)
    {
        UInt128 outRaw = AmountOut(wethInRaw, WethRaw, DaiRaw);
        WethRaw += wethInRaw;
        DaiRaw -= outRaw;
        return outRaw;
    }

    /// <summary>Takes the same share of both sides out: the price stays.</summary>
    /// <param name="ratioPpm">Millionths of the reserves.</param>
    public (UInt128 DaiRaw, UInt128 WethRaw) Withdraw(ulong ratioPpm)
    {
        (UInt128 daiRaw, UInt128 wethRaw) = (DaiRaw / 1_000_000 * ratioPpm, WethRaw / 1_000_000 * ratioPpm);
        DaiRaw -= daiRaw;
        WethRaw -= wethRaw;
        return (daiRaw, wethRaw);
    }

    /// <summary>left · right / divisor, rounded down, with a product of up to 256 bits.</summary>
    public static UInt128 MultiplyDivide(UInt128 left, UInt128 right, UInt128 divisor) =>
        (UInt128)((UInt256)left * right / divisor);
}
