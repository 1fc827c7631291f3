using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Proofs;
using Weir.Simulation;
using Weir.Simulation.Chain;
using Weir.Tests.Pipeline;

namespace Weir.Tests.Proofs;

/// <summary>A table is proven because its schema says what its rows are, not because a list names it.</summary>
public sealed class RegisteredTableTests
{
    private static readonly SimulatedChainOptions Chain = SimulatedChainOptions.Parse("seed=3,blocks=60,txs=8");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_table_is_proven_and_a_wrong_one_is_bad()
    {
        TableSchema table = Table("log_counts", RowOrigin.Derived, []);
        LogCount counter = new(table);
        Assert.DoesNotContain(await ProveAsync(counter, counter), proof => proof.Verdict.IsBad);
        BlockProof[] wrong =
            [.. (await ProveAsync(new LogCount(table) { Error = 1 }, counter)).Where(proof => proof.Verdict.IsBad)];
        Assert.Equal(60, wrong.Length);
        Assert.All(wrong,
            proof => Assert.Contains("log_counts[0].log_count is", proof.Verdict.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Observed_rows_are_taken_as_stored()
    {
        TableSchema table = Table("log_counts", RowOrigin.Observed, []);
        Assert.DoesNotContain(
            await ProveAsync(new LogCount(table) { Error = 1 }, new LogCount(table)), proof => proof.Verdict.IsBad);
    }

    [Fact]
    public async Task A_table_made_from_another_that_nobody_stores_is_made_and_proven_so()
    {
        TableSchema table = Table("transfer_counts", RowOrigin.Derived, [TokenTransferBatch.Table]);
        MemoryWarehouse warehouse = new();
        TableSchema[] stored = [BlockBatch.Table, TransactionBatch.Table, LogBatch.Table, WithdrawalBatch.Table, table];
        ITransform<BlockRun>[] all = [.. Decoders.For(Decoders.Tables), new TransferCount(table)];
        await LoadAsync(warehouse, stored, Decoders.For(stored, all));
        Assert.Empty(await warehouse.GetTablesAsync([TokenTransferBatch.Table], Token));
        long transfers = 0;
        await foreach (Batch batch in warehouse.ReadAsync(table, BlockRange.All, RowOrder.Any, Token))
        {
            transfers += ((Int64Column)batch.Columns[3]).Values.ToArray().Sum();
        }

        Assert.True(transfers > 100, $"{transfers} transfers");
        List<BlockProof> proofs = await ProveAsync(warehouse, stored, Decoders.For(stored, all));
        Assert.Equal(60, proofs.Count(proof => !proof.Verdict.IsBad));
    }

    [Fact]
    public void Only_what_the_tables_need_is_made()
    {
        TableSchema table = Table("transfer_counts", RowOrigin.Derived, [TokenTransferBatch.Table]);
        ITransform<BlockRun>[] all = [.. Decoders.For(Decoders.Tables), new TransferCount(table)];
        Assert.Equal(
            [TokenTransferBatch.Table, QuarantineBatch.Table, table],
            Decoders.For([table], all).SelectMany(transform => transform.Outputs));
        Assert.Equal([BlockBatch.Table, QuarantineBatch.Table],
            Decoders.For([BlockBatch.Table]).SelectMany(transform => transform.Outputs));
    }

    [Fact]
    public void Rows_of_tables_that_were_not_opened_go_nowhere()
    {
        BatchSet rows = new([BlockBatch.Table]);
        _ = rows.Of(LogBatch.Table);
        _ = rows.Of(BlockBatch.Table);
        Assert.Equal([BlockBatch.Table], rows.Batches.Select(batch => batch.Schema));
    }

    private static TableSchema Table(string name, RowOrigin origin, IReadOnlyList<TableSchema> madeFrom) => new(
        name,
        [
            new("chain_id", LogicalType.Int64), new("block_number", LogicalType.Int64),
            new("block_hash", LogicalType.Hash),
            new("log_count", LogicalType.Int64),
        ],
        ["chain_id", "block_number"])
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Receipts,
        Origin = origin,
        MadeFrom = madeFrom,
    };

    private static async Task<List<BlockProof>> ProveAsync(LogCount loading, LogCount proving)
    {
        MemoryWarehouse warehouse = new();
        TableSchema[] tables = [.. Decoders.Tables, loading.Outputs[0]];
        await LoadAsync(warehouse, tables, [.. Decoders.For(Decoders.Tables), loading]);
        return await ProveAsync(warehouse, tables, [.. Decoders.For(Decoders.Tables), proving]);
    }

    private static async Task LoadAsync(
        MemoryWarehouse warehouse, TableSchema[] tables, IReadOnlyList<ITransform<BlockRun>> transforms)
    {
        WarehouseSink sink = new(warehouse);
        SinkRequest request = new(
            new PipelineKey(Chain.ChainId, "backfill"), [.. tables, QuarantineBatch.Table], VerifyLevel.Roots.Asked());
        SinkState state = await sink.OpenAsync(request, Token);
        await new PipelineRunner<BlockRun>(
            new SimulatedSource(Chain, TimeProvider.System), transforms, request.Tables, sink, new PipelineOptions(),
            TimeProvider.System).RunAsync(state, _ => { }, Token);
    }

    private static async Task<List<BlockProof>> ProveAsync(
        MemoryWarehouse warehouse, TableSchema[] tables, IReadOnlyList<ITransform<BlockRun>> transforms)
    {
        WarehouseProof proof = new(
            warehouse, await warehouse.GetLedgerAsync(Token), VerifyLevel.Roots, [], tables, transforms);
        return await proof.RunAsync(BlockRange.All, isEverything: true, Token).ToListAsync(Token);
    }

    private static void AppendCount(Batch rows, BlockRun run, Block block, long count)
    {
        ((Int64Column)rows.Columns[0]).Append(run.ChainId);
        ((Int64Column)rows.Columns[1]).Append(block.Header.Number);
        ((FixedBytesColumn)rows.Columns[2]).Append(block.Header.Hash);
        ((Int64Column)rows.Columns[3]).Append(count);
    }

    /// <summary>Counts logs.</summary>
    private sealed class LogCount(TableSchema table) : ITransform<BlockRun>
    {
        public int Error { get; init; }

        public IReadOnlyList<TableSchema> Outputs { get; } = [table];

        public void Transform(BlockRun raw, BatchSet output)
        {
            foreach (Block block in raw.Blocks)
            {
                AppendCount(output.Of(table), raw, block, block.Logs.Count + Error);
            }
        }
    }

    /// <summary>Counts token transfers, as another transform has made them.</summary>
    private sealed class TransferCount(TableSchema table) : ITransform<BlockRun>
    {
        public IReadOnlyList<TableSchema> Outputs { get; } = [table];

        public void Transform(BlockRun raw, BatchSet output)
        {
            var transfers = (TokenTransferBatch)output.Of(TokenTransferBatch.Table);
            foreach (Block block in raw.Blocks)
            {
                AppendCount(output.Of(table), raw, block, transfers.BlockNumber.Values.Count(block.Header.Number));
            }
        }
    }
}
