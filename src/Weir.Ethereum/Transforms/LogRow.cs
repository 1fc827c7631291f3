using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>One log on its way through the decoders, with the block that it stands in.</summary>
public readonly ref struct LogRow
{
    private readonly ref readonly LogEntry _log;
    private readonly ref readonly BlockStamp _stamp;

    public LogRow(Block block, in BlockStamp stamp, in LogEntry log)
    {
        Block = block;
        _stamp = ref stamp;
        _log = ref log;
        Topics = block.Bytes[log.Topics];
        Data = block.Bytes[log.Data];
    }

    /// <summary>The block, with its transactions and receipts.</summary>
    public Block Block { get; }

    /// <summary>What rows say of their block.</summary>
    public ref readonly BlockStamp Stamp => ref _stamp;

    /// <summary>The log.</summary>
    public ref readonly LogEntry Log => ref _log;

    /// <summary>32 bytes a topic, the event's signature first.</summary>
    public ReadOnlySpan<byte> Topics { get; }

    /// <summary>What is not indexed, ABI-encoded.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>The 32 bytes of a topic, from 0.</summary>
    public ReadOnlySpan<byte> Topic(int index) => Topics.Slice(index * Hash32.Length, Hash32.Length);
}
