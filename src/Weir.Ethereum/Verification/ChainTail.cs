using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Verification;

/// <summary>The newest blocks of the chain as it was read: each new block must fit one of them.</summary>
internal sealed class ChainTail
{
    private readonly List<BlockRef> _blocks;

    public ChainTail(IReadOnlyList<BlockRef> recent) => _blocks = [.. recent];

    /// <summary>Whether the block's number follows the last one's, and the block is of the same branch.</summary>
    public bool IsNext(BlockHeader header) =>
        _blocks.Count == 0 || (_blocks[^1].Number + 1 == header.Number && _blocks[^1].Hash == header.ParentHash);

    /// <summary>Puts a block on the chain.</summary>
    /// <returns>The blocks that leave the chain for it, newest first.</returns>
    /// <exception cref="VerificationException">The block names a parent that is not the block before it.</exception>
    public IReadOnlyList<BlockRef> Append(in VerifiedBlock verified)
    {
        BlockHeader header = verified.Block.Header;
        IReadOnlyList<BlockRef> reverted = _blocks.Count > 0 && header.Number <= _blocks[^1].Number ? Revert(verified)
            : [];
        if (_blocks.Count > 0 && _blocks[^1].Number + 1 == header.Number && _blocks[^1].Hash != header.ParentHash)
        {
            throw Broken(verified, _blocks[^1]);
        }

        if (_blocks.Count > 0 && _blocks[^1].Number + 1 < header.Number)
        {
            _blocks.Clear();
        }

        _blocks.Add(verified.Block.Reference);
        if (_blocks.Count > 2 * UpdateGatherer.Remembered)
        {
            _blocks.RemoveRange(0, UpdateGatherer.Remembered);
        }

        return reverted;
    }

    private BlockRef[] Revert(in VerifiedBlock verified)
    {
        long number = verified.Block.Header.Number;
        int from = _blocks.FindIndex(block => block.Number >= number);
        BlockRef[] reverted = [.. _blocks.Skip(from).Reverse()];
        if (from == 0)
        {
            throw new VerificationException(
                ErrorCodes.BrokenChain,
                $"{BlockRefusal.Prefix(verified)}block {number} came after block {_blocks[^1].Number}, and the block before it is not known",
                "The branch begins before what is known here; read from an earlier block.", number);
        }

        _blocks.RemoveRange(from, _blocks.Count - from);
        return reverted;
    }

    private static VerificationException Broken(in VerifiedBlock verified, BlockRef parent) => new(
        ErrorCodes.BrokenChain,
        $"{BlockRefusal.Prefix(verified)}block {verified.Block.Header.Number} names {verified.Block.Header.ParentHash} as its parent, "
        + $"but block {parent.Number} is {parent.Hash}",
        "The two come from different branches of the chain; fetch them again once the chain has settled.",
        verified.Block.Header.Number);
}
