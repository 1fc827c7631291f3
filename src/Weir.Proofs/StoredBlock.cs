using Weir.Core.Tables;

namespace Weir.Proofs;

/// <summary>
/// The rows of one table that a block has in a warehouse: a run of a batch that is in the order of the key.
/// </summary>
public readonly record struct StoredRows<TBatch>(TBatch Batch, int Start, int Count)
    where TBatch : Batch;

/// <summary>All rows that a warehouse has of one block.</summary>
/// <param name="rows">The rows of a table.</param>
public sealed class StoredBlock(Func<TableSchema, StoredRows<Batch>> rows)
{
    /// <summary>Its row in <c>blocks</c>, where it has one.</summary>
    public StoredRows<BlockBatch> Header => Of<BlockBatch>(BlockBatch.Table);

    /// <summary>Its transactions.</summary>
    public StoredRows<TransactionBatch> Transactions => Of<TransactionBatch>(TransactionBatch.Table);

    /// <summary>Its logs.</summary>
    public StoredRows<LogBatch> Logs => Of<LogBatch>(LogBatch.Table);

    /// <summary>Its withdrawals.</summary>
    public StoredRows<WithdrawalBatch> Withdrawals => Of<WithdrawalBatch>(WithdrawalBatch.Table);

    /// <summary>Its uncles.</summary>
    public StoredRows<UncleBatch> Uncles => Of<UncleBatch>(UncleBatch.Table);

    /// <summary>Its rows in any table.</summary>
    public StoredRows<Batch> Of(TableSchema table) => rows(table);

    private StoredRows<TBatch> Of<TBatch>(TableSchema table)
        where TBatch : Batch
    {
        StoredRows<Batch> found = rows(table);
        return new StoredRows<TBatch>((TBatch)found.Batch, found.Start, found.Count);
    }
}
