using System.Collections.Concurrent;

namespace Weir.Ethereum.Blocks;

/// <summary>
/// Blocks that are used again: their memory grows to the largest block once, not once a block. Any thread may rent.
/// </summary>
public sealed class BlockPool
{
    // A block that grew beyond this is left to the collector, so that one giant does not stay for good.
    private const int MostBytesKept = 8 << 20;

    private readonly ConcurrentBag<Block> _idle = [];

    /// <summary>An empty block.</summary>
    public Block Rent() => _idle.TryTake(out Block? block) ? block : new Block();

    /// <summary>Gives a block back; the caller keeps nothing of it.</summary>
    public void Return(Block block)
    {
        if (block.Bytes.Capacity <= MostBytesKept)
        {
            block.Clear();
            _idle.Add(block);
        }
    }
}
