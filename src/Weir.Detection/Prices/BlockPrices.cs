using Weir.Detection.Facts;

namespace Weir.Detection.Prices;

/// <summary>
/// Prices within one block: before a transaction as the block shows the pools before it, and at the block's end.
/// </summary>
public sealed class BlockPrices
{
    private readonly BlockFacts _block;
    private readonly TokenList _tokens;
    private readonly Dictionary<PoolId, StateChange[]> _states;
    private readonly Dictionary<long, PriceGraph> _graphs = [];

    public BlockPrices(BlockFacts block, TokenList tokens)
    {
        _block = block;
        _tokens = tokens;
        _states = block.States.Where(state => block.Pairs.ContainsKey(state.Pool))
            .GroupBy(state => state.Pool)
            .ToDictionary(pool => pool.Key, pool => pool.OrderBy(state => state.Order).ToArray());
    }

    /// <summary>Prices before a transaction. A pool that the block shows only later stands as it is then found.</summary>
    public PriceGraph Before(long transactionIndex)
    {
        if (!_graphs.TryGetValue(transactionIndex, out PriceGraph? graph))
        {
            _graphs[transactionIndex] = graph = new PriceGraph(_tokens, [.. StatesBefore(transactionIndex)]);
        }

        return graph;
    }

    /// <summary>Prices when the block ends.</summary>
    public PriceGraph AtEnd() => Before(long.MaxValue);

    /// <summary>Every pool of two tokens with its state at the block's end, in the order of pools.</summary>
    public IEnumerable<(PairTokens Pair, PoolState State)> EndStates() => StatesBefore(long.MaxValue);

    private IEnumerable<(PairTokens Pair, PoolState State)> StatesBefore(long transactionIndex)
    {
        foreach ((PoolId pool, StateChange[] changes) in _states)
        {
            int later = Array.FindIndex(changes, change => change.TransactionIndex >= transactionIndex);
            PoolState? state = later < 0 ? changes[^1].After : later > 0 ? changes[later - 1].After : changes[0].Before;
            if (state is not null)
            {
                yield return (_block.Pairs[pool], state);
            }
        }
    }
}
