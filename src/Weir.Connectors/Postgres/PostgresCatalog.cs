using Npgsql;
using Weir.Core.Errors;
using Weir.Core.Tables;

namespace Weir.Connectors.Postgres;

/// <summary>Which tables a database has, and whether they are as Weir makes them.</summary>
internal static class PostgresCatalog
{
    // Two processes that make the same table at once would meet in the catalog: one after the other.
    private const string DefinitionLock = "SELECT pg_advisory_xact_lock(1466263922, 0)";

    /// <summary>Lets definitions of this transaction wait for those of others.</summary>
    public static Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        PostgresDatabase.ExecuteAsync(connection, DefinitionLock, cancellationToken);

    /// <summary>Whether a table or view of that name is found.</summary>
    public static async Task<bool> HasTableAsync(
        NpgsqlConnection connection, string table, CancellationToken cancellationToken) =>
        (await ColumnsAsync(connection, table, cancellationToken)).Count > 0;

    /// <summary>Whether a view or index is there; its schema may stand before a dot.</summary>
    public static async Task<bool> HasRelationAsync(
        NpgsqlConnection connection, string name, CancellationToken cancellationToken) =>
        (await PostgresDatabase.ListAsync(
            connection, "SELECT to_regclass($1) IS NOT NULL", row => row.GetBoolean(0), cancellationToken, name))[0];

    /// <summary>
    /// What is to be done so that the table is as this version writes it: making it, or adding columns that came with
    /// a later version.
    /// </summary>
    /// <returns>Statements; none where all is there.</returns>
    /// <exception cref="WarehouseException">The table has other columns.</exception>
    public static async Task<IReadOnlyList<string>> PlanAsync(
        NpgsqlConnection connection, string name, TableSchema table, CancellationToken cancellationToken)
    {
        List<(string Name, string Type)> found = await ColumnsAsync(connection, table.Name, cancellationToken);
        if (found.Count == 0)
        {
            string create = PostgresTypes.CreateTable(table);
            return [create, .. PostgresIndexes.AtOnce(table)];
        }

        List<string> steps = [];
        foreach (ColumnSchema column in Missing(table, found))
        {
            steps.Add($"ALTER TABLE {PostgresTypes.Quote(table.Name)} ADD COLUMN {PostgresTypes.Quote(column.Name)} "
                + PostgresTypes.Name(column.Type));
            found.Add((column.Name, PostgresTypes.Name(column.Type)));
        }

        Check(name, table, found);
        return steps;
    }

    /// <summary>
    /// The table's columns as a reader selects them: NULL for one that came with a later version and is not there yet.
    /// </summary>
    /// <exception cref="WarehouseException">The table or a column is missing, or has another type.</exception>
    public static async Task<string> SelectionAsync(
        NpgsqlConnection connection, string name, TableSchema table, CancellationToken cancellationToken)
    {
        List<(string Name, string Type)> found = await ColumnsAsync(connection, table.Name, cancellationToken);
        if (found.Count == 0)
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseMissing,
                $"{name} has no table {table.Name}.",
                $"Load it first: weir backfill --tables {table.Name} --to postgres:….");
        }

        HashSet<ColumnSchema> missing = [.. Missing(table, found)];
        Check(name, table, [.. found, .. missing.Select(column => (column.Name, PostgresTypes.Name(column.Type)))]);
        return string.Join(", ", table.Columns.Select(column => missing.Contains(column)
            ? $"NULL::{PostgresTypes.Name(column.Type)} AS {PostgresTypes.Quote(column.Name)}"
            : PostgresTypes.Quote(column.Name)));
    }

    private static IEnumerable<ColumnSchema> Missing(TableSchema table, List<(string Name, string Type)> found) =>
        table.Columns.Where(column => column.IsLaterAddition && found.TrueForAll(there => there.Name != column.Name));

    // By name: a column that was added later stands at the end.
    private static void Check(string name, TableSchema table, List<(string Name, string Type)> found)
    {
        List<(string Name, string Type)> wanted =
            [.. table.Columns.Select(column => (column.Name, PostgresTypes.Name(column.Type)))];
        string[] missing = [.. wanted.Except(found).Select(column => $"{column.Name} {column.Type}")];
        string[] surplus = [.. found.Except(wanted).Select(column => $"{column.Name} {column.Type}")];
        if (missing.Length + surplus.Length > 0)
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseSchema,
                $"{name}: the table {table.Name} is not as this version of Weir makes it "
                + $"(missing: {List(missing)}; not known: {List(surplus)}).",
                "It was made by another version or changed since: load into another database or schema "
                + "(Search Path=…), or rename that table.");
        }
    }

    private static Task<List<(string Name, string Type)>> ColumnsAsync(
        NpgsqlConnection connection, string table, CancellationToken cancellationToken) =>
        PostgresDatabase.ListAsync(
            connection,
            "SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute "
            + "WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
            row => (row.GetString(0), row.GetString(1)), cancellationToken, PostgresTypes.Quote(table));

    private static string List(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names);
}
