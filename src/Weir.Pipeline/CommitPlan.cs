using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Pipeline;

/// <summary>All that one commit writes, in this order: deletes, rows, ledger, positions.</summary>
/// <param name="ChainId">The chain of every row.</param>
/// <param name="Deletes">What goes first.</param>
/// <param name="Batches">The rows that come; none is empty.</param>
/// <param name="LedgerRemoved">Lines of the ledger that no longer hold.</param>
/// <param name="LedgerAdded">Lines of the ledger that hold now.</param>
/// <param name="Positions">The positions that change, each in place of the one before.</param>
public sealed record CommitPlan(
    long ChainId,
    IReadOnlyList<BlockDelete> Deletes,
    IReadOnlyList<IBatch> Batches,
    IReadOnlyList<LedgerLine> LedgerRemoved,
    IReadOnlyList<LedgerLine> LedgerAdded,
    IReadOnlyList<StoredPosition> Positions)
{
    /// <summary>Tables that hold one state a chain: the chain's rows go before the new ones come.</summary>
    public IReadOnlyList<TableSchema> Replaced { get; init; } = [];

    /// <summary>The hash of the chain's block 0, to be kept; null where it is there already or not known.</summary>
    public Hash32? Genesis { get; init; }
}

/// <summary>Rows of one table that go.</summary>
/// <param name="Table">The table's name; it may have been made at run time, or be missing in this warehouse.</param>
/// <param name="Blocks">The rows of these blocks.</param>
/// <param name="Hashes">Of these only the rows with one of these block hashes; all when null.</param>
public sealed record BlockDelete(string Table, BlockRange Blocks, IReadOnlyList<Hash32>? Hashes = null)
{
    /// <summary>The column with the block's number: every table made from blocks has it.</summary>
    public string NumberColumn => Table == BlockBatch.Table.Name ? "number" : "block_number";

    /// <summary>The column with the block's hash.</summary>
    public string HashColumn => Table == BlockBatch.Table.Name ? "hash" : "block_hash";
}
