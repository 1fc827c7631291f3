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
        foreach (VerifiedBlock dead in _waiting.Where(other => other.Block.Header.Number >= number))
        {
            pool.Return(dead.Block);
        }

        _waiting.RemoveAll(other => other.Block.Header.Number >= number);
        _waiting.Add(block);
        VerifiedBlock[] sure = [.. _waiting.Where(other => other.Block.Header.Number <= number - confirmations)];
        _waiting.RemoveRange(0, sure.Length);
        return sure;
    }
}
