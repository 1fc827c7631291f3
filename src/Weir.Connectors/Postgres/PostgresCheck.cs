using System.Globalization;
using Npgsql;
using Weir.Core.Errors;
using Weir.Core.Tables;

namespace Weir.Connectors.Postgres;

/// <summary>What <c>weir doctor</c> looks at in a PostgreSQL database; nothing is changed.</summary>
public static class PostgresCheck
{
    private const int LeastVersion = 120_000;
    private const int LeastFreeConnections = 3;

    /// <summary>Looks at server, rights and tables; a server that cannot be reached is a result too.</summary>
    /// <param name="options">The database.</param>
    /// <param name="tables">The tables that this version knows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(
        PostgresOptions options, IReadOnlyList<TableSchema> tables, CancellationToken cancellationToken)
    {
        List<CheckResult> results = [];
        await using PostgresDatabase database = new(options);
        try
        {
            await using NpgsqlConnection connection = await database.OpenAsync(cancellationToken);
            await database.GuardAsync(async () =>
            {
                results.Add(new CheckResult("connection", true, options.Name));
                await ServerAsync(connection, results, cancellationToken);
                foreach (TableSchema table in tables)
                {
                    if (await PostgresCatalog.HasTableAsync(connection, table.Name, cancellationToken))
                    {
                        results.Add(await TableAsync(connection, options.Name, table, cancellationToken));
                    }
                }
            });
        }
        catch (WarehouseException error)
        {
            results.Add(new CheckResult("connection", false, error.Message, error.Remedy));
        }

        return results;
    }

    private static async Task ServerAsync(
        NpgsqlConnection connection, List<CheckResult> results, CancellationToken cancellationToken)
    {
        (string version, string encoding, string readOnly, bool mayCreate, long free) =
            (await PostgresDatabase.ListAsync(
                connection,
                """
                SELECT current_setting('server_version_num'), current_setting('server_encoding'),
                    current_setting('transaction_read_only'),
                    has_schema_privilege(current_schema(), 'CREATE')
                        AND has_database_privilege(current_database(), 'CREATE'),
                    current_setting('max_connections')::bigint - (SELECT count(*) FROM pg_stat_activity)
                """,
                row => (row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetInt64(4)),
                cancellationToken))[0];
        int number = int.Parse(version, CultureInfo.InvariantCulture);
        Add("version", number >= LeastVersion, $"PostgreSQL {number / 10_000}", "Weir needs PostgreSQL 12 or later.");
        Add("encoding", encoding == "UTF8", encoding, "Make the database with ENCODING 'UTF8'.");
        Add("writable", readOnly == "off", readOnly == "off" ? "yes" : "read-only", "Name the primary, not a standby.");
        Add("rights", mayCreate, mayCreate ? "may make tables and schemas" : "may not make tables or schemas",
            "GRANT CREATE ON the schema and the database to the user.");
        Add("connections", free >= LeastFreeConnections, $"{free} free",
            "Close other clients, or raise max_connections.");

        void Add(string name, bool isGood, string detail, string remedy) =>
            results.Add(new CheckResult(name, isGood, detail, isGood ? null : remedy));
    }

    private static async Task<CheckResult> TableAsync(
        NpgsqlConnection connection, string name, TableSchema table, CancellationToken cancellationToken)
    {
        try
        {
            int missing = (await PostgresCatalog.PlanAsync(connection, name, table, cancellationToken)).Count;
            foreach (string index in PostgresIndexes.All(table))
            {
                missing += await PostgresCatalog.HasRelationAsync(
                    connection, PostgresIndexes.NameOf(index), cancellationToken) ? 0 : 1;
            }

            return new CheckResult(
                $"table {table.Name}", missing == 0, missing == 0 ? "as this version has it" : $"{missing} columns or indexes are missing",
                missing == 0 ? null : "weir migrate makes them; indexes also come at the end of a load.");
        }
        catch (WarehouseException error)
        {
            return new CheckResult($"table {table.Name}", false, error.Message, error.Remedy);
        }
    }
}
