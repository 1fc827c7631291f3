using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Ethereum.Transforms;

/// <summary>The trades of one block, counted by pool.</summary>
internal sealed class BlockTrades
{
    private readonly Dictionary<Hash32, List<Swap>> _pools = [];
    private readonly HashSet<long> _transactions = [];

    /// <summary>How many trades the block has.</summary>
    public int Count { get; private set; }

    /// <summary>How many pools they went through.</summary>
    public int PoolCount => _pools.Count;

    /// <summary>
    /// Pools in which one sender traded both ways in two transactions with another sender's trade of the first way
    /// between them.
    /// </summary>
    public int SandwichedPools => Sum(static swaps => IsSandwiched(swaps) ? 1 : 0);

    /// <summary>Trades of another sender against the trade right before them in the pool.</summary>
    public int Backruns => Sum(CountBackruns);

    /// <summary>Counts the block's rows, which begin at a place or are none.</summary>
    /// <param name="trades">Rows of many blocks, in their order.</param>
    /// <param name="block">The block's hash.</param>
    /// <param name="row">Where the block's rows begin; afterwards the next block's.</param>
    public void Read(DexTradeBatch trades, Hash32 block, ref int row)
    {
        Count = 0;
        _transactions.Clear();
        _pools.Clear();
        for (; row < trades.RowCount && trades.BlockHash[row].SequenceEqual(block.Span); row++)
        {
            Add(trades, row);
        }
    }

    /// <summary>Counts the block's flash loans, likewise.</summary>
    public long AddLoans(FlashLoanBatch loans, Hash32 block, ref int row)
    {
        long count = 0;
        for (; row < loans.RowCount && loans.BlockHash[row].SequenceEqual(block.Span); row++)
        {
            _transactions.Add(loans.TxIndex[row]);
            count++;
        }

        return count;
    }

    /// <summary>Pools with at least so many trades.</summary>
    public int PoolsWithSwaps(int least)
    {
        int pools = 0;
        foreach (List<Swap> swaps in _pools.Values)
        {
            pools += swaps.Count >= least ? 1 : 0;
        }

        return pools;
    }

    private int Sum(Func<List<Swap>, int> count)
    {
        int sum = 0;
        foreach (List<Swap> swaps in _pools.Values)
        {
            sum += count(swaps);
        }

        return sum;
    }

    /// <summary>Transactions with a trade or a flash loan.</summary>
    public long TransactionCount => _transactions.Count;

    private void Add(DexTradeBatch trades, int row)
    {
        Count++;
        _transactions.Add(trades.TxIndex[row]);
        if (trades.PoolId.IsNull(row))
        {
            return;
        }

        Span<byte> id = stackalloc byte[Hash32.Length];
        id.Clear();
        trades.PoolId[row].CopyTo(id);
        Hash32 pool = new(id);
        if (!_pools.TryGetValue(pool, out List<Swap>? swaps))
        {
            _pools[pool] = swaps = [];
        }

        // The way of a trade: the token that went in, by name or by its place in the pool.
        swaps.Add(new Swap(
            trades.TxIndex[row], trades.TxFrom.IsNull(row) ? default : trades.TxFrom.Address(row),
            trades.TokenSoldAddress.IsNull(row) ? default : trades.TokenSoldAddress.Address(row),
            trades.TokenSoldIndex.GetNullable(row)));
    }

    private static bool IsSandwiched(List<Swap> swaps)
    {
        for (int front = 0; front < swaps.Count; front++)
        {
            bool hasVictim = false;
            for (int next = front + 1; next < swaps.Count; next++)
            {
                bool isSameWay = swaps[next].IsSameWay(swaps[front]);
                if (swaps[next].Sender != swaps[front].Sender)
                {
                    hasVictim |= isSameWay;
                }
                else if (hasVictim && !isSameWay && swaps[next].Transaction != swaps[front].Transaction)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static int CountBackruns(List<Swap> swaps)
    {
        int count = 0;
        for (int i = 1; i < swaps.Count; i++)
        {
            count += !swaps[i].IsSameWay(swaps[i - 1]) && swaps[i].Sender != swaps[i - 1].Sender
                && swaps[i].Transaction == swaps[i - 1].Transaction + 1 ? 1 : 0;
        }

        return count;
    }

    private readonly record struct Swap(long Transaction, Address Sender, Address Token, long? Index)
    {
        public bool IsSameWay(in Swap other) => Token == other.Token && Index == other.Index;
    }
}
