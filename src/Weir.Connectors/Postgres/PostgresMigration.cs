using Weir.Core.Tables;

namespace Weir.Connectors.Postgres;

/// <summary>Brings a warehouse that an earlier version made to this one, with its rows.</summary>
public static class PostgresMigration
{
    /// <summary>Adds columns, views and indexes that are missing, in one transaction.</summary>
    /// <param name="options">The database.</param>
    /// <param name="tables">The tables that this version knows; those that are there are brought up.</param>
    /// <param name="isDry">Only says what would be done.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it; then nothing has changed.</param>
    /// <returns>The statements that change a table.</returns>
    /// <exception cref="Core.Errors.WarehouseException">WEIR5006: a table has columns that no version made.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(
        PostgresOptions options, IReadOnlyList<TableSchema> tables, bool isDry, TimeProvider time,
        CancellationToken cancellationToken)
    {
        await using PostgresWarehouse warehouse = new(options, time);
        return await warehouse.MigrateAsync(
            [IngestTables.Positions, IngestTables.Ranges, IngestTables.Chains, .. tables], isDry, cancellationToken);
    }
}
