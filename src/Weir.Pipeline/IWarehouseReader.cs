using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Pipeline;

/// <summary>Reads whole tables back, column by column: for detectors, export, verify and proofs.</summary>
public interface IWarehouseReader : IAsyncDisposable
{
    /// <summary>The chains that the ledger has, ascending.</summary>
    Task<IReadOnlyList<long>> GetChainIdsAsync(CancellationToken cancellationToken);

    /// <summary>Which of these tables exist.</summary>
    Task<IReadOnlyList<TableSchema>> GetTablesAsync(
        IReadOnlyList<TableSchema> candidates, CancellationToken cancellationToken);

    /// <summary>The ledger, by table and first block.</summary>
    Task<IReadOnlyList<LedgerLine>> GetLedgerAsync(CancellationToken cancellationToken);

    /// <summary>The rows of a table in a range of blocks. A batch is valid until the next one is asked for.</summary>
    /// <param name="table">The table; its columns are read by name.</param>
    /// <param name="blocks">Which blocks.</param>
    /// <param name="order">Whether rows must come in the order of the key.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    IAsyncEnumerable<Batch> ReadAsync(
        TableSchema table, BlockRange blocks, RowOrder order, CancellationToken cancellationToken);

    /// <summary>The stored blocks of a chain as runs whose blocks name each other as parents, ascending.</summary>
    Task<IReadOnlyList<StoredRun>> GetRunsAsync(long chainId, CancellationToken cancellationToken);

    /// <summary>The rows of <c>blocks</c> in a range, ascending, as far as the chain goes.</summary>
    Task<IReadOnlyList<StoredHeader>> GetHeadersAsync(
        long chainId, BlockRange blocks, CancellationToken cancellationToken);

    /// <summary>How many rows have a key that another row has already.</summary>
    Task<long> CountDuplicatesAsync(TableSchema table, BlockRange blocks, CancellationToken cancellationToken);
}

/// <summary>Stored blocks that follow each other: each names the one before it as its parent.</summary>
public readonly record struct StoredRun(BlockRef First, BlockRef Last);

/// <summary>One line of the ledger: a range of blocks that a table has, with what was proven of them.</summary>
/// <param name="Asked">What was asked for; null where an earlier version has not kept it.</param>
public sealed record LedgerLine(
    long ChainId, string Table, BlockRange Blocks, ProofGroups Proven, ProofGroups? Asked = null);

/// <summary>The order of rows that a reader is asked for.</summary>
public enum RowOrder
{
    /// <summary>As the warehouse has them; the fastest.</summary>
    Any,

    /// <summary>Ascending by chain, block, and the rest of the key (transactions: by transaction_index).</summary>
    Key,
}
