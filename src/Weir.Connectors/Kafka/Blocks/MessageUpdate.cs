using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>
/// The update that is being gathered from a partition's messages: blocks that follow each other, after the blocks that
/// a reorganisation took out.
/// </summary>
internal sealed class MessageUpdate(GathererOptions options, KafkaPartition partition)
{
    private readonly List<Block> _blocks = [];
    private readonly List<AppendedBlock> _appended = [];
    private IReadOnlyList<BlockRef> _reverted = [];
    private VerdictCounts _verdicts;
    private ChainHeads? _heads;
    private long _last = -1;
    private int _rows;

    public bool IsEmpty => _blocks.Count == 0 && _reverted.Count == 0;

    /// <summary>Whether the message can go into this update.</summary>
    public bool Takes(BlockMessage message)
    {
        if (IsEmpty)
        {
            return true;
        }

        if (message.Block is not { } block)
        {
            return false;
        }

        return _blocks.Count == 0
            || (_blocks[^1].Header.Number + 1 == block.Header.Number && _blocks[^1].Header.Hash == block.Header.ParentHash
                && _blocks.Count < options.MostBlocks && _rows + Rows(block) <= options.MostRows);
    }

    /// <summary>Adds the message.</summary>
    public void Add(BlockMessage message, long offset)
    {
        _last = offset;
        if (message.Block is not { } block)
        {
            _reverted = message.Reverted;
            return;
        }

        _heads = message.Heads ?? _heads;
        _blocks.Add(block);
        _appended.Add(new AppendedBlock(
            block.Header.Number, block.Header.Hash, block.Header.ParentHash, block.Proven, block.Present));
        _verdicts = message.Verdict is { } verdict ? _verdicts.With(verdict, options.Asked) : _verdicts;
        _rows += Rows(block);
    }

    /// <summary>The update; a new one is open after it.</summary>
    public ChainUpdate<BlockRun> Close()
    {
        BlockRef? last = _appended.Count > 0 ? _appended[^1].Reference : null;
#pragma warning disable CA2000 // The update owns the run.
        ChainUpdate<BlockRun> update = new(
            new SourcePosition(last, partition.Identity.Cursor(partition.Number, _last)), _reverted, [.. _appended],
            _verdicts, _blocks.Count == 0 ? null : new BlockRun(options.ChainId, [.. _blocks]))
        {
            Heads = _heads,
        };
#pragma warning restore CA2000
        partition.OnRead(_last);
        _blocks.Clear();
        _appended.Clear();
        _reverted = [];
        _verdicts = default;
        _heads = null;
        _rows = 0;
        return update;
    }

    private static int Rows(Block block) => 1 + block.TransactionCount + block.Logs.Count;
}
