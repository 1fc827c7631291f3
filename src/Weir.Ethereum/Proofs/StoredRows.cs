using Weir.Core.Tables;

namespace Weir.Ethereum.Proofs;

/// <summary>The rows of one table that a block has in a warehouse: a run of a batch that is in the order of the key.</summary>
public readonly record struct StoredRows<TBatch>(TBatch Batch, int Start, int Count)
    where TBatch : Batch;

/// <summary>All rows that a warehouse has of one block.</summary>
public sealed record StoredBlock(
    StoredRows<BlockBatch> Header,
    StoredRows<TransactionBatch> Transactions,
    StoredRows<LogBatch> Logs,
    StoredRows<TokenTransferBatch> TokenTransfers,
    StoredRows<WithdrawalBatch> Withdrawals);
