using System.Buffers;
using Google.Protobuf;

namespace Weir.Connectors.Kafka.Blocks.Protobuf;

/// <summary>Writes messages as <c>weir_event.proto</c> has them: the JSON envelope's members, in fewer bytes.</summary>
/// <param name="chainId">The chain.</param>
/// <param name="network">Its name.</param>
internal sealed class ProtobufEnvelope(long chainId, string network) : IBlockEnvelope
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 16);

    /// <inheritdoc/>
    public bool IsProtobuf => true;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Block(Ethereum.Blocks.Block block, double ingestedAt) =>
        Write(Begin(block, ingestedAt), message => message.Block = ProtobufBlockWriter.Write(block));

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Transaction(Ethereum.Blocks.Block block, int index, double ingestedAt) => Write(
        Begin(block, ingestedAt),
        message => message.Transaction = ProtobufBlockWriter.Transaction(block.Transactions[index], block));

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Log(Ethereum.Blocks.Block block, int index, bool isTransfer, double ingestedAt)
    {
        // Outside of a receipt it says itself which transaction it is of.
        Ethereum.Blocks.Receipt none = new() { TransactionIndex = -1 };
        Log log = ProtobufBlockWriter.Log(block.Logs[index], block, none);
        return Write(
            Begin(block, ingestedAt), message => _ = isTransfer ? message.TokenTransfer = log : message.Log = log);
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Reorg(IReadOnlyList<Core.BlockRef> reverted, double ingestedAt)
    {
        Reorg reorg = new() { AncestorNumber = reverted[^1].Number - 1 };
        reorg.Reverted.AddRange(reverted.Select(
            block => new BlockRef { Number = block.Number, Hash = ProtobufBytes.Of(block.Hash) }));
        Event message = Begin(reverted[^1].Number, ingestedAt);
        message.Reorg = reorg;
        return Write(message, static _ => { });
    }

    private Event Begin(Ethereum.Blocks.Block block, double ingestedAt)
    {
        Event message = Begin(block.Header.Number, ingestedAt);
        message.BlockTimestamp = block.Header.Timestamp;
        return message;
    }

    private Event Begin(long number, double ingestedAt) => new()
    {
        ChainId = chainId,
        Network = network,
        BlockNumber = number,
        IngestedAt = ingestedAt,
    };

    private ReadOnlyMemory<byte> Write(Event message, Action<Event> fill)
    {
        fill(message);
        _bytes.ResetWrittenCount();
        message.WriteTo(_bytes);
        return _bytes.WrittenMemory;
    }
}
