using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>One log on its way through the decoders, with the block that it stands in.</summary>
public readonly ref struct LogRow
{
    private readonly ref readonly LogEntry _log;
    private readonly ref readonly BlockStamp _stamp;

    /// <param name="block">The block.</param>
    /// <param name="stamp">What rows say of it.</param>
    /// <param name="log">The log.</param>
    /// <param name="position">Its place in <see cref="Block.Logs"/>.</param>
    /// <param name="selector">Which of its selectors the decoder gets it for.</param>
    public LogRow(Block block, in BlockStamp stamp, in LogEntry log, int position = 0, int selector = 0)
    {
        Block = block;
        Position = position;
        Selector = selector;
        _stamp = ref stamp;
        _log = ref log;
        Topics = block.Bytes[log.Topics];
        Data = block.Bytes[log.Data];
    }

    /// <summary>The block, with its transactions and receipts.</summary>
    public Block Block { get; }

    /// <summary>What rows say of their block.</summary>
    public ref readonly BlockStamp Stamp => ref _stamp;

    /// <summary>The log's place among the block's.</summary>
    public int Position { get; }

    /// <summary>The place of the selector that asked for it among its decoder's.</summary>
    public int Selector { get; }

    /// <summary>The log.</summary>
    public ref readonly LogEntry Log => ref _log;

    /// <summary>32 bytes a topic, the event's signature first.</summary>
    public ReadOnlySpan<byte> Topics { get; }

    /// <summary>What is not indexed, ABI-encoded.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>The 32 bytes of a topic, from 0.</summary>
    public ReadOnlySpan<byte> Topic(int index) => Topics.Slice(index * Hash32.Length, Hash32.Length);
}
