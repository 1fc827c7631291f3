using System.Numerics;

namespace Weir.Detection.Facts;

/// <summary>What a pool's price follows from: reserves, or a square root and liquidity.</summary>
public abstract record PoolState
{
    /// <summary>What one raw unit of token 0 is worth in raw units of token 1; fees are not in it.</summary>
    public abstract double Price { get; }

    /// <summary>Raw units of token 0 that stand at this price: reserves, or virtual reserves.</summary>
    public abstract double Depth0 { get; }

    /// <summary>Likewise of token 1.</summary>
    public abstract double Depth1 { get; }
}

/// <summary>Uniswap V2: two reserves whose product stays (getReserves).</summary>
public sealed record ReserveState(BigInteger Reserve0, BigInteger Reserve1) : PoolState
{
    /// <inheritdoc/>
    public override double Price => Reserve0.IsZero ? 0 : (double)Reserve1 / (double)Reserve0;

    /// <inheritdoc/>
    public override double Depth0 => (double)Reserve0;

    /// <inheritdoc/>
    public override double Depth1 => (double)Reserve1;
}

/// <summary>
/// Uniswap V3 and V4: the square root of the price in 96 binary places, the liquidity in range, the tick (slot0).
/// </summary>
public sealed record RangeState(BigInteger SqrtPriceX96, BigInteger Liquidity, int Tick) : PoolState
{
    private const double Q96 = 79228162514264337593543950336d;

    /// <inheritdoc/>
    public override double Price => Root * Root;

    /// <inheritdoc/>
    public override double Depth0 => SqrtPriceX96.IsZero ? 0 : (double)Liquidity / Root;

    /// <inheritdoc/>
    public override double Depth1 => (double)Liquidity * Root;

    private double Root => (double)SqrtPriceX96 / Q96;
}
