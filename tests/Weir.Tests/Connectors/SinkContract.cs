using Weir.Ethereum.Transforms;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;
using Weir.Tests.Core.Tables;

namespace Weir.Tests.Connectors;

/// <summary>What every transactional sink promises, whatever the warehouse.</summary>
public abstract partial class SinkContract : IAsyncDisposable
{
    private protected const ProofGroups Everything =
        ProofGroups.Header | ProofGroups.Transactions | ProofGroups.Receipts | ProofGroups.Withdrawals;

    // What came: traces too, which nothing proves.
    private protected const ProofGroups AllParts = Everything | ProofGroups.Traces | ProofGroups.Uncles;

    private static readonly PipelineKey Backfill = new(1, "backfill");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A sink on this test's own warehouse.</summary>
    protected abstract ISink CreateSink();

    /// <summary>A reader on this test's own warehouse.</summary>
    protected abstract IWarehouseReader CreateReader();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task A_new_warehouse_has_nothing()
    {
        await using ISink sink = CreateSink();
        SinkState state = await Open(sink);
        Assert.Equal(SinkState.Empty.Sequence, state.Sequence);
        Assert.Null(state.Position);
        Assert.Empty(state.RecentBlocks);
        Assert.Empty(state.Whole);
    }

    [Fact]
    public async Task Awkward_values_of_every_type_come_back_as_they_went_in()
    {
        Commit commit = Sample(1, 10, 12, rows: 900);
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(commit, Token);
        await using IWarehouseReader reader = CreateReader();
        foreach (IBatch batch in commit.Batches)
        {
            Assert.Equal(
                BatchContractTests.Text((Batch)batch).Order(StringComparer.Ordinal),
                (await Rows(reader, batch.Schema)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Position_recent_blocks_and_ledger_survive()
    {
        await using (ISink sink = CreateSink())
        {
            await Open(sink);
            await sink.CommitAsync(Sample(1, 1, 400), Token);
            await sink.CommitAsync(
                Sample(2, 401, 600) with { Position = new(new(600, SampleRows.BlockHash(600)), "cursor") }, Token);
        }

        await using ISink again = CreateSink();
        SinkState state = await Open(again);
        Assert.Equal(2, state.Sequence);
        Assert.Equal(new SourcePosition(new(600, SampleRows.BlockHash(600)), "cursor"), state.Position);
        Assert.Equal(512, state.RecentBlocks.Count);
        Assert.Equal(new BlockRef(89, SampleRows.BlockHash(89)), state.RecentBlocks[0]);
        Assert.Equal(new BlockRef(600, SampleRows.BlockHash(600)), state.RecentBlocks[^1]);
        Assert.Equal([new BlockRange(1, 600)], state.Whole);
    }

    [Fact]
    public async Task The_same_commit_again_does_nothing()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(Sample(1, 1, 3), Token);
        Dictionary<string, string> before = await Checksums();
        await sink.CommitAsync(Sample(1, 1, 3), Token);
        Assert.Equal(before, await Checksums());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_commit_out_of_sequence_is_another_writer(long sequence)
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(Sample(1, 1, 3), Token);
        Dictionary<string, string> before = await Checksums();
        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(
            () => sink.CommitAsync(Sample(sequence, 4, 5), Token));
        Assert.Equal(ErrorCodes.AnotherWriter, error.Code);
        Assert.Equal(before, await Checksums());
    }

    [Fact]
    public async Task A_commit_that_fails_in_its_middle_leaves_nothing()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(Sample(1, 1, 3), Token);
        Dictionary<string, string> before = await Checksums();
        Commit broken = Sample(2, 2, 6, rows: 3000);
        ((LogBatch)broken.Batches.Single(batch => batch.Schema == LogBatch.Table)).LogIndex.Append(1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => sink.CommitAsync(broken, Token));
        Assert.Equal(before, await Checksums());
        await sink.CommitAsync(Sample(2, 4, 6), Token);
        await using ISink again = CreateSink();
        Assert.Equal([new BlockRange(1, 6)], (await Open(again)).Whole);
    }

    [Fact]
    public async Task A_cancelled_commit_leaves_nothing()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(Sample(1, 1, 3), Token);
        Dictionary<string, string> before = await Checksums();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => sink.CommitAsync(Sample(2, 4, 6), new CancellationToken(canceled: true)));
        Assert.Equal(before, await Checksums());
    }

    [Fact]
    public async Task Ranges_that_overlap_in_any_order_are_one_whole_backfill()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        (long From, long To)[] ranges = [(20, 29), (5, 12), (10, 22), (1, 4), (28, 40), (1, 40)];
        for (int i = 0; i < ranges.Length - 1; i++)
        {
            await sink.CommitAsync(Sample(i + 1, ranges[i].From, ranges[i].To), Token);
        }

        Dictionary<string, string> pieces = await Checksums();
        await using (ISink repair = CreateSink())
        {
            await repair.OpenAsync(
                new SinkRequest(new(1, "repair"), Decoders.AllTables, Everything, Repairs: true), Token);
            await repair.CommitAsync(Sample(1, 1, 40), Token);
        }

        Assert.Equal(pieces, await Checksums());
        await using IWarehouseReader reader = CreateReader();
        Assert.Equal(
            Decoders.Tables.Select(table => table.Name).Order(StringComparer.Ordinal).Select(
                name => new LedgerLine(1, name, new BlockRange(1, 40), Everything, Everything)),
            await reader.GetLedgerAsync(Token));
        foreach (TableSchema table in Decoders.Tables)
        {
            Assert.Equal(0, await reader.CountDuplicatesAsync(table, BlockRange.All, Token));
        }
    }

    [Fact]
    public async Task A_repair_replaces_rows_that_the_ledger_does_not_know()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(Sample(1, 1, 3), Token);
        Dictionary<string, string> whole = await Checksums();
        await ForgetLedger();
        await using ISink repair = CreateSink();
        await repair.OpenAsync(new SinkRequest(new(1, "repair"), Decoders.AllTables, Everything, Repairs: true), Token);
        await repair.CommitAsync(Sample(1, 1, 3), Token);
        Assert.Equal(whole, await Checksums());
    }

    [Fact]
    public async Task Neighbours_merge_only_where_the_proof_is_the_same()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(Sample(1, 1, 3), Token);
        await sink.CommitAsync(Sample(2, 4, 6, proven: ProofGroups.Header), Token);
        await sink.CommitAsync(Sample(3, 7, 9), Token);
        await using IWarehouseReader reader = CreateReader();
        Assert.Equal(
            [(new(1, 3), Everything), (new(4, 6), ProofGroups.Header), (new(7, 9), Everything)],
            (await reader.GetLedgerAsync(Token)).Where(line => line.Table == "logs").Select(
                line => (line.Blocks, line.Proven)));
        await using ISink once = CreateSink();
        Assert.Equal([new(1, 9)], (await Open(once)).Whole);
        await using ISink again = CreateSink();
        SinkRequest request = new(Backfill, Decoders.AllTables, Everything) { Again = true };
        Assert.Equal([new(1, 3), new(7, 9)], (await again.OpenAsync(request, Token)).Whole);
        await using ISink modest = CreateSink();
        Assert.Equal([new(1, 9)],
            (await modest.OpenAsync(new SinkRequest(Backfill, Decoders.AllTables, ProofGroups.Header), Token)).Whole);
    }

    [Fact]
    public async Task A_table_is_whole_only_where_its_part_of_the_block_was_there()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(
            Sample(1, 1, 3, proven: ProofGroups.Header, present: ProofGroups.Header | ProofGroups.Withdrawals), Token);
        await using IWarehouseReader reader = CreateReader();
        Assert.Equal(["blocks", "withdrawals"], (await reader.GetLedgerAsync(Token)).Select(line => line.Table));
        await using ISink blocks = CreateSink();
        Assert.Equal([new(1, 3)],
            (await blocks.OpenAsync(new SinkRequest(Backfill, [BlockBatch.Table], ProofGroups.Header), Token)).Whole);
        await using ISink all = CreateSink();
        Assert.Empty((
            await all.OpenAsync(new SinkRequest(Backfill, Decoders.AllTables, ProofGroups.Header), Token)).Whole);
    }

    [Fact]
    public async Task A_table_asked_for_later_is_not_whole_yet()
    {
        await using (ISink sink = CreateSink())
        {
            await sink.OpenAsync(
                new SinkRequest(Backfill, [BlockBatch.Table, QuarantineBatch.Table], Everything), Token);
            Commit sample = Sample(1, 1, 3);
            await sink.CommitAsync(
                sample with { Batches = [.. sample.Batches.Where(batch => batch.Schema == BlockBatch.Table)] }, Token);
        }

        await using ISink more = CreateSink();
        Assert.Empty((await Open(more)).Whole);
        await more.CommitAsync(Sample(2, 1, 3), Token);
        await using ISink again = CreateSink();
        Assert.Equal([new(1, 3)], (await Open(again)).Whole);
        await using IWarehouseReader reader = CreateReader();
        Assert.Equal(0, await reader.CountDuplicatesAsync(BlockBatch.Table, BlockRange.All, Token));
    }

    [Fact]
    public async Task Blocks_of_one_commit_may_differ_in_proof_and_in_what_came()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        Commit commit = Sample(1, 1, 4);
        AppendedBlock[] blocks = [.. commit.Appended];
        blocks[1] = blocks[1] with { Proven = ProofGroups.Header };
        blocks[2] = blocks[2] with { Present = ProofGroups.Header };
        await sink.CommitAsync(commit with { Appended = blocks }, Token);
        await using IWarehouseReader reader = CreateReader();
        Assert.Equal(
            [(new(1, 1), Everything), (new(2, 2), ProofGroups.Header), (new(4, 4), Everything)],
            (await reader.GetLedgerAsync(Token)).Where(line => line.Table == "logs").Select(
                line => (line.Blocks, line.Proven)));
    }

    [Fact]
    public async Task Rows_come_in_the_order_of_the_chain_when_asked_and_only_of_the_blocks_asked()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(Sample(1, 50, 60), Token);
        await sink.CommitAsync(Sample(2, 1, 49), Token);
        await using IWarehouseReader reader = CreateReader();
        List<(long, long)> places = [];
        await foreach (Batch batch in reader.ReadAsync(LogBatch.Table, new BlockRange(40, 55), RowOrder.Key, Token))
        {
            var logs = (LogBatch)batch;
            for (int row = 0; row < logs.RowCount; row++)
            {
                places.Add((logs.BlockNumber[row], logs.LogIndex[row]));
            }
        }

        Assert.Equal(places.Order(), places);
        Assert.Equal(16 * 3, places.Count);
        Assert.Equal([1], await reader.GetChainIdsAsync(Token));
        Assert.Equal(
            [LogBatch.Table], await reader.GetTablesAsync([LogBatch.Table, new TableSchema("nowhere", [], [])], Token));
    }

    /// <summary>Takes all lines out of the ledger, behind the sink's back.</summary>
    protected abstract Task ForgetLedger();

    /// <summary>Leaves this test an empty warehouse.</summary>
    protected abstract Task StartAnew();

    /// <summary>
    /// Blocks <paramref name="from"/> to <paramref name="to"/> with rows in every table; the same for the same numbers.
    /// </summary>
    private protected static Commit Sample(
        long sequence, long from, long to, int rows = 3, int branch = 0, ProofGroups proven = Everything,
        ProofGroups present = AllParts, int parentBranch = 0)
    {
        Dictionary<TableSchema, Batch> batches =
            Decoders.AllTables.ToDictionary(table => table, table => table.CreateBatch());
        List<AppendedBlock> appended = [];
        for (long number = from; number <= to; number++)
        {
            BlockRef block = new(number, SampleRows.BlockHash(number, branch));
            Hash32 parent = SampleRows.BlockHash(number - 1, number == from ? parentBranch : branch);
            appended.Add(new AppendedBlock(number, block.Hash, parent, proven, present));
            foreach ((TableSchema table, Batch batch) in batches)
            {
                bool isOneABlock = table.Key is [_, var only] && only == table.BlockNumberColumn;
                SampleRows.Append(batch, block, isOneABlock ? 1 : rows, new Random((int)number), parent);
            }
        }

        BlockRef? last = appended.Count == 0 ? null : appended[^1].Reference;
        return new Commit(sequence, new SourcePosition(last, null), [], appended, [.. batches.Values]);
    }

    private protected static Task<SinkState> Open(ISink sink) =>
        sink.OpenAsync(new SinkRequest(Backfill, Decoders.AllTables, Everything), Token);

    private async Task<IReadOnlyList<BlockRange>> WholeAsync()
    {
        await using ISink sink = CreateSink();
        return (await Open(sink)).Whole;
    }

    private async Task<Dictionary<string, string>> Checksums()
    {
        await using IWarehouseReader reader = CreateReader();
        Dictionary<string, string> checksums = [];
        foreach (TableSchema table in Decoders.AllTables)
        {
            TableChecksum checksum = new(table);
            await foreach (Batch batch in reader.ReadAsync(table, BlockRange.All, RowOrder.Any, Token))
            {
                checksum.Add(batch);
            }

            checksums[table.Name] = $"{checksum.RowCount} {checksum}";
        }

        return checksums;
    }

    private static async Task<List<string>> Rows(IWarehouseReader reader, TableSchema table)
    {
        List<string> rows = [];
        await foreach (Batch batch in reader.ReadAsync(table, BlockRange.All, RowOrder.Any, Token))
        {
            rows.AddRange(BatchContractTests.Text(batch));
        }

        return rows;
    }
}
