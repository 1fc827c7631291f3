using Weir.Connectors.DuckDb.Native;
using Weir.Connectors.Views;

namespace Weir.Connectors.DuckDb;

/// <summary>Makes the views; each as soon as the tables it reads are there.</summary>
internal static class DuckDbViews
{
    private static readonly ViewForm Form = new(
        "duckdb", "main", "getvariable('chain_id')",
        """
        coalesce((
            SELECT list(
                {'index': w."index", 'validator_index': w.validator_index, 'address': w.address, 'amount': w.amount_gwei}
                ORDER BY w."index")
            FROM main.withdrawals AS w WHERE w.chain_id = b.chain_id AND w.block_number = b.number), [])
        """,
        name => $"try_cast(json_extract_string(t.receipt_chain_fields, '$.{name}') AS BIGINT)");

    public static void Create(DuckDbConnection connection)
    {
        foreach (string schema in WarehouseViews.Schemas)
        {
            connection.Execute($"CREATE SCHEMA IF NOT EXISTS {schema}");
        }

        foreach (WarehouseView view in WarehouseViews.All)
        {
            if (view.Tables.All(table => DuckDbCatalog.HasTable(connection, table.Name)))
            {
                string name = view.Name.Contains('.', StringComparison.Ordinal) ? view.Name : $"main.{view.Name}";
                connection.Execute($"CREATE OR REPLACE VIEW {name} AS {view.Query(Form)}");
            }
        }
    }
}
