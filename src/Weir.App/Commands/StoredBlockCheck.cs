using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Proofs;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;

namespace Weir.App.Commands;

/// <summary>Makes a rebuilt block's rows again and compares them with those that are stored.</summary>
internal sealed class StoredBlockCheck
{
    private readonly IReadOnlyList<ITransform<BlockRun>> _transforms = EthereumTransforms.For(Schema.BlockTables);

    /// <summary>The verdict, made worse where a stored row is not what follows from the block.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="block">The block as rebuilt and verified.</param>
    /// <param name="stored">Its rows.</param>
    /// <param name="verdict">What verification said.</param>
    /// <param name="isLoaded">Whether the ledger has a table for the block.</param>
    public BlockVerdict Check(
        long chainId, Block block, StoredBlock stored, BlockVerdict verdict, Func<TableSchema, bool> isLoaded)
    {
        BatchSet made = new();
        BlockRun run = new(chainId, ProofGroups.None, [block]);
        foreach (ITransform<BlockRun> transform in _transforms)
        {
            transform.Transform(run, made);
        }

        verdict = Compare(made, stored.Header, verdict, true, v => v with { Header = Verdict.Bad });
        verdict = Compare(
            made, stored.Transactions, verdict, block.HasTransactions && isLoaded(TransactionBatch.Table),
            v => v with { Transactions = Verdict.Bad });
        bool hasLogs = block.Logs.Count > 0 || block.HasReceipts;
        verdict = Compare(made, stored.Logs, verdict, hasLogs && isLoaded(LogBatch.Table), v => v with { Receipts = Verdict.Bad });
        verdict = Compare(
            made, stored.TokenTransfers, verdict, hasLogs && isLoaded(TokenTransferBatch.Table) && isLoaded(LogBatch.Table),
            v => v with { Receipts = Verdict.Bad });
        return Compare(
            made, stored.Withdrawals, verdict, block.HasWithdrawals && isLoaded(WithdrawalBatch.Table),
            v => v with { Withdrawals = Verdict.Bad });
    }

    private static BlockVerdict Compare<TBatch>(
        BatchSet made, StoredRows<TBatch> stored, BlockVerdict verdict, bool isComparable, Func<BlockVerdict, BlockVerdict> worsen)
        where TBatch : Batch
    {
        if (!isComparable)
        {
            return verdict;
        }

        TableSchema table = stored.Batch.Schema;
        Batch expected = made.Of(table);
        string? fault = null;
        RowComparer comparer = new(expected, stored.Batch);
        for (int i = 0; i < Math.Min(expected.RowCount, stored.Count) && fault is null; i++)
        {
            fault = comparer.Difference(i, stored.Start + i);
            fault = fault is null ? null : $"{table}[{i}].{fault}";
        }

        if (fault is null && expected.RowCount != stored.Count)
        {
            fault = $"{table} has {stored.Count} rows of the block, where {expected.RowCount} follow from it";
        }

        return fault is null ? verdict : worsen(verdict with
        {
            Detail = verdict.Detail is null ? fault : $"{verdict.Detail}; {fault}",
        });
    }
}
