using Npgsql;
using Weir.Connectors;
using Weir.Connectors.Postgres;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Transforms;
using Weir.Pipeline;
using Weir.Tests.Connectors;

namespace Weir.IntegrationTests.Postgres;

/// <summary>What every transactional sink promises, on a real server; and what only PostgreSQL has.</summary>
public sealed class PostgresSinkIntegrationTests(SharedPostgres postgres)
    : SinkContract, IClassFixture<SharedPostgres>, IAsyncLifetime
{
    private static int _databases;
#pragma warning disable CA2213 // The class's fixture owns it.
    private PostgresServer _server = null!;
#pragma warning restore CA2213
    private string _database = string.Empty;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PostgresOptions Options => PostgresOptions.Parse(_database);

    public async ValueTask InitializeAsync()
    {
        _server = await postgres.GetOrSkipAsync();
        await StartAnew();
    }

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_partition_is_made_for_each_million_of_blocks_in_the_commit_that_needs_it()
    {
        await using ISink sink = CreateSink();
        await Open(sink);
        await sink.CommitAsync(Sample(1, 999_998, 1_000_001), Token);
        await sink.CommitAsync(Sample(2, 18_000_000, 18_000_000), Token);
        Assert.Equal(
            ["logs_p0", "logs_p1", "logs_p18"],
            await ListAsync("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'logs'::regclass ORDER BY 1"));
        await using IWarehouseReader reader = CreateReader();
        Assert.Equal(0, await reader.CountDuplicatesAsync(LogBatch.Table, BlockRange.All, Token));
        Assert.Equal(["15"], await ListAsync("SELECT count(*)::text FROM logs"));
    }

    [Fact]
    public async Task Indexes_come_after_the_load_and_reach_every_partition()
    {
        await using PostgresSink sink = new(Options, TimeProvider.System);
        await Open(sink);
        await sink.CommitAsync(Sample(1, 999_998, 1_000_001), Token);
        const string OfLogs = "SELECT indexname::text FROM pg_indexes WHERE tablename LIKE 'transactions%' ORDER BY 1";
        Assert.Empty(await ListAsync(OfLogs));
        await sink.CompleteLoadAsync(Token);
        IReadOnlyList<string> indexes = await ListAsync(OfLogs);
        Assert.Contains("transactions_hash_idx", indexes);
        Assert.Contains("transactions_p0_hash_idx", indexes);
        Assert.Contains("transactions_p1_chain_id_block_number_transaction_index_idx", indexes);

        // A partition that is made afterwards has them too.
        await sink.CommitAsync(Sample(2, 5_000_000, 5_000_001), Token);
        Assert.Contains("transactions_p5_hash_idx", await ListAsync(OfLogs));
    }

    [Fact]
    public async Task Loads_that_end_at_the_same_time_make_each_index_once()
    {
        List<PostgresSink> sinks = [.. Enumerable.Range(0, 6).Select(_ => new PostgresSink(Options, TimeProvider.System))];
        try
        {
            foreach (PostgresSink sink in sinks)
            {
                await Open(sink);
            }

            await sinks[0].CommitAsync(Sample(1, 10, 11), Token);
            await Task.WhenAll(sinks.Select(sink => sink.CompleteLoadAsync(Token)));
            Assert.Equal(["1"], await ListAsync(
                "SELECT count(*)::text FROM pg_indexes WHERE indexname = 'transactions_hash_idx'"));
        }
        finally
        {
            foreach (PostgresSink sink in sinks)
            {
                await sink.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Writers_of_one_chain_wait_for_each_other_with_their_rows_staged()
    {
        const int Writers = 4;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            await using ISink sink = CreateSink();
            await sink.OpenAsync(new SinkRequest(new(1, $"part/{writer}"), Decoders.AllTables, Everything), Token);
            for (int i = 0; i < 5; i++)
            {
                int first = 1 + (writer * 100) + (i * 20);
                await sink.CommitAsync(Sample(i + 1, first, first + 19, rows: 20), Token);
            }
        }));
        await using ISink again = CreateSink();
        Assert.Equal([new BlockRange(1, 100 * Writers)], (await Open(again)).Whole);
        await using IWarehouseReader reader = CreateReader();
        foreach (TableSchema table in Decoders.BaseTables)
        {
            Assert.Equal(0, await reader.CountDuplicatesAsync(table, BlockRange.All, Token));
        }

        Assert.Equal([$"{100 * Writers * 20}"], await ListAsync("SELECT count(*)::text FROM logs"));
    }

    [Fact]
    public async Task A_restart_of_the_server_between_commits_is_passed_over()
    {
        List<string> repeated = [];
        await using PostgresSink sink =
            new(Options, TimeProvider.System, onRetry: (error, _) => repeated.Add(error.Code));
        await Open(sink);
        await sink.CommitAsync(Sample(1, 1, 3), Token);
        await _server.RestartAsync();
        await sink.CommitAsync(Sample(2, 4, 6), Token);
        await using ISink again = CreateSink();
        Assert.Equal([new BlockRange(1, 6)], (await Open(again)).Whole);
        Assert.All(repeated, code => Assert.Equal(ErrorCodes.WarehouseUnreachable, code));
    }

    [Fact]
    public async Task A_column_that_a_later_version_brought_is_added_and_the_rows_stay()
    {
        await using (ISink sink = CreateSink())
        {
            await Open(sink);
            await sink.CommitAsync(Sample(1, 1, 3), Token);
        }

        await ListAsync("ALTER TABLE blocks DROP COLUMN slot_number CASCADE");
        await ListAsync("DROP VIEW ethereum_etl.logs");
        IReadOnlyList<string> dry = await MigrateAsync(isDry: true);
        Assert.Contains("ALTER TABLE \"blocks\" ADD COLUMN \"slot_number\" bigint", dry);
        Assert.Equal(dry, await MigrateAsync(isDry: false));
        Assert.Empty(await MigrateAsync(isDry: false));
        Assert.Equal(["3"], await ListAsync("SELECT count(*)::text FROM blocks WHERE slot_number IS NULL"));
        Assert.Equal(["9"], await ListAsync("SELECT count(*)::text FROM ethereum_etl.logs"));
    }

    [Fact]
    public async Task A_column_that_someone_dropped_is_named()
    {
        await using (ISink sink = CreateSink())
        {
            await Open(sink);
        }

        await ListAsync("ALTER TABLE logs DROP COLUMN data CASCADE");
        await using ISink again = CreateSink();
        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(() => Open(again));
        Assert.Equal(ErrorCodes.WarehouseSchema, error.Code);
        Assert.Contains("missing: data text", error.Message, StringComparison.Ordinal);
        await using IWarehouseReader reader = CreateReader();
        error = await Assert.ThrowsAsync<WarehouseException>(async () => _ = await reader.ReadAsync(
            LogBatch.Table, BlockRange.All, RowOrder.Any, Token).GetAsyncEnumerator(Token).MoveNextAsync());
        Assert.Equal(ErrorCodes.WarehouseSchema, error.Code);
    }

    [Fact]
    public async Task A_server_that_only_reads_refuses_and_nothing_is_half_written()
    {
        await using ISink sink = new PostgresSink(
            PostgresOptions.Parse(_database + ";Options=-c default_transaction_read_only=on"), TimeProvider.System);
        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(() => Open(sink));
        Assert.Contains("25006", error.Message, StringComparison.Ordinal);
        Assert.Contains("primary", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_says_what_is_missing_and_changes_nothing()
    {
        Assert.All(
            await PostgresCheck.RunAsync(Options, Decoders.AllTables, Token), result => Assert.True(result.IsGood, result.ToString()));
        await using (PostgresSink sink = new(Options, TimeProvider.System))
        {
            await Open(sink);
            IReadOnlyList<CheckResult> before = await PostgresCheck.RunAsync(Options, Decoders.AllTables, Token);
            Assert.False(before.Single(result => result.Name == "table logs").IsGood);
            await sink.CompleteLoadAsync(Token);
        }

        Assert.All(
            await PostgresCheck.RunAsync(Options, Decoders.AllTables, Token), result => Assert.True(result.IsGood, result.ToString()));
        CheckResult away = Assert.Single(await PostgresCheck.RunAsync(
            PostgresOptions.Parse("Host=127.0.0.1;Port=1;Username=u;Password=hunter2"), [], Token));
        Assert.False(away.IsGood);
        Assert.DoesNotContain("hunter2", away.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_that_someone_changed_are_reported_with_their_place()
    {
        await using (ISink sink = CreateSink())
        {
            await Open(sink);
            await sink.CommitAsync(Sample(1, 1, 3), Token);
        }

        await ListAsync("UPDATE logs SET address = '0xAB' WHERE block_number = 2");
        await ListAsync("UPDATE blocks SET difficulty = 'NaN' WHERE number = 3");
        List<MalformedValue> malformed = [];
        await using PostgresReader reader = new(Options, malformed.Add);
        foreach (TableSchema table in (TableSchema[])[LogBatch.Table, BlockBatch.Table])
        {
            await foreach (Batch _ in reader.ReadAsync(table, BlockRange.All, RowOrder.Key, Token))
            {
            }
        }

        Assert.Equal(4, malformed.Count);
        Assert.All(malformed.Take(3), value => Assert.Equal(("logs", "address", 2L, "0xAB"),
            (value.Table, value.Column, value.BlockNumber, value.Text)));
        Assert.Equal(("blocks", "difficulty", 3L), (malformed[3].Table, malformed[3].Column, malformed[3].BlockNumber));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=u;Password=hunter2", ErrorCodes.WarehouseUnreachable)]
    [InlineData("Host=127.0.0.1;Database=nowhere;Username=weir;Password=hunter2", ErrorCodes.WarehouseMissing)]
    [InlineData("Host=127.0.0.1;Database=postgres;Username=nobody;Password=hunter2", ErrorCodes.WarehouseUnauthorized)]
    public async Task Servers_that_cannot_be_used_are_clear_errors_without_a_secret(string settings, string code)
    {
        string here = settings.Contains("Port", StringComparison.Ordinal) ? settings
            : $"{settings};Port={_server.Port}";
        await using PostgresSink sink = new(PostgresOptions.Parse(here), TimeProvider.System);
        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(() => Open(sink));
        Assert.Equal(code, error.Code);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    protected override ISink CreateSink() => new PostgresSink(Options, TimeProvider.System);

    protected override IWarehouseReader CreateReader() => new PostgresReader(Options);

    protected override Task ForgetLedger() => ListAsync("DELETE FROM ingest_ranges");

    protected override async Task StartAnew() =>
        _database = await _server.CreateDatabaseAsync($"sink_{Interlocked.Increment(ref _databases)}");

    private Task<IReadOnlyList<string>> MigrateAsync(bool isDry) =>
        PostgresMigration.RunAsync(Options, Decoders.AllTables, isDry, TimeProvider.System, Token);

    private async Task<IReadOnlyList<string>> ListAsync(string sql)
    {
        await using PostgresDatabase database = new(Options);
        await using NpgsqlConnection connection = await database.OpenAsync(Token);
        return await PostgresDatabase.ListAsync(connection, sql, row => row.GetString(0), Token);
    }
}
