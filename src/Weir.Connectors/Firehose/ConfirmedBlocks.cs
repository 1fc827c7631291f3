using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;

namespace Weir.Connectors.Firehose;

/// <summary>Keeps the newest blocks back until enough others stand on them.</summary>
internal sealed class ConfirmedBlocks(BlockPool pool, long confirmations)
{
    private readonly List<VerifiedBlock> _waiting = [];

    /// <summary>Adds the chain's new end; what it replaces is forgotten.</summary>
    /// <returns>The blocks that are deep enough now, oldest first.</returns>
    public IReadOnlyList<VerifiedBlock> Add(VerifiedBlock block)
    {
        long number = block.Block.Header.Number;
        int dead = _waiting.FindIndex(other => other.Block.Header.Number >= number);
        if (dead >= 0)
        {
            _waiting[dead..].ForEach(other => pool.Return(other.Block));
            _waiting.RemoveRange(dead, _waiting.Count - dead);
        }

        _waiting.Add(block);
        VerifiedBlock[] sure = [.. _waiting.Where(other => other.Block.Header.Number <= number - confirmations)];
        _waiting.RemoveRange(0, sure.Length);
        return sure;
    }
}
