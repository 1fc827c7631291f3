using System.Numerics;
using Weir.Core;
using Weir.Ethereum.Hashing;
using Weir.Simulation.Chain;

namespace Weir.Simulation.Contracts;

/// <summary>A Uniswap V2 pair with its exact integer arithmetic: x · y = k, 0.3 % of what comes in.</summary>
internal sealed class UniswapPair
{
    private static readonly UInt256 MinimumLiquidity = 1_000;

    // keccak256 of the pair's creation code, as UniswapV2Library has it.
    private static readonly Hash32 InitCodeHash =
        Hash32.Parse("0x96e8ac4277198ff8b6f785478aa9a39f403cb768dd02cbee326c3e7da348845f");

    private UInt256 _first0;
    private UInt256 _first1;

    public UniswapPair(Address factory, FungibleToken one, FungibleToken other)
    {
        (Token0, Token1) = one.Address < other.Address ? (one, other) : (other, one);
        Address = AddressOf(factory, Token0.Address, Token1.Address);
        Liquidity = new FungibleToken(Address, 18);
    }

    public Address Address { get; }

    /// <summary>The token with the lower address.</summary>
    public FungibleToken Token0 { get; }

    public FungibleToken Token1 { get; }

    public UInt256 Reserve0Raw { get; private set; }

    public UInt256 Reserve1Raw { get; private set; }

    /// <summary>The pair's own ERC-20 token: shares of the reserves.</summary>
    public FungibleToken Liquidity { get; }

    /// <summary>Whether token 0 is dearer than the first deposit had it.</summary>
    public bool IsToken0Dear => Reserve1Raw * _first0 > Reserve0Raw * _first1;

    /// <summary>The token that is not the one given.</summary>
    public FungibleToken Other(FungibleToken token) => token == Token0 ? Token1 : Token0;

    public UInt256 ReserveOf(FungibleToken token) => token == Token0 ? Reserve0Raw : Reserve1Raw;

    /// <summary>
    /// UniswapV2Library.getAmountOut: what comes out for what goes in, 997 thousandths of which trade.
    /// </summary>
    public UInt256 AmountOut(FungibleToken tokenIn, UInt256 amountInRaw)
    {
        UInt256 withFee = amountInRaw * 997;
        return withFee * ReserveOf(Other(tokenIn)) / ((ReserveOf(tokenIn) * 1_000) + withFee);
    }

    /// <summary>UniswapV2Library.getAmountIn: what must go in for what comes out.</summary>
    public UInt256 AmountIn(FungibleToken tokenIn, UInt256 amountOutRaw) =>
        (ReserveOf(tokenIn) * amountOutRaw * 1_000 / ((ReserveOf(Other(tokenIn)) - amountOutRaw) * 997)) + 1;

    /// <summary>
    /// The first deposit (UniswapV2Pair.mint): moves both tokens in, mints the square root of their product.
    /// </summary>
    public void AddFirstLiquidity(
        BlockBuilder block, in Address router, in Address provider, UInt256 amount0Raw, UInt256 amount1Raw)
    {
        (_first0, _first1) = (amount0Raw, amount1Raw);
        Token0.Transfer(block, provider, Address, amount0Raw);
        Token1.Transfer(block, provider, Address, amount1Raw);
        Liquidity.Mint(block, Address.Zero, MinimumLiquidity);
        Liquidity.Mint(block, provider, SquareRoot(amount0Raw * amount1Raw) - MinimumLiquidity);
        Synchronize(block, amount0Raw, amount1Raw);
        block.Log(
            Address, [Signatures.PairMint, AbiWriter.Topic(router)],
            block.Data.Clear().Word(amount0Raw).Word(amount1Raw));
    }

    /// <summary>
    /// UniswapV2Pair.swap, after the amount came in: sends out what is due, and emits Transfer, Sync and Swap in its
    /// order.
    /// </summary>
    /// <param name="slackRaw">What the caller leaves in the pair: it asks for less than it could have.</param>
    /// <returns>What went out.</returns>
    public UInt256 Swap(
        BlockBuilder block, in Address router, FungibleToken tokenIn, UInt256 amountInRaw, in Address to,
        UInt256 slackRaw = default)
    {
        UInt256 amountOutRaw = AmountOut(tokenIn, amountInRaw) - slackRaw;
        FungibleToken tokenOut = Other(tokenIn);
        tokenOut.Transfer(block, Address, to, amountOutRaw);
        bool isZeroIn = tokenIn == Token0;
        Synchronize(
            block,
            isZeroIn ? Reserve0Raw + amountInRaw : Reserve0Raw - amountOutRaw,
            isZeroIn ? Reserve1Raw - amountOutRaw : Reserve1Raw + amountInRaw);
        AbiWriter data = block.Data.Clear()
            .Word(isZeroIn ? amountInRaw : UInt256.Zero).Word(isZeroIn ? UInt256.Zero : amountInRaw)
            .Word(isZeroIn ? UInt256.Zero : amountOutRaw).Word(isZeroIn ? amountOutRaw : UInt256.Zero);
        block.Log(Address, [Signatures.Swap, AbiWriter.Topic(router), AbiWriter.Topic(to)], data);
        return amountOutRaw;
    }

    // EIP-1014: keccak256(0xff ++ factory ++ keccak256(token0 ++ token1) ++ init code hash)[12..].
    private static Address AddressOf(in Address factory, in Address token0, in Address token1)
    {
        Hash32 salt = Keccak.Hash((byte[])[.. token0.Span, .. token1.Span]);
        return new Address(Keccak.Hash((byte[])[0xFF, .. factory.Span, .. salt.Span, .. InitCodeHash.Span]).Span[12..]);
    }

    private static UInt256 SquareRoot(BigInteger value)
    {
        BigInteger root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        for (BigInteger next = (root + (value / root)) / 2; next < root; next = (root + (value / root)) / 2)
        {
            root = next;
        }

        return (UInt256)root;
    }

    private void Synchronize(BlockBuilder block, UInt256 reserve0Raw, UInt256 reserve1Raw)
    {
        Reserve0Raw = reserve0Raw;
        Reserve1Raw = reserve1Raw;
        block.Log(Address, [Signatures.Sync], block.Data.Clear().Word(reserve0Raw).Word(reserve1Raw));
    }
}
