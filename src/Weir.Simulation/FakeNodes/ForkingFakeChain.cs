using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Simulation.Chain;

namespace Weir.Simulation.FakeNodes;

/// <summary>
/// A simulated chain that lives: it grows, changes its mind and is set back, as it is told. Equal orders in equal
/// succession make equal bytes. Any thread may ask; one at a time gives orders.
/// </summary>
public sealed class ForkingFakeChain : IFakeChain
{
    private readonly Lock _lock = new();
    private readonly ChainGenerator _generator;
    private Action<FakeBlock>? _told;
    private readonly FakeBlockWriter _writer = new();
    private readonly List<(FakeBlock Json, BlockHeader Header)> _blocks = [];
    private readonly Dictionary<Hash32, FakeBlock> _byHash = [];
    private readonly Dictionary<Hash32, (FakeBlock Block, int Index)> _transactions = [];

    /// <param name="options">Seed, size of blocks and chain id; the number of blocks is not used.</param>
    /// <param name="head">The number of the head to begin with.</param>
    public ForkingFakeChain(SimulatedChainOptions options, long head)
    {
        _generator = new ChainGenerator(options);
        ChainId = options.ChainId;
        Grow(head + 1);
    }

    /// <inheritdoc/>
    public void Subscribe(Action<FakeBlock> told)
    {
        lock (_lock)
        {
            _told += told;
        }
    }

    /// <inheritdoc/>
    public void Unsubscribe(Action<FakeBlock> told)
    {
        lock (_lock)
        {
            _told -= told;
        }
    }

    /// <inheritdoc/>
    public long ChainId { get; }

    /// <inheritdoc/>
    public long First => 0;

    /// <inheritdoc/>
    public long Head
    {
        get
        {
            lock (_lock)
            {
                return _blocks.Count - 1;
            }
        }
    }

    /// <summary>Mines blocks.</summary>
    public void Grow(long blocks = 1)
    {
        List<FakeBlock> grown = [];
        lock (_lock)
        {
            for (long i = 0; i < blocks; i++)
            {
                grown.Add(Mine());
            }
        }

        grown.ForEach(block => _told?.Invoke(block));
    }

    /// <summary>Drops the newest blocks and mines others in their place.</summary>
    /// <param name="depth">How many leave the chain; block 0 stays.</param>
    /// <param name="blocks">How many come; fewer than <paramref name="depth"/> make a shorter chain.</param>
    public void Reorganise(int depth, int blocks)
    {
        List<FakeBlock> grown = [];
        lock (_lock)
        {
            Drop(depth);
            for (int i = 0; i < blocks; i++)
            {
                grown.Add(Mine());
            }
        }

        grown.ForEach(block => _told?.Invoke(block));
    }

    /// <summary>Sets the head back without a word: subscribers hear of it when the chain grows again.</summary>
    public void SetBack(int depth)
    {
        lock (_lock)
        {
            Drop(depth);
        }
    }

    /// <inheritdoc/>
    public FakeBlock? Find(long number)
    {
        lock (_lock)
        {
            return number >= 0 && number < _blocks.Count ? _blocks[(int)number].Json : null;
        }
    }

    /// <inheritdoc/>
    public FakeBlock? Find(in Hash32 hash)
    {
        lock (_lock)
        {
            return _byHash.GetValueOrDefault(hash);
        }
    }

    /// <inheritdoc/>
    public (FakeBlock Block, int Index)? FindTransaction(in Hash32 hash)
    {
        lock (_lock)
        {
            return _transactions.TryGetValue(hash, out (FakeBlock Block, int Index) place) ? place : null;
        }
    }

    private FakeBlock Mine()
    {
        Block block = _generator.Next();
        FakeBlock json = _writer.Write(block);
        _blocks.Add((json, block.Header));
        _byHash[json.Hash] = json;
        for (int i = 0; i < json.TransactionHashes.Count; i++)
        {
            _transactions[json.TransactionHashes[i]] = (json, i);
        }

        return json;
    }

    private void Drop(int depth)
    {
        for (int i = Math.Min(depth, _blocks.Count - 1); i > 0; i--)
        {
            FakeBlock dead = _blocks[^1].Json;
            _blocks.RemoveAt(_blocks.Count - 1);
            _byHash.Remove(dead.Hash);
            foreach (Hash32 hash in dead.TransactionHashes)
            {
                _transactions.Remove(hash);
            }
        }

        _generator.ForkFrom(_blocks[^1].Header);
    }
}
