namespace Weir.Core;

/// <summary>A block by number and hash.</summary>
public readonly record struct BlockRef(long Number, Hash32 Hash);

/// <summary>
/// Whose position and sequence it is: one chain, and <c>run</c>, <c>backfill</c> or <c>transform/&lt;partition&gt;</c>.
/// </summary>
public readonly record struct PipelineKey(long ChainId, string Name);

/// <summary>
/// How far a source has been read. <paramref name="Cursor"/>: a Firehose cursor, or one partition's Kafka offsets.
/// </summary>
public sealed record SourcePosition(BlockRef? Block, string? Cursor);

/// <summary>What a source has learned: blocks that are no longer on the chain, and blocks that now are.</summary>
/// <param name="Position">Where reading goes on after this update.</param>
/// <param name="Reverted">Blocks that left the chain, newest first.</param>
/// <param name="Appended">Blocks that joined it: contiguous, oldest first.</param>
/// <param name="Verdicts">How the verification of the appended blocks went.</param>
/// <param name="Raw">The appended blocks themselves.</param>
public sealed record ChainUpdate<TRaw>(
    SourcePosition Position,
    IReadOnlyList<BlockRef> Reverted,
    IReadOnlyList<AppendedBlock> Appended,
    VerdictCounts Verdicts,
    TRaw? Raw)
    where TRaw : class
{
    /// <summary>What the source knows of the chain's end; null where it follows none.</summary>
    public ChainHeads? Heads { get; init; }
}

/// <summary>The numbers of a chain's last blocks, by how sure they are.</summary>
/// <param name="Head">The newest block.</param>
/// <param name="Safe">The newest that an honest majority would not take back; null where the node does not say.</param>
/// <param name="Finalized">The newest that cannot be taken back; null where the node does not say.</param>
public sealed record ChainHeads(long Head, long? Safe, long? Finalized);
