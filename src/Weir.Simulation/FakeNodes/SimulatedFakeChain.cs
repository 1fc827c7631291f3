using System.Collections.Concurrent;
using Weir.Core;
using Weir.Simulation.Chain;

namespace Weir.Simulation.FakeNodes;

/// <summary>
/// A simulated chain as a node's: blocks are made when they, or later ones, are first asked for, and kept as JSON from
/// then on (about 20 KB each with six transactions).
/// </summary>
public sealed class SimulatedFakeChain : IFakeChain
{
    private readonly Lock _making = new();
    private readonly ChainGenerator _generator;
    private readonly FakeBlock?[] _blocks;
    private readonly ConcurrentDictionary<Hash32, FakeBlock> _byHash = new();
    private readonly ConcurrentDictionary<Hash32, (FakeBlock Block, int Index)> _transactions = new();
    private readonly FakeBlockWriter _writer = new();

    public SimulatedFakeChain(SimulatedChainOptions options)
    {
        _generator = new ChainGenerator(options);
        _blocks = new FakeBlock?[options.Blocks];
        ChainId = options.ChainId;
    }

    public long ChainId { get; }

    public long First => 0;

    public long Head => _blocks.Length - 1;

    /// <summary>Makes all blocks at once: what a benchmark does before it measures.</summary>
    public void MakeAll() => Find(Head);

    public FakeBlock? Find(long number)
    {
        if (number < 0 || number > Head)
        {
            return null;
        }

        if (Volatile.Read(ref _blocks[number]) is { } made)
        {
            return made;
        }

        lock (_making)
        {
            while (_generator.NextNumber <= number)
            {
                Keep(_writer.Write(_generator.Next()));
            }
        }

        return _blocks[number];
    }

    /// <summary>Only blocks that were made can be found by hash.</summary>
    public FakeBlock? Find(in Hash32 hash) => _byHash.GetValueOrDefault(hash);

    /// <summary>Only transactions of blocks that were made can be found.</summary>
    public (FakeBlock Block, int Index)? FindTransaction(in Hash32 hash) =>
        _transactions.TryGetValue(hash, out (FakeBlock Block, int Index) place) ? place : null;

    private void Keep(FakeBlock block)
    {
        _byHash[block.Hash] = block;
        for (int i = 0; i < block.TransactionHashes.Count; i++)
        {
            _transactions[block.TransactionHashes[i]] = (block, i);
        }

        Volatile.Write(ref _blocks[block.Number], block);
    }
}
