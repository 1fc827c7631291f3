using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Verification;

namespace Weir.Ethereum.Blocks;

/// <summary>
/// Gathers verified blocks into updates: contiguous, all proven and present alike, and not too large for a commit. Refuses
/// bad blocks and broken chains.
/// </summary>
public sealed class UpdateBuilder
{
    private readonly long _chainId;
    private readonly bool _strict;
    private readonly int _mostRows;
    private readonly int _mostBlocks;
    private readonly List<Block> _blocks = [];
    private readonly List<BlockRef> _references = [];
    private ProofGroups _proven;
    private ProofGroups _present;
    private int _rows;
    private BlockRef? _last;

    /// <param name="chainId">The chain of all blocks.</param>
    /// <param name="strict">Refuse blocks with a part that could not be recomputed.</param>
    /// <param name="mostRows">Transactions and logs in one update; a single larger block is an update of its own.</param>
    /// <param name="mostBlocks">Blocks in one update.</param>
    public UpdateBuilder(long chainId, bool strict, int mostRows = 50_000, int mostBlocks = 1_000)
    {
        _chainId = chainId;
        _strict = strict;
        _mostRows = mostRows;
        _mostBlocks = mostBlocks;
    }

    /// <summary>Takes the next block; gives the update that it closes, if it closes one.</summary>
    /// <exception cref="VerificationException">The block is bad, or not the child of the one before.</exception>
    public ChainUpdate<BlockRun>? Add(Block block, BlockVerdict verdict, ProofGroups asked)
    {
        Refuse(block, verdict, asked);
        bool isNext = _last is not { } last || last.Number + 1 == block.Header.Number;
        if (_last is { } parent && isNext && parent.Hash != block.Header.ParentHash)
        {
            throw new VerificationException(
                ErrorCodes.BrokenChain,
                $"block {block.Header.Number} names {block.Header.ParentHash} as its parent, but block {parent.Number} is {parent.Hash}",
                "The two come from different branches of the chain; fetch them again once the chain has settled.",
                block.Header.Number);
        }

        int rows = 1 + block.TransactionCount + block.Logs.Count;
        ChainUpdate<BlockRun>? full = null;
        if (_blocks.Count > 0
            && (!isNext || verdict.Proven != _proven || block.Present != _present || _rows + rows > _mostRows
                || _blocks.Count >= _mostBlocks))
        {
            full = Flush();
        }

        _proven = verdict.Proven;
        _present = block.Present;
        _rows += rows;
        _blocks.Add(block);
        _references.Add(block.Reference);
        _last = block.Reference;
        return full;
    }

    /// <summary>The blocks that are left, as an update; null where there are none.</summary>
    public ChainUpdate<BlockRun>? Flush()
    {
        if (_blocks.Count == 0)
        {
            return null;
        }

        BlockRef[] appended = [.. _references];
        ChainUpdate<BlockRun> update = new(
            new SourcePosition(appended[^1], null), [], appended, _proven, _present,
            new BlockRun(_chainId, _proven, [.. _blocks]));
        _blocks.Clear();
        _references.Clear();
        _rows = 0;
        return update;
    }

    private void Refuse(Block block, BlockVerdict verdict, ProofGroups asked)
    {
        long number = block.Header.Number;
        if (verdict.IsBad)
        {
            throw new VerificationException(
                ErrorCodes.BadBlock, $"block {number} contradicts its own hashes: {verdict.Detail}",
                "Use another node or file; nothing of the block was stored.", number);
        }

        if (_strict && (verdict.Proven & asked) != asked)
        {
            throw new VerificationException(
                ErrorCodes.UnknownRefused,
                $"block {number} could not be proven whole ({verdict.Detail ?? "a part is missing"}) and --strict was given",
                "Use a source with full blocks and receipts, or leave --strict out.", number);
        }
    }
}
