using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>All log decoders in one pass: a block's logs are walked once, however many protocols read them.</summary>
public sealed class LogDecoding : ITransform<BlockRun>
{
    private readonly ILogDecoder[] _decoders;
    private readonly TopicTable _topics;

    public LogDecoding(IEnumerable<ILogDecoder> decoders)
    {
        _decoders = [.. decoders];
        _topics = new TopicTable(_decoders);
        Outputs = [.. _decoders.SelectMany(decoder => decoder.Outputs).Append(QuarantineBatch.Table).Distinct()];
    }

    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; }

    /// <summary>The same pass with those decoders alone that make one of the tables.</summary>
    public LogDecoding For(IReadOnlySet<TableSchema> tables) =>
        new(_decoders.Where(decoder => decoder.Outputs.Any(tables.Contains)));

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        foreach (ILogDecoder decoder in _decoders)
        {
            decoder.Begin(output);
        }

        var quarantines = new QuarantineWriter?[_decoders.Length];
        foreach (Block block in raw.Blocks)
        {
            BlockStamp stamp = BlockStamps.Of(raw.ChainId, block.Header);
            Array.Clear(quarantines);
            ReadOnlySpan<LogEntry> logs = block.Logs.Rows;
            for (int i = 0; i < logs.Length; i++)
            {
                if (logs[i].TopicCount > 0)
                {
                    Dispatch(block, stamp, logs[i], i, output, quarantines);
                }
            }

            foreach (ILogDecoder decoder in _decoders)
            {
                decoder.EndBlock(block, stamp);
            }
        }
    }

    private void Dispatch(
        Block block, in BlockStamp stamp, in LogEntry entry, int position, BatchSet output,
        QuarantineWriter?[] quarantines)
    {
        foreach (ref readonly TopicTable.Listener listener in _topics.Find(
            block.Bytes[entry.Topics][..Hash32.Length]))
        {
            if (listener.Addresses?.Contains(entry.Address) == false)
            {
                continue;
            }

            LogRow log = new(block, stamp, entry, position, listener.Selector);
            if (_decoders[listener.Decoder].Decode(log) is { } fault)
            {
                QuarantineWriter quarantine = quarantines[listener.Decoder]
                    ??= new QuarantineWriter(_decoders[listener.Decoder].Outputs[0].Name, output, log.Stamp);
                quarantine.AddLog(log.Log, log.Block.Bytes, fault);
            }
        }
    }
}
