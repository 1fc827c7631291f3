using System.Diagnostics;
using System.Globalization;
using Weir.Connectors.DuckDb;
using Weir.Connectors.DuckDb.Native;
using Weir.Ethereum.Transforms;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;
using Weir.Tests.Core.Tables;

namespace Weir.Tests.Connectors.DuckDb;

public sealed class DuckDbErrorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-duckdb-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder.FullName, "a.duckdb");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_missing_file_is_named_and_not_made()
    {
        WarehouseException error =
            Assert.Throws<WarehouseException>(() => DuckDbReader.Open(Database, new DuckDbOptions()));
        Assert.Equal(ErrorCodes.WarehouseMissing, error.Code);
        Assert.Contains(Database, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task A_file_of_something_else_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(Database, new string('x', 20000), Token);
        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(() => Open(Database));
        Assert.Equal(ErrorCodes.WarehouseSchema, error.Code);
        Assert.Contains("not a DuckDB database", error.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 20000), await File.ReadAllTextAsync(Database, Token));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(
            () => Open(Path.Combine(_folder.FullName, "no", "b.duckdb")));
        Assert.Equal(ErrorCodes.WarehouseWrite, error.Code);
        Assert.Contains(Path.Combine(_folder.FullName, "no"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_is_named()
    {
        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(() => Open(_folder.FullName));
        Assert.Equal(ErrorCodes.WarehouseMissing, error.Code);
    }

    [Fact]
    public async Task A_place_where_nothing_may_be_written_is_a_write_error()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "no /proc here");
        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(() => Open("/proc/self/weir.duckdb"));
        Assert.Equal(ErrorCodes.WarehouseWrite, error.Code);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_what_was_committed_stands()
    {
        string full = Path.Combine(_folder.FullName, "full.duckdb");
        await using DuckDbSink sink = await Open(full);
        await sink.CommitAsync(Blocks(1, 1), Token);
        DuckDbConnection connection = sink.Connection;
        WeirException error = Assert.ThrowsAny<WeirException>(
            () => connection.Execute("COPY (SELECT repeat('x', 1000) FROM range(100000)) TO '/dev/full' (FORMAT csv)"));
        Assert.Equal(ErrorCodes.WarehouseFull, error.Code);
        Assert.Equal(1, connection.ScalarInt64("SELECT count(*) FROM blocks"));
    }

    [Fact]
    public async Task A_table_of_another_version_is_named_with_the_difference()
    {
        await using (DuckDbSink sink = await Open(Database))
        {
            sink.Connection.Execute("ALTER TABLE logs DROP COLUMN topic3; ALTER TABLE logs ADD COLUMN extra INTEGER");
        }

        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(() => Open(Database));
        Assert.Equal(ErrorCodes.WarehouseSchema, error.Code);
        Assert.Contains("missing: topic3 VARCHAR; not known: extra INTEGER", error.Message, StringComparison.Ordinal);
        await using DuckDbReader reader = DuckDbReader.Open(Database, new DuckDbOptions());
        error = await Assert.ThrowsAsync<WarehouseException>(() => ReadAll(reader, LogBatch.Table));
        Assert.Equal(ErrorCodes.WarehouseSchema, error.Code);
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_named_with_how_to_load_it()
    {
        await using (DuckDbSink sink = await Open(Database))
        {
            sink.Connection.Execute("DROP TABLE token_transfers CASCADE");
        }

        await using DuckDbReader reader = DuckDbReader.Open(Database, new DuckDbOptions());
        WarehouseException error =
            await Assert.ThrowsAsync<WarehouseException>(() => ReadAll(reader, TokenTransferBatch.Table));
        Assert.Equal(ErrorCodes.WarehouseMissing, error.Code);
        Assert.Contains("token_transfers", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE blocks SET hash = '0x12' WHERE number = 2", "hash", "0x12")]
    [InlineData("UPDATE blocks SET hash = upper(hash) WHERE number = 2", "hash", "0X")]
    [InlineData("UPDATE blocks SET miner = 'nobody' WHERE number = 2", "miner", "nobody")]
    [InlineData("UPDATE blocks SET extra_data = '0x123' WHERE number = 2", "extra_data", "0x123")]
    [InlineData("UPDATE blocks SET difficulty = '-1'::BIGNUM WHERE number = 2", "difficulty", "-1")]
    [InlineData("UPDATE blocks SET difficulty = repeat('9', 78)::BIGNUM WHERE number = 2", "difficulty", "9999")]
    public async Task A_value_that_someone_broke_is_named(string sql, string column, string text)
    {
        await using (DuckDbSink sink = await Open(Database))
        {
            await sink.CommitAsync(Blocks(1, 3), Token);
            sink.Connection.Execute(sql);
        }

        await using (DuckDbReader strict = DuckDbReader.Open(Database, new DuckDbOptions()))
        {
            WarehouseException error =
                await Assert.ThrowsAsync<WarehouseException>(() => ReadAll(strict, BlockBatch.Table));
            Assert.Equal(ErrorCodes.WarehouseRead, error.Code);
            Assert.Contains($"blocks.{column} of row", error.Message, StringComparison.Ordinal);
            Assert.Contains("(block 2)", error.Message, StringComparison.Ordinal);
            Assert.Contains(text, error.Message, StringComparison.Ordinal);
        }

        List<MalformedValue> malformed = [];
        await using DuckDbReader tolerant = DuckDbReader.Open(Database, new DuckDbOptions(), malformed.Add);
        Assert.Equal(3, await ReadAll(tolerant, BlockBatch.Table));
        MalformedValue value = Assert.Single(malformed);
        Assert.Equal((column, 2L), (value.Column, value.BlockNumber));
    }

    [Fact]
    public async Task A_damaged_position_is_said()
    {
        await using (DuckDbSink sink = await Open(Database))
        {
            await sink.CommitAsync(Blocks(1, 3), Token);
            sink.Connection.Execute("UPDATE ingest_positions SET recent = '[1]'");
        }

        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(() => Open(Database));
        Assert.Equal(ErrorCodes.WarehouseRead, error.Code);
    }

    [Fact]
    public async Task Readers_and_queries_of_the_same_process_share_the_file_with_its_writer()
    {
        await using DuckDbSink sink = await Open(Database);
        await sink.CommitAsync(Blocks(1, 3), Token);
        await using DuckDbReader reader = DuckDbReader.Open(Database, new DuckDbOptions());
        Assert.Equal(3, await ReadAll(reader, BlockBatch.Table));
        await using DuckDbQuery query = DuckDbQuery.Open(Database, new DuckDbOptions());
        await using IQueryResult result = await query.QueryAsync("SELECT count(*) FROM blocks", [], Token);
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(Token))
        {
            Assert.Equal(3L, row[0]);
        }
    }

    [Fact]
    public async Task A_reader_of_this_process_keeps_a_writer_out_with_a_clear_error()
    {
        await (await Open(Database)).DisposeAsync();
        await using DuckDbReader reader = DuckDbReader.Open(Database, new DuckDbOptions());
        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(() => Open(Database));
        Assert.Equal(ErrorCodes.WarehouseLocked, error.Code);
    }

    [Fact]
    public async Task A_locked_file_names_the_process_that_has_it()
    {
        await (await Open(Database)).DisposeAsync();
        using Process? holder = StartHolder();
        Assert.SkipWhen(holder is null, "no python3 to hold the file's lock");
        try
        {
            Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(Token));
            WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(() => Open(Database));
            Assert.Equal(ErrorCodes.WarehouseLocked, error.Code);
            Assert.Contains(holder.Id.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
            Assert.Contains("--serve", error.Remedy, StringComparison.Ordinal);
            error = Assert.Throws<WarehouseException>(() => DuckDbReader.Open(Database, new DuckDbOptions()));
            Assert.Equal(ErrorCodes.WarehouseLocked, error.Code);
        }
        finally
        {
            holder.Kill();
            await holder.WaitForExitAsync(Token);
        }

        await (await Open(Database)).DisposeAsync();
    }

    /// <summary>Another process with the lock that DuckDB takes: a POSIX write lock over the whole file.</summary>
    private Process? StartHolder()
    {
        const string Script =
            "import fcntl,sys,time\nf=open(sys.argv[1],'r+b')\nfcntl.lockf(f,fcntl.LOCK_EX)\nprint('held',flush=True)\ntime.sleep(60)";
        try
        {
            return Process.Start(
                new ProcessStartInfo("python3", ["-c", Script, Database]) { RedirectStandardOutput = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static async Task<DuckDbSink> Open(string path)
    {
        DuckDbSink sink = new(path, new DuckDbOptions(), TimeProvider.System);
        try
        {
            await sink.OpenAsync(new SinkRequest(new(1, "backfill"), Decoders.AllTables, ProofGroups.Header), Token);
            return sink;
        }
        catch
        {
            await sink.DisposeAsync();
            throw;
        }
    }

    private static Commit Blocks(long sequence, int count)
    {
        BlockBatch batch = new();
        List<AppendedBlock> appended = [];
        for (long number = 1; number <= count; number++)
        {
            appended.Add(new(
                number, SampleRows.BlockHash(number), SampleRows.BlockHash(number - 1), ProofGroups.Header,
                ProofGroups.Header));
            SampleRows.Append(batch, appended[^1].Reference, 1, new Random((int)number));
        }

        return new Commit(sequence, new SourcePosition(appended[^1].Reference, null), [], appended, [batch]);
    }

    private static async Task<int> ReadAll(DuckDbReader reader, TableSchema table)
    {
        int rows = 0;
        await foreach (Batch batch in reader.ReadAsync(table, BlockRange.All, RowOrder.Any, Token))
        {
            rows += batch.RowCount;
        }

        return rows;
    }
}
