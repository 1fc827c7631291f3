using Weir.Core.Tables;

namespace Weir.Core;

/// <summary>Everything that one update does to a warehouse; it succeeds or fails as a whole.</summary>
/// <param name="Sequence">One more than the pipeline's stored sequence.</param>
/// <param name="Position">Stored with the rows.</param>
/// <param name="Reverted">Blocks whose rows go.</param>
/// <param name="Appended">Blocks whose rows come; rows that the warehouse has of them go first.</param>
/// <param name="Proven">What the ledger says of each appended block.</param>
/// <param name="Present">Tables whose group is not present do not enter the ledger.</param>
/// <param name="Batches">The rows; owned by the caller, and not kept by the sink.</param>
public sealed record Commit(
    long Sequence,
    SourcePosition Position,
    IReadOnlyList<BlockRef> Reverted,
    IReadOnlyList<BlockRef> Appended,
    ProofGroups Proven,
    ProofGroups Present,
    IReadOnlyList<IBatch> Batches);
