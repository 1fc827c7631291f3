using Weir.Core;

namespace Weir.Detection.Facts;

/// <summary>What happened in one block, decoded and in order: all that inspectors see.</summary>
public sealed class BlockFacts
{
    public long ChainId { get; init; } = 1;

    public List<Swap> Swaps { get; } = [];

    public List<LiquidityChange> Liquidity { get; } = [];

    public List<Liquidation> Liquidations { get; } = [];

    public List<NftSale> Sales { get; } = [];

    public List<TokenMove> Moves { get; } = [];

    public List<StateChange> States { get; } = [];

    public Dictionary<PoolId, PairTokens> Pairs { get; } = [];

    /// <summary>The block's transactions by their place; those without facts may be missing.</summary>
    public Dictionary<long, TransactionFact> Transactions { get; } = [];

    /// <summary>Routers, aggregators and settlements: whoever calls them is not their owner.</summary>
    public IReadOnlySet<Address> SharedContracts { get; init; } = new HashSet<Address>();

    /// <summary>Stand-ins for tokens that the block does not name: they have no price and are shown to nobody.</summary>
    public HashSet<Address> Unnamed { get; } = [];
}
