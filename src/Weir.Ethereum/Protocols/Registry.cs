using Weir.Ethereum.Protocols.Aave;
using Weir.Ethereum.Protocols.Balancer;
using Weir.Ethereum.Protocols.Compound;
using Weir.Ethereum.Protocols.Curve;
using Weir.Ethereum.Protocols.Dydx;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Protocols.Nft;
using Weir.Ethereum.Protocols.Traces;
using Weir.Ethereum.Protocols.Uniswap;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols;

/// <summary>Every protocol, in the order in which an event that two of them read is offered.</summary>
public static class Registry
{
    /// <summary>All of them, with what they share of a block; each call makes a set of its own.</summary>
    public static IReadOnlyList<Protocol> Create() => [.. CreateDecoders().OfType<Protocol>()];

    /// <summary>All of them, and what reads traces where logs are absent.</summary>
    internal static IReadOnlyList<ILogDecoder> CreateDecoders()
    {
        FactWriter facts = new();
        UniswapV2 v2 = new(facts);
        UniswapV3 v3 = new(facts);
        return
        [
            v2, v3, new UniswapV4(facts), new CurvePools(facts),
            new BalancerV1(facts), new BalancerV2(facts), new BalancerV3(facts),
            new Bancor.Bancor(facts), new ZeroX.ZeroX(facts), new OneInch.OneInch(facts), new Cow.Cow(facts),
            new Dodo.Dodo(facts), new Maverick.Maverick(facts),
            new AaveV1(facts), new AaveV2(facts), new CompoundV2(facts), new CompoundV3(facts), new Maker.Maker(facts),
            new DydxSolo(facts), new Euler.Euler(facts), new Morpho.Morpho(facts),
            new Wyvern(facts), new Seaport(facts), new LooksRare(facts), new X2Y2(facts), new Blur(facts),
            new PunkSales(facts), new TraceFacts(facts, v2, v3),
        ];
    }
}
