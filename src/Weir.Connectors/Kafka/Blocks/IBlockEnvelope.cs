using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>
/// Writes the values of messages. Each is valid until the next is written; <c>ingestedAt</c> is in seconds since 1970.
/// </summary>
internal interface IBlockEnvelope
{
    /// <summary>Whether the values are <see cref="Protobuf.Event"/>s; else JSON.</summary>
    bool IsProtobuf { get; }

    /// <summary>A block with all that its proof needs; key: its hash.</summary>
    ReadOnlyMemory<byte> Block(Block block, double ingestedAt);

    /// <summary>A transaction; key: its hash.</summary>
    ReadOnlyMemory<byte> Transaction(Block block, int index, double ingestedAt);

    /// <summary>A log; key: its block's number.</summary>
    ReadOnlyMemory<byte> Log(Block block, int index, bool isTransfer, double ingestedAt);

    /// <summary>Blocks that left the chain, newest first; key: the oldest one's hash.</summary>
    ReadOnlyMemory<byte> Reorg(IReadOnlyList<BlockRef> reverted, double ingestedAt);
}
