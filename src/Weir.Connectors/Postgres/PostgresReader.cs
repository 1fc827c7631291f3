using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using Weir.Connectors.Postgres.Copy;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.Postgres;

/// <summary>Reads tables of a PostgreSQL database back as batches, by COPY.</summary>
/// <remarks>Each reading has a connection of its own, so several may go on at once.</remarks>
public sealed class PostgresReader : IWarehouseReader
{
    private readonly PostgresDatabase _database;
    private readonly Action<MalformedValue> _malformed;

    /// <param name="options">The database; it is reached with the first question.</param>
    /// <param name="malformed">
    /// Told of each value that is not of its column's form (someone changed it with SQL); it is then read as NULL.
    /// Without this, such a value is a <see cref="WarehouseException"/>.
    /// </param>
    public PostgresReader(PostgresOptions options, Action<MalformedValue>? malformed = null)
    {
        _database = new PostgresDatabase(options);
        _malformed = malformed ?? Refuse;
    }

    /// <summary>Whether the database has a warehouse of Weir's.</summary>
    /// <exception cref="WarehouseException">The server cannot be reached, or refuses.</exception>
    public static bool Exists(PostgresOptions options)
    {
        try
        {
            using NpgsqlConnection connection = new(options.Settings.ConnectionString);
            connection.Open();
            using NpgsqlCommand command =
                PostgresDatabase.Command(connection, "SELECT to_regclass('ingest_ranges') IS NOT NULL");
            return command.ExecuteScalar() is true;
        }
        catch (NpgsqlException error)
        {
            throw PostgresErrors.From(error, options.Name);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> GetChainIdsAsync(CancellationToken cancellationToken) =>
        [.. (await GetLedgerAsync(cancellationToken)).Select(line => line.ChainId).Distinct().Order()];

    /// <inheritdoc/>
    public Task<IReadOnlyList<TableSchema>> GetTablesAsync(
        IReadOnlyList<TableSchema> candidates, CancellationToken cancellationToken) =>
        WithAsync<IReadOnlyList<TableSchema>>(
            async connection =>
            {
                List<TableSchema> tables = [];
                foreach (TableSchema table in candidates)
                {
                    if (await PostgresCatalog.HasTableAsync(connection, table.Name, cancellationToken))
                    {
                        tables.Add(table);
                    }
                }

                return tables;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerLine>> GetLedgerAsync(CancellationToken cancellationToken) =>
        WithAsync<IReadOnlyList<LedgerLine>>(
            async connection =>
                await PostgresCatalog.HasTableAsync(connection, IngestTables.Ranges.Name, cancellationToken)
                    ? await PostgresLedger.ReadAsync(connection, _database.Name, cancellationToken)
                    : [],
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Batch> ReadAsync(
        TableSchema table, BlockRange blocks, RowOrder order,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _database.OpenAsync(cancellationToken);
        string columns = await _database.GuardAsync(
            () => PostgresCatalog.SelectionAsync(connection, _database.Name, table, cancellationToken));
        string sort = order == RowOrder.Key ? $" ORDER BY {PostgresTypes.Order(table)}" : string.Empty;
        string query = $"SELECT {columns} FROM {PostgresTypes.Quote(table.Name)}{Where(table, blocks)}{sort}";
        CopyReader reader = new(table.CreateBatch(), _malformed);
        await using IAsyncEnumerator<Batch> rows =
            reader.ReadAsync(connection, query, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await _database.GuardAsync(() => rows.MoveNextAsync().AsTask()))
        {
            yield return rows.Current;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredRun>> GetRunsAsync(long chainId, CancellationToken cancellationToken) => WithAsync(
        connection => PostgresHeaders.ReadRunsAsync(connection, chainId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredHeader>> GetHeadersAsync(
        long chainId, BlockRange blocks, CancellationToken cancellationToken) => WithAsync(
        connection => PostgresHeaders.ReadAsync(connection, chainId, blocks, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountDuplicatesAsync(
        TableSchema table, BlockRange blocks, CancellationToken cancellationToken) => WithAsync(
        async connection =>
        {
            _ = await PostgresCatalog.SelectionAsync(connection, _database.Name, table, cancellationToken);
            string key = string.Join(", ", table.Key.Select(PostgresTypes.Quote));
            return (await PostgresDatabase.ListAsync(
                connection,
                $"SELECT coalesce(sum(n - 1), 0)::bigint FROM (SELECT count(*) AS n FROM {PostgresTypes.Quote(table.Name)}"
                + $"{Where(table, blocks)} GROUP BY {key} HAVING count(*) > 1) AS twice",
                row => row.GetInt64(0), cancellationToken))[0];
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<T> WithAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _database.OpenAsync(cancellationToken);
        return await _database.GuardAsync(() => work(connection));
    }

    private static string Where(TableSchema table, BlockRange blocks) =>
        table.BlockNumberColumn is not string column || blocks == BlockRange.All
            ? string.Empty
            : string.Create(
                CultureInfo.InvariantCulture,
                $" WHERE {PostgresTypes.Quote(column)} BETWEEN {blocks.From} AND {blocks.To}");

    private void Refuse(MalformedValue value) => throw new WarehouseException(
        ErrorCodes.WarehouseRead,
        $"{_database.Name}: {value}",
        "Someone changed the row: weir verify --proofs shows what is wrong, weir repair loads the block again.");
}
