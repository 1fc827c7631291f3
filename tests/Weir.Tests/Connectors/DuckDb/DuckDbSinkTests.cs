using Weir.Connectors.DuckDb;
using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;
using Weir.Tests.Core.Tables;

namespace Weir.Tests.Connectors.DuckDb;

public sealed class DuckDbSinkTests : SinkContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-duckdb-");

    private int _generation;

    private string File => Path.Combine(_folder.FullName, $"{_generation}.duckdb");

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(2047)]
    [InlineData(2049)]
    [InlineData(32_768)]
    [InlineData(300_001)]
    public async Task Batches_of_any_size_are_whole_whatever_the_number_of_threads(int rows)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        BlockRef block = new(7, SampleRows.BlockHash(7));
        WithdrawalBatch withdrawals = new();
        SampleRows.Append(withdrawals, block, rows, new Random(rows));
        TableChecksum expected = new(WithdrawalBatch.Table);
        expected.Add(withdrawals);
        await using DuckDbSink sink = new(File, new DuckDbOptions { Threads = 3 }, TimeProvider.System);
        await sink.OpenAsync(new SinkRequest(new(1, "backfill"), [WithdrawalBatch.Table], ProofGroups.Header), token);
        await sink.CommitAsync(
            new Commit(
                1, new SourcePosition(block, null), [],
                [new(7, block.Hash, default, ProofGroups.Header, ProofGroups.Withdrawals)], [withdrawals]),
            token);
        await using IWarehouseReader reader = CreateReader();
        TableChecksum stored = new(WithdrawalBatch.Table);
        await foreach (Batch batch in reader.ReadAsync(WithdrawalBatch.Table, BlockRange.All, RowOrder.Any, token))
        {
            stored.Add(batch);
        }

        Assert.Equal((expected.RowCount, expected.ToString()), (stored.RowCount, stored.ToString()));
    }

    protected override ISink CreateSink() =>
        new DuckDbSink(File, new DuckDbOptions { Threads = 2 }, TimeProvider.System);

    protected override IWarehouseReader CreateReader() => DuckDbReader.Open(File, new DuckDbOptions());

    protected override Task ForgetLedger()
    {
        using DuckDbDatabase database = DuckDbDatabase.Open(File, isWritable: true, new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        connection.Execute("DELETE FROM ingest_ranges");
        return Task.CompletedTask;
    }

    protected override Task StartAnew()
    {
        _generation++;
        return Task.CompletedTask;
    }
}
