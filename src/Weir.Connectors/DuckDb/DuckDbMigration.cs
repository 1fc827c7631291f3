using Weir.Connectors.DuckDb.Native;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb;

/// <summary>Brings a file that an earlier version made to this one, with its rows.</summary>
public static class DuckDbMigration
{
    /// <summary>Adds columns and views that are missing, in one transaction.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits of the engine.</param>
    /// <param name="tables">The tables that this version knows; those that are there are brought up.</param>
    /// <param name="isDry">Only says what would be done.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it; then nothing has changed.</param>
    /// <returns>The statements that change a table.</returns>
    /// <exception cref="Core.Errors.WarehouseException">WEIR5006: a table has columns that no version made.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(
        string path, DuckDbOptions options, IReadOnlyList<TableSchema> tables, bool isDry, TimeProvider time,
        CancellationToken cancellationToken)
    {
        List<TableSchema> there = [];
        List<string> steps = [];
        using (DuckDbDatabase database = DuckDbDatabase.Open(path, isWritable: false, options))
        using (DuckDbConnection connection = database.Connect())
        {
            foreach (TableSchema table in (TableSchema[])[
                IngestTables.Positions, IngestTables.Ranges, IngestTables.Chains, .. tables])
            {
                if (DuckDbCatalog.HasTable(connection, table.Name))
                {
                    there.Add(table);
                    steps.AddRange(DuckDbCatalog.RequireTable(connection, table).Select(column =>
                        DuckDbCatalog.AddColumn(table, column)));
                }
            }
        }

        if (!isDry && there.Count > 0)
        {
            await using DuckDbWarehouse warehouse = new(path, options, time);
            await warehouse.PrepareAsync(there, cancellationToken);
        }

        return steps;
    }
}
