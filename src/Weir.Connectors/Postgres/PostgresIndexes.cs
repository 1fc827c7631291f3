using Npgsql;
using Weir.Core.Tables;

namespace Weir.Connectors.Postgres;

/// <summary>
/// The indexes: those that commits need are made with the table, the others after a bulk load. None is unique: a
/// partitioned key would have to hold the block's number; ledger and position keep rows single, <c>weir verify</c>
/// checks it.
/// </summary>
internal static class PostgresIndexes
{
    // What people look rows up by, beside block and key.
    private static readonly string[] LookedUp =
        ["hash", "transaction_hash", "tx_hash", "from_address", "to_address", "token_address", "address", "topic0",
            "pool_id", "user_address", "actor_address"];

    /// <summary>Made with the table, which is small or read by every commit.</summary>
    public static IEnumerable<string> AtOnce(TableSchema table) =>
        table == BlockBatch.Table || table.BlockNumberColumn is null ? [Create(table, table.Key)] : [];

    /// <summary>Made when the load is complete.</summary>
    public static IEnumerable<string> AfterLoad(TableSchema table)
    {
        if (table.BlockNumberColumn is not { } number)
        {
            yield break;
        }

        if (table != BlockBatch.Table)
        {
            yield return Create(table, table.RowOrder.Contains(number) ? table.RowOrder : ["chain_id", number]);
        }

        foreach (ColumnSchema column in table.Columns.Where(column => LookedUp.Contains(column.Name)))
        {
            yield return Create(table, [column.Name]);
        }
    }

    /// <summary>Every index of a table.</summary>
    public static IEnumerable<string> All(TableSchema table) => [.. AtOnce(table), .. AfterLoad(table)];

    /// <summary>The quoted name in a statement of this class.</summary>
    public static string NameOf(string statement) => statement.Split(' ')[5];

    // Two that make the same index at once would meet in the catalog: one after the other. Not the lock of tables'
    // definitions: commits take that one, and an index waits for commits.
    private const string IndexLock = "pg_advisory_lock(1466263922, 1)";
    private const string IndexUnlock = "pg_advisory_unlock(1466263922, 1)";

    /// <summary>Makes what is missing of the tables that are there, and tells the planner of the rows.</summary>
    public static async Task CompleteAsync(
        NpgsqlConnection connection, IEnumerable<TableSchema> tables, CancellationToken cancellationToken)
    {
        await PostgresDatabase.ExecuteAsync(connection, $"SELECT {IndexLock}", cancellationToken);
        try
        {
            await CreateAsync(connection, tables, cancellationToken);
        }
        finally
        {
            // A connection that broke lets go by itself.
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await PostgresDatabase.ExecuteAsync(connection, $"SELECT {IndexUnlock}", CancellationToken.None);
            }
        }
    }

    private static async Task CreateAsync(
        NpgsqlConnection connection, IEnumerable<TableSchema> tables, CancellationToken cancellationToken)
    {
        foreach (TableSchema table in tables)
        {
            foreach (string index in AfterLoad(table))
            {
                await PostgresDatabase.ExecuteAsync(connection, index, cancellationToken);
            }

            await PostgresDatabase.ExecuteAsync(
                connection, $"ANALYZE {PostgresTypes.Quote(table.Name)}", cancellationToken);
        }
    }

    private static string Create(TableSchema table, IReadOnlyList<string> columns)
    {
        // Names longer than 63 bytes are cut by the server, and would meet.
        string name = $"{table.Name}_{string.Join('_', columns.Where(column => column != "chain_id"))}_idx";
        name = name.Length <= 63 ? name : name[..59] + "_idx";

        // A tree takes no value of more than 2,704 bytes: texts of any length are hashed, or end the tree's key.
        string[] bounded = [.. columns.TakeWhile(column => IsBounded(table, column))];
        string method = bounded.Length > 0 ? string.Empty : "USING hash ";
        string[] keys = bounded.Length > 0 ? bounded : [columns[0]];
        return $"CREATE INDEX IF NOT EXISTS {PostgresTypes.Quote(name)} ON {PostgresTypes.Quote(table.Name)} "
            + $"{method}({string.Join(", ", keys.Select(PostgresTypes.Quote))})";
    }

    private static bool IsBounded(TableSchema table, string column) =>
        table.Columns[table.IndexOf(column)].Type is not (LogicalType.Hex or LogicalType.Text or LogicalType.Json);
}
