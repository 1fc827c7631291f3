using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Proofs;

/// <summary>
/// Makes a rebuilt block's rows again and compares them with those that are stored, table by table as the schemas say.
/// </summary>
internal sealed class RowProof
{
    private readonly IReadOnlyList<TableSchema> _tables;
    private readonly IReadOnlyList<ITransform<BlockRun>> _transforms;
    private readonly BatchSet _made = new();

    /// <param name="tables">The tables whose rows follow from a block.</param>
    /// <param name="transforms">What makes them.</param>
    public RowProof(IReadOnlyList<TableSchema> tables, IReadOnlyList<ITransform<BlockRun>> transforms)
    {
        _tables = [.. tables.Where(table => table.Origin != RowOrigin.Observed)];
        _transforms = transforms;
    }

    /// <summary>The verdict, made worse where a stored row is not what follows from the block.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="block">The block as rebuilt and verified.</param>
    /// <param name="stored">Its rows.</param>
    /// <param name="verdict">What verification said.</param>
    /// <param name="isLoaded">Whether the ledger has a table for the block.</param>
    public BlockVerdict Check(
        long chainId, Block block, StoredBlock stored, BlockVerdict verdict, Func<TableSchema, bool> isLoaded)
    {
        _made.Clear();
        using BlockRun run = new(chainId, [block]);
        foreach (ITransform<BlockRun> transform in _transforms)
        {
            transform.Transform(run, _made);
        }

        foreach (TableSchema table in _tables)
        {
            if (IsRebuilt(block, table.Source, isLoaded) && block.Present.HasFlag(table.AlsoNeeds) && (table == BlockBatch.Table || isLoaded(table))
                && Difference(_made.Of(table), stored.Of(table), block.Present) is { } fault)
            {
                verdict = Worsen(verdict, table.Source, fault);
            }
        }

        return verdict;
    }

    /// <summary>Whether the part of the block that a table is made from could be rebuilt from stored rows.</summary>
    private static bool IsRebuilt(Block block, ProofGroups part, Func<TableSchema, bool> isLoaded) => part switch
    {
        ProofGroups.Header => true,
        ProofGroups.Transactions => block.HasTransactions,
        ProofGroups.Receipts => (block.HasReceipts || block.Logs.Count > 0) && isLoaded(LogBatch.Table),
        ProofGroups.Withdrawals => block.HasWithdrawals,
        _ => false,
    };

    private static string? Difference(Batch expected, StoredRows<Batch> stored, ProofGroups parts)
    {
        TableSchema table = expected.Schema;
        RowComparer comparer = new(expected, stored.Batch, parts);
        int made = 0;
        int counted = 0;
        for (int row = stored.Start; row < stored.Start + stored.Count; row++)
        {
            // A node's word among derived rows (read from a trace, answered by a call) is taken as stored.
            if (table.IsObservedRow?.Invoke(stored.Batch, row) == true)
            {
                continue;
            }

            if (made < expected.RowCount && comparer.Difference(made++, row) is { } fault)
            {
                return $"{table}[{counted}].{fault}";
            }

            counted++;
        }

        return expected.RowCount == counted
            ? null
            : $"{table} has {counted} rows of the block, where {expected.RowCount} follow from it";
    }

    private static BlockVerdict Worsen(BlockVerdict verdict, ProofGroups part, string fault)
    {
        verdict = verdict with { Detail = verdict.Detail is null ? fault : $"{verdict.Detail}; {fault}" };
        return part switch
        {
            ProofGroups.Transactions => verdict with { Transactions = Verdict.Bad },
            ProofGroups.Receipts => verdict with { Receipts = Verdict.Bad },
            ProofGroups.Withdrawals => verdict with { Withdrawals = Verdict.Bad },
            _ => verdict with { Header = Verdict.Bad },
        };
    }
}
