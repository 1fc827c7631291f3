using Weir.Connectors.DuckDb.Native;
using Weir.Core.Errors;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb;

/// <summary>Which tables a database has, and whether they are as Weir makes them.</summary>
internal static class DuckDbCatalog
{
    public static bool HasTable(DuckDbConnection connection, string table) => connection.ScalarInt64(
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'main' AND table_name = $1",
        table) > 0;

    /// <summary>
    /// Makes the table where it is missing; where it is there, adds columns that came with a later version, and checks
    /// the rest.
    /// </summary>
    /// <exception cref="WarehouseException">The table has other columns.</exception>
    public static void EnsureTable(DuckDbConnection connection, TableSchema table)
    {
        List<(string Name, string Type)> found = Columns(connection, table.Name);
        if (found.Count == 0)
        {
            connection.Execute(DuckDbTypes.CreateTable(table));
            return;
        }

        foreach (ColumnSchema column in Missing(table, found))
        {
            connection.Execute(AddColumn(table, column));
            found.Add((column.Name, DuckDbTypes.Name(column.Type)));
        }

        Check(connection, table, found);
    }

    /// <summary>The statement that adds a column of a later version.</summary>
    public static string AddColumn(TableSchema table, ColumnSchema column) =>
        $"ALTER TABLE {DuckDbTypes.Quote(table.Name)} ADD COLUMN {DuckDbTypes.Quote(column.Name)} "
        + DuckDbTypes.Name(column.Type);

    /// <summary>
    /// The table's columns as a reader selects them: NULL for one that came with a later version and is not there yet.
    /// </summary>
    /// <exception cref="WarehouseException">The table or a column is missing, or has another type.</exception>
    public static string Selection(DuckDbConnection connection, TableSchema table)
    {
        HashSet<ColumnSchema> missing = [.. RequireTable(connection, table)];
        return string.Join(", ", table.Columns.Select(column => missing.Contains(column)
            ? $"NULL::{DuckDbTypes.Name(column.Type)} AS {DuckDbTypes.Quote(column.Name)}"
            : DuckDbTypes.Quote(column.Name)));
    }

    /// <summary>Checks that a table is there, with the columns that Weir reads.</summary>
    /// <exception cref="WarehouseException">The table or a column is missing, or has another type.</exception>
    /// <returns>Columns of later versions that it does not have yet.</returns>
    public static IReadOnlyList<ColumnSchema> RequireTable(DuckDbConnection connection, TableSchema table)
    {
        List<(string Name, string Type)> found = Columns(connection, table.Name);
        if (found.Count == 0)
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseMissing,
                $"{connection.Path} has no table {table.Name}.",
                $"Load it first: weir backfill --tables {table.Name} --to duckdb:PATH.");
        }

        IReadOnlyList<ColumnSchema> missing = Missing(table, found);
        Check(connection, table, [.. found, .. missing.Select(column => (column.Name, DuckDbTypes.Name(column.Type)))]);
        return missing;
    }

    private static IReadOnlyList<ColumnSchema> Missing(TableSchema table, List<(string Name, string Type)> found) =>
        [.. table.Columns.Where(
            column => column.IsLaterAddition && found.TrueForAll(there => there.Name != column.Name))];

    private static void Check(DuckDbConnection connection, TableSchema table, List<(string Name, string Type)> found)
    {
        List<(string Name, string Type)> wanted =
            [.. table.Columns.Select(column => (column.Name, DuckDbTypes.Name(column.Type)))];
        // By name: a column that was added later stands at the end.
        string[] missing = [.. wanted.Except(found).Select(column => $"{column.Name} {column.Type}")];
        string[] surplus = [.. found.Except(wanted).Select(column => $"{column.Name} {column.Type}")];
        if (missing.Length + surplus.Length == 0)
        {
            return;
        }

        string difference = $"missing: {List(missing)}; not known: {List(surplus)}";
        throw new WarehouseException(
            ErrorCodes.WarehouseSchema,
            $"{connection.Path}: the table {table.Name} is not as this version of Weir makes it ({difference}).",
            "It was made by another version or changed since: load into a new file, or rename that table.");
    }

    private static List<(string Name, string Type)> Columns(DuckDbConnection connection, string table)
    {
        List<(string Name, string Type)> columns = [];
        using DuckDbResult result = connection.Query(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() "
            + "AND schema_name = 'main' AND table_name = $1 ORDER BY column_index",
            table);
        while (result.NextChunk())
        {
            for (int row = 0; row < result.RowCount; row++)
            {
                columns.Add((result.Text(0, row) ?? string.Empty, result.Text(1, row) ?? string.Empty));
            }
        }

        return columns;
    }

    private static string List(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names);
}
