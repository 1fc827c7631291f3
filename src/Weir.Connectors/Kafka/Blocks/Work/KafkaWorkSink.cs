using Confluent.Kafka;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.Connectors.Kafka.Blocks.Work;

/// <summary>
/// A worker's blocks into the topics. Every transaction carries the offset of its item with the worker's place in the
/// group (KIP-447), so that a worker that lost the item cannot write on; only an item's last transaction moves that
/// offset. How far it is within the item stands in the compacted topic.
/// </summary>
public sealed class KafkaWorkSink : KafkaBlockSink
{
    private WorkClaim? _claim;
    private long _last;

    /// <inheritdoc cref="KafkaBlockSink(KafkaBlockOptions, TimeProvider, Action{WeirException, TimeSpan}?)"/>
    public KafkaWorkSink(
        KafkaBlockOptions options, TimeProvider time, Action<WeirException, TimeSpan>? onRetry = null)
        : base(options, time, onRetry)
    {
    }

    /// <inheritdoc/>
    protected override bool KeepsRecentBlocks => false;

    /// <summary>Goes on with an item from where it is.</summary>
    /// <param name="claim">The item, and whose it is.</param>
    /// <param name="progress">How far it is; null for nowhere.</param>
    /// <returns>What of it is there.</returns>
    internal SinkState Begin(WorkClaim claim, IngestProgress? progress)
    {
        _claim = claim;
        SinkRequest request = new(
            new PipelineKey(claim.Item.ChainId, claim.Item.Key), [], claim.Item.Asked);
        SinkState state = Resume(request, progress);
        _last = new BlockRangeSet(claim.Item.Blocks).Except(state.Whole) is { Count: > 0 } missing
            ? missing.Hull.To : claim.Item.Blocks.To;
        return state;
    }

    /// <inheritdoc/>
    protected override void OnSent(Commit commit, IProducer<byte[], byte[]> producer)
    {
        WorkClaim claim = _claim ?? throw new InvalidOperationException("No item was begun.");
        long offset = commit.Position.Block?.Number == _last ? claim.Offset + 1 : claim.Offset;
        producer.SendOffsetsToTransaction(
            [new TopicPartitionOffset(new TopicPartition(Topics.Work, claim.Partition), offset)], claim.Group,
            Options.TransactionTimeout);
    }
}

/// <summary>An item, its place in the topic of work, and the worker's place in the group when it took it.</summary>
internal sealed record WorkClaim(WorkItem Item, int Partition, long Offset, IConsumerGroupMetadata Group);
