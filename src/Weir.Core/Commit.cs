using Weir.Core.Tables;

namespace Weir.Core;

/// <summary>Everything that one update does to a warehouse; it succeeds or fails as a whole.</summary>
/// <param name="Sequence">One more than the pipeline's stored sequence.</param>
/// <param name="Position">Stored with the rows.</param>
/// <param name="Reverted">Blocks whose rows go from every table, newest first.</param>
/// <param name="Appended">Blocks whose rows come; rows that the warehouse has of them go first.</param>
/// <param name="Batches">The rows; owned by the caller, and not kept by the sink.</param>
public sealed record Commit(
    long Sequence,
    SourcePosition Position,
    IReadOnlyList<BlockRef> Reverted,
    IReadOnlyList<AppendedBlock> Appended,
    IReadOnlyList<IBatch> Batches)
{
    /// <summary>What the source knows of the chain's end; null where it follows none.</summary>
    public ChainHeads? Heads { get; init; }

    /// <summary>Tables whose rows of this chain go before the commit's come; only such that belong to no block.</summary>
    public IReadOnlyList<TableSchema> Replaces { get; init; } = [];

    /// <summary>The numbers of the appended blocks, or null where there are none.</summary>
    public BlockRange? AppendedRange =>
        Appended.Count == 0 ? null : new BlockRange(Appended[0].Number, Appended[^1].Number);
}
