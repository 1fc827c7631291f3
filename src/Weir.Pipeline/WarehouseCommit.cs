using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;

namespace Weir.Pipeline;

/// <summary>
/// The one algorithm of a commit: reads what is stored, refuses what does not fit, and makes the plan that the
/// warehouse carries out in the same transaction.
/// </summary>
/// <param name="warehouse">The warehouse's name, for messages.</param>
/// <param name="request">What the sink was opened for.</param>
/// <param name="time">The clock of what is noted.</param>
internal sealed class WarehouseCommit(string warehouse, SinkRequest request, TimeProvider time)
{
    private readonly PipelineKey _pipeline = request.Pipeline;

    /// <summary>Reads, decides and applies; does nothing where the same commit is stored already.</summary>
    public async Task ApplyAsync(IWarehouseTransaction transaction, Commit commit, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredPosition> positions = await transaction.ReadPositionsAsync(cancellationToken);
        StoredPosition stored = positions.FirstOrDefault(position => position.Pipeline == _pipeline.Name)
            ?? new StoredPosition(_pipeline.Name, 0, null, RecentBlocks.Empty);
        if (stored.Sequence == commit.Sequence && stored.Position == commit.Position)
        {
            // It had succeeded before; only the answer was lost.
            return;
        }

        if (stored.Sequence != commit.Sequence - 1)
        {
            throw new WarehouseException(
                ErrorCodes.AnotherWriter,
                $"{warehouse}: another writer has moved the pipeline {_pipeline.Name} of chain {_pipeline.ChainId} "
                + $"to commit {stored.Sequence}; this one wanted to write commit {commit.Sequence}.",
                "Let one program write at a time; start this one again and it goes on from there.");
        }

        Ledger ledger = new(_pipeline.ChainId, await transaction.ReadLedgerAsync(cancellationToken));
        StoredNeighbours neighbours = await ReadNeighboursAsync(transaction, ledger, commit, cancellationToken);
        if (!request.Repairs)
        {
            neighbours.RequireFit(warehouse, commit);
        }

        List<BlockDelete> deletes = [.. Revert(ledger, neighbours, commit), .. Replace(ledger, neighbours, commit)];
        Enter(ledger, commit);
        await transaction.ApplyAsync(
            new CommitPlan(
                _pipeline.ChainId, deletes, [.. commit.Batches.Where(batch => batch.RowCount > 0), .. Notes(commit)],
                ledger.Removed, ledger.Added,
                [
                    new StoredPosition(_pipeline.Name, commit.Sequence, commit.Position, stored.Recent.After(commit)),
                    .. OtherPositions(positions, neighbours, commit),
                ])
            {
                Replaced = commit.Heads is null ? commit.Replaces : [.. commit.Replaces, ChainHeadBatch.Table],
            },
            cancellationToken);
    }

    // What the commit says of the chain beside its blocks.
    private IEnumerable<IBatch> Notes(Commit commit)
    {
        long now = time.GetMicroseconds();
        if (commit.Reverted.Count > 0)
        {
            ReorgBatch reorgs = new();
            reorgs.Append(_pipeline, now, commit.Reverted, commit.Appended.Select(block => block.Reference));
            yield return reorgs;
        }

        if (commit.Heads is { } heads)
        {
            ChainHeadBatch rows = new();
            rows.Append(_pipeline.ChainId, heads, now);
            yield return rows;
        }
    }

    private static async Task<StoredNeighbours> ReadNeighboursAsync(
        IWarehouseTransaction transaction, Ledger ledger, Commit commit, CancellationToken cancellationToken)
    {
        BlockRangeSet touched = new(commit.Reverted.Select(block => new BlockRange(block.Number - 1, block.Number)));
        if (commit.AppendedRange is { } appended)
        {
            touched.Add(new BlockRange(appended.From - 1, appended.To + 1));
        }

        List<StoredHeader> headers = [];
        foreach (BlockRange part in touched.Intersect(ledger.Blocks(BlockBatch.Table.Name)).Ranges)
        {
            headers.AddRange(await transaction.ReadHeadersAsync(part, cancellationToken));
        }

        return new StoredNeighbours(headers);
    }

    /// <summary>
    /// Takes the rows of dead blocks out of every table that the ledger names, also of those that are not written this
    /// time.
    /// </summary>
    private IEnumerable<BlockDelete> Revert(Ledger ledger, StoredNeighbours neighbours, Commit commit)
    {
        if (commit.Reverted.Count == 0)
        {
            return [];
        }

        BlockRange span = new(commit.Reverted.Min(block => block.Number), commit.Reverted.Max(block => block.Number));
        Hash32[] dead = [.. commit.Reverted.Select(block => block.Hash)];
        string[] tables = Tables(ledger);

        // Another branch may stand there already (a backfill saw it first): its ledger lines stay.
        foreach (BlockRef block in commit.Reverted.Where(block => !neighbours.HasOther(block)))
        {
            foreach (string table in tables)
            {
                ledger.Remove(table, new BlockRange(block.Number, block.Number));
            }
        }

        return tables.Select(table => new BlockDelete(table, span, dead));
    }

    /// <summary>Takes out what is stored of the appended blocks.</summary>
    private IEnumerable<BlockDelete> Replace(Ledger ledger, StoredNeighbours neighbours, Commit commit)
    {
        if (commit.AppendedRange is not { } appended)
        {
            return [];
        }

        // Rows of a block with another hash say nothing of this one: all tables lose them.
        BlockRangeSet foreign =
            new(commit.Appended.Where(block => request.Repairs && neighbours.HasOther(block.Reference))
            .Select(block => new BlockRange(block.Number, block.Number)));
        string[] tables = Tables(ledger);
        foreach (string table in tables)
        {
            foreach (BlockRange range in foreign.Ranges)
            {
                ledger.Remove(table, range);
            }
        }

        BlockRangeSet overlap = new(request.Repairs ? [appended] : []);
        foreach (TableSchema table in request.Tables)
        {
            foreach (BlockRange has in ledger.Blocks(table.Name).Ranges)
            {
                overlap.Add(has.Intersect(appended));
            }
        }

        IEnumerable<string> written =
            request.Tables.Where(table => table.BlockNumberColumn is not null).Select(table => table.Name);
        return
        [
            .. overlap.Ranges.SelectMany(range => written.Select(table => new BlockDelete(table, range))),
            .. foreign.Ranges.SelectMany(
                range => tables.Except(written).Select(table => new BlockDelete(table, range))),
        ];
    }

    private void Enter(Ledger ledger, Commit commit)
    {
        foreach (TableSchema table in request.Tables.Where(table => table.IsInLedger))
        {
            foreach ((BlockRange blocks, ProofGroups proven, ProofGroups present) in AlikeRuns(commit.Appended))
            {
                ledger.Remove(table.Name, blocks);
                if (table.IsMadeFrom(present))
                {
                    ledger.Add(table.Name, blocks, proven, request.Asked);
                }
            }
        }
    }

    private static List<(BlockRange Blocks, ProofGroups Proven, ProofGroups Present)> AlikeRuns(
        IReadOnlyList<AppendedBlock> appended)
    {
        List<(BlockRange Blocks, ProofGroups Proven, ProofGroups Present)> runs = [];
        foreach (AppendedBlock block in appended)
        {
            if (runs.Count > 0 && (runs[^1].Proven, runs[^1].Present) == (block.Proven, block.Present))
            {
                runs[^1] = runs[^1] with { Blocks = runs[^1].Blocks with { To = block.Number } };
            }
            else
            {
                runs.Add((new BlockRange(block.Number, block.Number), block.Proven, block.Present));
            }
        }

        return runs;
    }

    /// <summary>The other pipelines of the chain forget blocks that are dead now.</summary>
    private IEnumerable<StoredPosition> OtherPositions(
        IReadOnlyList<StoredPosition> positions, StoredNeighbours neighbours, Commit commit)
    {
        HashSet<BlockRef> dead = [.. commit.Reverted];
        foreach (StoredPosition other in positions.Where(position => position.Pipeline != _pipeline.Name))
        {
            RecentBlocks recent = other.Recent.Without(dead);
            bool isDead = other.Position?.Block is { } block && dead.Contains(block);
            if (isDead || recent.Blocks.Count != other.Recent.Blocks.Count)
            {
                BlockRef? ancestor = neighbours.Below(dead.Min(block => block.Number))
                    ?? recent.Blocks.Cast<BlockRef?>().LastOrDefault();
                yield return other with
                {
                    Position = isDead ? new SourcePosition(ancestor, null) : other.Position,
                    Recent = recent
                };
            }
        }
    }

    // Every table with rows of blocks: those of the ledger, made at run time too, and those that are written now.
    private string[] Tables(Ledger ledger) =>
    [
        .. ledger.Lines.Select(line => line.Table)
            .Union(request.Tables.Where(table => table.BlockHashColumn is not null).Select(table => table.Name)),
    ];
}
