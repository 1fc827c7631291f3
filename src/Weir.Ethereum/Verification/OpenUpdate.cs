using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Verification;

/// <summary>The update that is being gathered.</summary>
internal sealed class OpenUpdate(GathererOptions options)
{
    private readonly List<Block> _blocks = [];
    private readonly List<AppendedBlock> _appended = [];
    private IReadOnlyList<BlockRef> _reverted = [];
    private VerdictCounts _verdicts;
    private int _rows;
    private string? _cursor;

    public bool IsEmpty => _blocks.Count == 0;

    /// <summary>Whether one more block would make the update too large.</summary>
    public bool IsFullFor(Block block) => _rows + Rows(block) > options.MostRows || _blocks.Count >= options.MostBlocks;

    /// <summary>Adds a block.</summary>
    /// <param name="verified">The block.</param>
    /// <param name="reverted">What leaves the chain with it; only with the first block of an update.</param>
    public void Add(in VerifiedBlock verified, IReadOnlyList<BlockRef> reverted)
    {
        Block block = verified.Block;
        block.Proven = verified.Verdict.Proven;
        _blocks.Add(block);
        _appended.Add(new AppendedBlock(
            block.Header.Number, block.Header.Hash, block.Header.ParentHash, block.Proven, block.Present));
        _reverted = IsFirst ? reverted : _reverted;
        _verdicts = _verdicts.With(verified.Verdict, options.Asked);
        _rows += Rows(block);
        _cursor = verified.Cursor;
    }

    /// <summary>The update; a new one is open after it.</summary>
    public ChainUpdate<BlockRun> Close()
    {
#pragma warning disable CA2000 // The update owns the run.
        BlockRun run = new(options.ChainId, [.. _blocks], options.Pool);
#pragma warning restore CA2000
        ChainUpdate<BlockRun> update = new(
            new SourcePosition(_appended[^1].Reference, _cursor), _reverted, [.. _appended], _verdicts, run);
        _blocks.Clear();
        _appended.Clear();
        _reverted = [];
        _verdicts = default;
        _rows = 0;
        return update;
    }

    private bool IsFirst => _blocks.Count == 1;

    private static int Rows(Block block) => 1 + block.TransactionCount + block.Logs.Count;
}
