using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb;

/// <summary>What one commit does, inside a transaction that its caller owns.</summary>
internal sealed class DuckDbCommit(
    DuckDbConnection connection,
    PipelineKey pipeline,
    IReadOnlyList<TableSchema> tables,
    Func<TableSchema, DuckDbTableLoader> loader,
    Func<long> now)
{
    public void Apply(Commit commit)
    {
        DuckDbPosition stored = DuckDbPosition.Read(connection, pipeline);
        if (stored.Sequence == commit.Sequence && stored.Position == commit.Position)
        {
            return;
        }

        if (stored.Sequence != commit.Sequence - 1)
        {
            throw new WarehouseException(
                ErrorCodes.AnotherWriter,
                $"{connection.Path}: another writer has moved the pipeline {pipeline.Name} of chain {pipeline.ChainId} "
                + $"to commit {stored.Sequence}; this one wanted to write commit {commit.Sequence}.",
                "Let one program write at a time; start this one again and it goes on from there.");
        }

        Ledger ledger = DuckDbLedger.Read(connection, pipeline.ChainId);
        BlockRangeSet overlap = Overlap(ledger, commit);
        Revert(ledger, commit.Reverted);
        Clear(overlap);
        foreach (IBatch batch in commit.Batches)
        {
            if (batch.RowCount > 0)
            {
                loader(batch.Schema).Load(batch);
            }
        }

        Enter(ledger, commit);
        long at = now();
        DuckDbLedger.Write(connection, ledger, at);
        new DuckDbPosition(commit.Sequence, commit.Position, stored.Recent.After(commit)).Write(connection, pipeline, at);
    }

    private static BlockRange? Range(Commit commit) => commit.Appended.Count == 0
        ? null
        : new BlockRange(commit.Appended[0].Number, commit.Appended[^1].Number);

    /// <summary>The appended blocks that any of the tables has already; asked before reverted blocks are cut out.</summary>
    private BlockRangeSet Overlap(Ledger ledger, Commit commit)
    {
        BlockRangeSet overlap = new();
        if (Range(commit) is not BlockRange appended)
        {
            return overlap;
        }

        if (pipeline.Name == DuckDbSink.RepairPipeline)
        {
            overlap.Add(appended);
        }

        foreach (TableSchema table in tables)
        {
            foreach (BlockRange has in ledger.Blocks(table.Name).Ranges)
            {
                overlap.Add(has.Intersect(appended));
            }
        }

        return overlap;
    }

    /// <summary>Takes the rows of dead blocks out of every table there is, also of those that are not written this time.</summary>
    private void Revert(Ledger ledger, IReadOnlyList<BlockRef> reverted)
    {
        if (reverted.Count == 0)
        {
            return;
        }

        IEnumerable<TableSchema> known = Schema.All.Where(table => DuckDbCatalog.HasTable(connection, table.Name));
        List<TableSchema> existing = [.. tables.Union(known).Where(table => table.BlockHashColumn is not null)];
        bool hasBlocks = existing.Contains(BlockBatch.Table);
        string[] ledgerTables = [.. ledger.Lines.Select(line => line.Table).Distinct()];
        foreach (BlockRef block in reverted)
        {
            foreach (TableSchema table in existing)
            {
                Delete(table, block, byHash: hasBlocks);
            }

            // Another branch may stand there already (a backfill saw it first): its rows and ledger lines stay.
            if (!hasBlocks || connection.ScalarInt64(
                "SELECT count(*) FROM blocks WHERE chain_id = $1 AND number = $2", pipeline.ChainId, block.Number) == 0)
            {
                foreach (string table in ledgerTables)
                {
                    ledger.Remove(table, new BlockRange(block.Number, block.Number));
                }
            }
        }
    }

    private void Delete(TableSchema table, BlockRef block, bool byHash)
    {
        string where = $"DELETE FROM {DuckDbTypes.Quote(table.Name)} WHERE chain_id = $1 AND {table.BlockNumberColumn} = $2";
        if (byHash)
        {
            connection.Execute($"{where} AND {table.BlockHashColumn} = $3", pipeline.ChainId, block.Number, block.Hash.ToString());
        }
        else
        {
            connection.Execute(where, pipeline.ChainId, block.Number);
        }
    }

    private void Clear(BlockRangeSet overlap)
    {
        foreach (BlockRange range in overlap.Ranges)
        {
            foreach (TableSchema table in tables.Where(table => table.BlockNumberColumn is not null))
            {
                connection.Execute(
                    $"DELETE FROM {DuckDbTypes.Quote(table.Name)} "
                    + $"WHERE chain_id = $1 AND {table.BlockNumberColumn} BETWEEN $2 AND $3",
                    pipeline.ChainId, range.From, range.To);
            }
        }
    }

    private void Enter(Ledger ledger, Commit commit)
    {
        if (Range(commit) is not BlockRange appended)
        {
            return;
        }

        foreach (TableSchema table in tables.Where(table => table.IsInLedger))
        {
            ledger.Remove(table.Name, appended);
            if ((commit.Present & table.Source) == table.Source)
            {
                ledger.Add(table.Name, appended, commit.Proven);
            }
        }
    }
}
