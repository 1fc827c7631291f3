using Npgsql;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.Postgres;

/// <summary>A PostgreSQL database as a warehouse to write: its tables and views, and transactions.</summary>
internal sealed class PostgresWarehouse(PostgresOptions options, TimeProvider time) : IWarehouse
{
    private readonly PostgresDatabase _database = new(options);
    private IReadOnlyList<TableSchema> _tables = [];

    /// <inheritdoc/>
    public string Name => _database.Name;

    /// <summary>The partitions that are there for good.</summary>
    public PostgresPartitions Partitions { get; } = new();

    /// <summary>What <c>updated_at</c> and <c>committed_at</c> say.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <inheritdoc/>
    public async Task PrepareAsync(IReadOnlyList<TableSchema> tables, CancellationToken cancellationToken)
    {
        _tables = tables;
        await DefineAsync(tables, isMigration: false, isDry: false, cancellationToken);
    }

    /// <summary>
    /// Brings the tables that are there to this version, with their rows: columns, views and indexes, all or nothing.
    /// </summary>
    /// <param name="known">The tables that this version knows.</param>
    /// <param name="isDry">Only says what would be done.</param>
    /// <param name="cancellationToken">Stops it; then nothing has changed.</param>
    /// <returns>The statements that change a table.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(
        IReadOnlyList<TableSchema> known, bool isDry, CancellationToken cancellationToken)
    {
        List<TableSchema> there = [];
        await using (NpgsqlConnection connection = await _database.OpenAsync(cancellationToken))
        {
            await _database.GuardAsync(async () =>
            {
                foreach (TableSchema table in known)
                {
                    if (await PostgresCatalog.HasTableAsync(connection, table.Name, cancellationToken))
                    {
                        there.Add(table);
                    }
                }
            });
        }

        return there.Count == 0 ? [] : await DefineAsync(there, isMigration: true, isDry, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> DefineAsync(
        IReadOnlyList<TableSchema> tables, bool isMigration, bool isDry, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _database.OpenAsync(cancellationToken);
        return await _database.GuardAsync(async () =>
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
            await PostgresCatalog.LockAsync(connection, cancellationToken);
            List<string> done = [];
            foreach (TableSchema table in tables)
            {
                foreach (string step in await PostgresCatalog.PlanAsync(connection, Name, table, cancellationToken))
                {
                    await PostgresDatabase.ExecuteAsync(connection, step, cancellationToken);
                    done.Add(step);
                }

                foreach (string index in isMigration ? PostgresIndexes.All(table) : [])
                {
                    if (!await PostgresCatalog.HasRelationAsync(
                        connection, PostgresIndexes.NameOf(index), cancellationToken))
                    {
                        await PostgresDatabase.ExecuteAsync(connection, index, cancellationToken);
                        done.Add(index);
                    }
                }
            }

            await PostgresViews.CreateAsync(connection, isMigration, cancellationToken);
            await (isDry ? transaction.RollbackAsync(cancellationToken) : transaction.CommitAsync(cancellationToken));
            return done;
        });
    }

    /// <inheritdoc/>
    public async Task<IWarehouseTransaction> BeginAsync(
        long chainId, IReadOnlyList<IBatch> batches, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await _database.OpenAsync(cancellationToken);
        PostgresTransaction transaction = new(this, _database, connection, chainId);
        try
        {
            await _database.GuardAsync(() => transaction.BeginAsync(batches, cancellationToken));
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the indexes that are missing, and gathers the planner's statistics.</summary>
    public async Task CompleteLoadAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _database.OpenAsync(cancellationToken);
        await _database.GuardAsync(() => PostgresIndexes.CompleteAsync(connection, _tables, cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
