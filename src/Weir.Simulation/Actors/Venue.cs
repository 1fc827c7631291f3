using System.Numerics;
using Weir.Core;
using Weir.Simulation.Chain;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Actors;

/// <summary>A pool of either kind, as traders use it.</summary>
internal sealed class Venue
{
    public Venue(UniswapPair pair) => Pair = pair;

    public Venue(ConcentratedPool pool) => Pool = pool;

    public UniswapPair? Pair { get; }

    public ConcentratedPool? Pool { get; }

    public Address Address => Pair?.Address ?? Pool!.Address;

    public FungibleToken Token0 => Pair?.Token0 ?? Pool!.Token0;

    public FungibleToken Token1 => Pair?.Token1 ?? Pool!.Token1;

    public FungibleToken Other(FungibleToken token) => token == Token0 ? Token1 : Token0;

    /// <summary>What stands on a token's side, raw.</summary>
    public BigInteger Depth(FungibleToken token) => Pair is { } pair ? pair.ReserveOf(token)
        : token == Token0 ? (Pool!.Liquidity << 96) / Pool.SqrtPriceX96 : (Pool!.Liquidity * Pool.SqrtPriceX96) >> 96;

    /// <summary>What comes out for an input.</summary>
    public BigInteger Quote(FungibleToken tokenIn, BigInteger amountIn) => Pair is { } pair
        ? pair.AmountOut(tokenIn, (UInt256)amountIn) : Pool!.Quote(tokenIn, amountIn).Out;

    /// <summary>A swap; the payer sends the input, and may leave some of the output (pairs only).</summary>
    /// <returns>What came out.</returns>
    public BigInteger Swap(
        BlockBuilder block, Address caller, Address payer, Address to, FungibleToken tokenIn, BigInteger amountIn,
        BigInteger slack = default)
    {
        if (Pair is { } pair)
        {
            if (payer != pair.Address)
            {
                tokenIn.Transfer(block, payer, pair.Address, (UInt256)amountIn);
            }

            return pair.Swap(block, caller, tokenIn, (UInt256)amountIn, to, (UInt256)slack);
        }

        return Pool!.Swap(block, caller, payer, to, tokenIn, amountIn).Out;
    }
}
