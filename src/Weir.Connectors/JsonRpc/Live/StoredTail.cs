using Weir.Core;
using Weir.Ethereum.Verification;

namespace Weir.Connectors.JsonRpc.Live;

/// <summary>The newest blocks that were handed on, contiguous: what the node's chain is compared with.</summary>
internal sealed class StoredTail
{
    private readonly List<BlockRef> _blocks = [];

    /// <summary>Only the run that ends with the last of them is kept.</summary>
    public StoredTail(IReadOnlyList<BlockRef> recent)
    {
        foreach (BlockRef block in recent)
        {
            Add(block);
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<BlockRef> Blocks => _blocks;

    /// <summary>The newest, or null where there is none.</summary>
    public BlockRef? Last => _blocks.Count == 0 ? null : _blocks[^1];

    /// <summary>The hash of a block of it, or null.</summary>
    public Hash32? HashOf(long number) =>
        _blocks.Count > 0 && number >= _blocks[0].Number && number <= _blocks[^1].Number
            ? _blocks[(int)(number - _blocks[0].Number)].Hash
            : null;

    /// <summary>Puts a block on top; one that does not follow begins anew.</summary>
    public void Add(BlockRef block)
    {
        if (_blocks.Count > 0 && _blocks[^1].Number + 1 != block.Number)
        {
            _blocks.Clear();
        }

        _blocks.Add(block);
        if (_blocks.Count > 2 * UpdateGatherer.Remembered)
        {
            _blocks.RemoveRange(0, UpdateGatherer.Remembered);
        }
    }

    /// <summary>Puts blocks below the oldest.</summary>
    public void AddBelow(IEnumerable<BlockRef> blocks) => _blocks.InsertRange(0, blocks);

    /// <summary>Takes off everything above a block.</summary>
    public void CutAbove(long number) => _blocks.RemoveAll(block => block.Number > number);
}
