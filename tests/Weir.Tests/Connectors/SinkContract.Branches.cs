using Weir.Ethereum.Transforms;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;
using Weir.Tests.Core.Tables;

namespace Weir.Tests.Connectors;

/// <summary>What leaves a chain, and chains that are not to meet.</summary>
public abstract partial class SinkContract
{
    [Fact]
    public async Task A_reverted_block_goes_from_every_table_and_the_new_branch_comes()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(Sample(1, 1, 5), Token);
        Commit reorganised = Sample(2, 4, 4, branch: 1) with
        {
            Reverted = [new(5, SampleRows.BlockHash(5)), new(4, SampleRows.BlockHash(4))],
        };
        await sink.CommitAsync(reorganised, Token);
        await using ISink again = CreateSink();
        SinkState state = await Open(again);
        Assert.Equal([new(1, 4)], state.Whole);
        Assert.Equal(
            [new(3, SampleRows.BlockHash(3)), new(4, SampleRows.BlockHash(4, 1))], state.RecentBlocks.TakeLast(2));
        Dictionary<string, string> checksums = await Checksums();
        await StartAnew();
        await using ISink straight = CreateSink();
        await Open(straight);
        await straight.CommitAsync(Sample(1, 1, 3), Token);
        await straight.CommitAsync(Sample(2, 4, 4, branch: 1), Token);
        Assert.Equal(checksums, await Checksums());
    }

    [Fact]
    public async Task A_revert_leaves_a_block_of_another_branch_alone()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(Sample(1, 1, 5, branch: 1), Token);
        Dictionary<string, string> before = await Checksums();
        await sink.CommitAsync(
            Sample(2, 1, 0) with
            {
                Reverted = [new(5, SampleRows.BlockHash(5))],
                Position = new(new(4, SampleRows.BlockHash(4, 1)), null)
            },
            Token);
        Assert.Equal(before, await Checksums());
        await using ISink again = CreateSink();
        Assert.Equal([new(1, 5)], (await Open(again)).Whole);
    }

    [Fact]
    public async Task Blocks_of_another_branch_than_the_stored_ones_beside_them_are_refused()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(Sample(1, 5, 8), Token);
        Dictionary<string, string> before = await Checksums();
        Commit[] strangers =
        [
            Sample(2, 9, 10, branch: 1, parentBranch: 1),       // its parent is not the stored block 8
            Sample(2, 3, 4, branch: 1),                         // the stored block 5 is not its child
            Sample(2, 7, 7, branch: 1),                         // it is stored with another hash
            Sample(2, 8, 9, branch: 1, parentBranch: 0),        // as above, with a fitting parent
        ];
        foreach (Commit stranger in strangers)
        {
            WarehouseException error =
                await Assert.ThrowsAsync<WarehouseException>(() => sink.CommitAsync(stranger, Token));
            Assert.Equal(ErrorCodes.StoredBranch, error.Code);
            Assert.Contains("block ", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, await Checksums());
        await sink.CommitAsync(Sample(2, 3, 4), Token);
        await sink.CommitAsync(Sample(3, 9, 9), Token);
        Assert.Equal([new(3, 9)], await WholeAsync());
    }

    [Fact]
    public async Task A_repair_replaces_a_block_that_is_stored_with_another_hash_in_every_table()
    {
        await using (ISink sink = CreateSink())
        {
            await Open(sink);
            await sink.CommitAsync(Sample(1, 1, 5, branch: 1), Token);
        }

        await using ISink repair = CreateSink();
        await repair.OpenAsync(
            new SinkRequest(new(1, "repair"), [BlockBatch.Table, QuarantineBatch.Table], Everything, Repairs: true),
            Token);
        Commit sample = Sample(1, 3, 3);
        await repair.CommitAsync(
            sample with { Batches = [.. sample.Batches.Where(batch => batch.Schema == BlockBatch.Table)] }, Token);
        await using IWarehouseReader reader = CreateReader();
        IReadOnlyList<LedgerLine> ledger = await reader.GetLedgerAsync(Token);
        Assert.Equal([new(1, 5)], ledger.Where(line => line.Table == "blocks").Select(line => line.Blocks));
        Assert.Equal([new(1, 2), new(4, 5)], ledger.Where(line => line.Table == "logs").Select(line => line.Blocks));
        await foreach (Batch batch in reader.ReadAsync(LogBatch.Table, new BlockRange(3, 3), RowOrder.Any, Token))
        {
            Assert.Fail($"{batch.RowCount} logs of the block that went are still there");
        }
    }

    [Fact]
    public async Task A_reorganisation_is_taken_out_of_the_other_pipelines_positions()
    {
        PipelineKey live = new(1, "run");
        await using (ISink run = CreateSink())
        {
            await run.OpenAsync(new SinkRequest(live, Decoders.AllTables, Everything), Token);
            await run.CommitAsync(Sample(1, 1, 5), Token);
        }

        await using (ISink sink = CreateSink())
        {
            await Open(sink);
            await sink.CommitAsync(
                Sample(1, 4, 4, branch: 1) with
                {
                    Reverted = [new(5, SampleRows.BlockHash(5)),
                    new(4, SampleRows.BlockHash(4))]
                }, Token);
        }

        await using ISink again = CreateSink();
        SinkState state = await again.OpenAsync(new SinkRequest(live, Decoders.AllTables, Everything), Token);
        Assert.Equal(new BlockRef(3, SampleRows.BlockHash(3)), state.Position?.Block);
        Assert.Equal([1L, 2, 3], state.RecentBlocks.Select(block => block.Number));
        Assert.Equal(1, state.Sequence);
    }

    [Fact]
    public async Task Another_chain_with_the_same_id_is_refused_by_its_genesis()
    {
        SinkRequest request = new(Backfill, Decoders.AllTables, Everything) { Genesis = SampleRows.BlockHash(0) };
        await using (ISink sink = CreateSink())
        {
            await sink.OpenAsync(request, Token);
        }

        await using (ISink again = CreateSink())
        {
            await again.OpenAsync(request, Token);
        }

        await using ISink other = CreateSink();
        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(
            () => other.OpenAsync(request with { Genesis = SampleRows.BlockHash(0, 1) }, Token));
        Assert.Contains(SampleRows.BlockHash(0, 1).ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_block_0_tells_the_genesis_where_nothing_else_does()
    {
        await using (ISink sink = CreateSink())
        {
            await Open(sink);
            await sink.CommitAsync(Sample(1, 0, 3), Token);
        }

        SinkRequest request = new(Backfill, Decoders.AllTables, Everything);
        await using (ISink other = CreateSink())
        {
            await Assert.ThrowsAsync<WarehouseException>(
                () => other.OpenAsync(request with { Genesis = SampleRows.BlockHash(0, 1) }, Token));
        }

        await using ISink same = CreateSink();
        SinkState state = await same.OpenAsync(request with { Genesis = SampleRows.BlockHash(0) }, Token);
        Assert.Equal([new BlockRange(0, 3)], state.Whole);
    }
}
