using Weir.Core;

namespace Weir.Pipeline;

/// <summary>
/// One transaction of a warehouse, with the chain's lock. All readings come first, then one plan: no reading follows a
/// write. Disposed without <see cref="ApplyAsync"/> it leaves everything as it was.
/// </summary>
public interface IWarehouseTransaction : IAsyncDisposable
{
    /// <summary>The position of every pipeline of the chain.</summary>
    Task<IReadOnlyList<StoredPosition>> ReadPositionsAsync(CancellationToken cancellationToken);

    /// <summary>The chain's lines of the ledger.</summary>
    Task<IReadOnlyList<LedgerLine>> ReadLedgerAsync(CancellationToken cancellationToken);

    /// <summary>The hash of the chain's block 0, or null where it is not known.</summary>
    Task<Hash32?> ReadGenesisAsync(CancellationToken cancellationToken);

    /// <summary>The rows of <c>blocks</c> in a range; a number may come twice where a warehouse is damaged.</summary>
    Task<IReadOnlyList<StoredHeader>> ReadHeadersAsync(BlockRange blocks, CancellationToken cancellationToken);

    /// <summary>Does all that the plan says, and commits.</summary>
    Task ApplyAsync(CommitPlan plan, CancellationToken cancellationToken);
}

/// <summary>A row of <c>blocks</c>, as far as the chain goes.</summary>
/// <param name="ParentHash">Null where the source did not have it.</param>
public readonly record struct StoredHeader(long Number, Hash32 Hash, Hash32? ParentHash)
{
    /// <summary>The block by number and hash.</summary>
    public BlockRef Reference => new(Number, Hash);
}

/// <summary>A row of <c>ingest_positions</c>.</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Sequence">Its last commit.</param>
/// <param name="Position">The position stored with it.</param>
/// <param name="Recent">Its last blocks.</param>
public sealed record StoredPosition(string Pipeline, long Sequence, SourcePosition? Position, RecentBlocks Recent);
