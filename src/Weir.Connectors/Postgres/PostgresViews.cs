using Npgsql;
using Weir.Connectors.Views;
using Weir.Core.Tables;

namespace Weir.Connectors.Postgres;

/// <summary>Makes the views; each as soon as the tables it reads are there.</summary>
internal static class PostgresViews
{
    /// <summary>The setting that chooses a chain for the views without a chain's column.</summary>
    public const string ChainSetting = "weir.chain_id";

    // A view keeps the tables that it found when it was made, whatever a session looks in later.
    private static readonly ViewForm Form = new(
        "postgres", string.Empty, $"nullif(current_setting('{ChainSetting}', true), '')::bigint",
        """
        coalesce((
            SELECT jsonb_agg(jsonb_build_object(
                'index', w."index", 'validator_index', w.validator_index, 'address', w.address, 'amount', w.amount_gwei)
                ORDER BY w."index")
            FROM withdrawals AS w WHERE w.chain_id = b.chain_id AND w.block_number = b.number), '[]'::jsonb)
        """,
        name => $"(CASE WHEN t.receipt_chain_fields ->> '{name}' ~ '^0x[0-9a-f]{{1,15}}$' THEN "
            + $"('x' || lpad(substr(t.receipt_chain_fields ->> '{name}', 3), 16, '0'))::bit(64)::bigint END)");

    /// <summary>Makes the views that are missing.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="isNew">Whether views that are there are made anew, as this version has them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task CreateAsync(
        NpgsqlConnection connection, bool isNew, CancellationToken cancellationToken)
    {
        foreach (string schema in WarehouseViews.Schemas)
        {
            await PostgresDatabase.ExecuteAsync(
                connection, $"CREATE SCHEMA IF NOT EXISTS {schema}", cancellationToken);
        }

        if (isNew)
        {
            // One that others are made from goes after them.
            foreach (WarehouseView view in WarehouseViews.All.Reverse())
            {
                await PostgresDatabase.ExecuteAsync(connection, $"DROP VIEW IF EXISTS {view.Name}", cancellationToken);
            }
        }

        Dictionary<TableSchema, bool> tables = [];
        foreach (WarehouseView view in WarehouseViews.All)
        {
            bool isComplete = true;
            foreach (TableSchema table in view.Tables)
            {
                if (!tables.TryGetValue(table, out bool isThere))
                {
                    tables[table] = isThere =
                        await PostgresCatalog.HasTableAsync(connection, table.Name, cancellationToken);
                }

                isComplete &= isThere;
            }

            // Replacing takes a lock that readers would wait for: usually only a view that is not there is made.
            if (isComplete && view.Form is not null)
            {
                // The fuller form has the same columns: those who look at the view keep it.
                if (isNew || !await IsMadeFromAsync(connection, view, cancellationToken))
                {
                    await PostgresDatabase.ExecuteAsync(
                        connection, $"CREATE OR REPLACE VIEW {view.Name} AS {view.Query(Form)}", cancellationToken);
                }
            }
            else if (isComplete && (isNew || !await PostgresCatalog.HasRelationAsync(connection, view.Name, cancellationToken)))
            {
                await PostgresDatabase.ExecuteAsync(
                    connection, $"CREATE VIEW {view.Name} AS {view.Query(Form)}", cancellationToken);
            }
        }
    }
    private static async Task<bool> IsMadeFromAsync(
        NpgsqlConnection connection, WarehouseView view, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(
            "SELECT position($2 in pg_get_viewdef(to_regclass($1))) > 0", connection);
        command.Parameters.Add(new() { Value = view.Name });
        command.Parameters.Add(new() { Value = view.Tables[^1].Name + " " });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
