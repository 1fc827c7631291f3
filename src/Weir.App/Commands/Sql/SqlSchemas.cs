using System.Text.Json;
using Weir.Ethereum.Transforms;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Sql;

namespace Weir.App.Commands.Sql;

/// <summary>Schemas for the translator: Weir's own tables, or a user's JSON file.</summary>
internal static class SqlSchemas
{
    /// <exception cref="ConfigException">The file is missing or has another form.</exception>
    public static SqlSchema? Load(string? name)
    {
        if (name is null)
        {
            return null;
        }
        if (name is "weir")
        {
            return Weir();
        }
        if (!File.Exists(name))
        {
            throw new ConfigException(ErrorCodes.MissingPath, $"there is no schema file {name}",
                "give a JSON file {\"table\": {\"column\": \"type\"}}, or weir");
        }
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(name));
            SqlSchema schema = new();
            foreach (JsonProperty table in document.RootElement.EnumerateObject())
            {
                foreach (JsonProperty column in table.Value.EnumerateObject())
                {
                    schema.Add(table.Name, column.Name, column.Value.GetString() ?? "unknown");
                }
            }
            return schema;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ConfigException(ErrorCodes.BadFlag,
                $"the schema file {name} has another form: {exception.Message}",
                "its form is {\"table\": {\"column\": \"type\"}}", exception);
        }
    }

    /// <summary>
    /// The views of the warehouse by schema (main, ethereum_etl, original): the table behind each, and its columns,
    /// <c>own=other</c> where it is renamed.
    /// </summary>
    private static readonly (string Schema, string View, string Table, string Columns)[] Views =
    [
        ("main", "erc20_transfers", "token_transfers",
            "chain_id block_number block_hash block_timestamp token_address from_address to_address value transaction_hash transaction_index log_index"),
        ("main", "erc721_transfers", "token_transfers",
            "chain_id block_number block_hash block_timestamp token_address from_address to_address token_id transaction_hash transaction_index log_index"),
        ("main", "erc1155_transfers", "token_transfers",
            "chain_id block_number block_hash block_timestamp token_address operator from_address to_address token_id value batch_index transaction_hash transaction_index log_index"),
        ("ethereum_etl", "blocks", "blocks",
            "number hash parent_hash nonce sha3_uncles logs_bloom transactions_root state_root receipts_root miner difficulty total_difficulty size extra_data gas_limit gas_used timestamp transaction_count base_fee_per_gas withdrawals_root withdrawals= blob_gas_used excess_blob_gas"),
        ("ethereum_etl", "logs", "logs",
            "log_index transaction_hash transaction_index block_hash block_number address data topics="),
        ("ethereum_etl", "receipts", "transactions",
            "transaction_hash=hash transaction_index block_hash block_number cumulative_gas_used=receipt_cumulative_gas_used gas_used=receipt_gas_used contract_address=receipt_contract_address root=receipt_root status=receipt_status effective_gas_price=receipt_effective_gas_price l1_fee= l1_gas_used= l1_gas_price= l1_fee_scalar= blob_gas_price=receipt_blob_gas_price blob_gas_used=receipt_blob_gas_used"),
        ("ethereum_etl", "token_transfers", "token_transfers",
            "token_address from_address to_address value transaction_hash log_index block_number"),
        ("ethereum_etl", "transactions", "transactions",
            "hash nonce block_hash block_number transaction_index from_address to_address value gas gas_price input block_timestamp max_fee_per_gas max_priority_fee_per_gas transaction_type max_fee_per_blob_gas blob_versioned_hashes"),
        ("original", "token_transfers", "token_transfers",
            "chain_id block_number block_timestamp tx_hash=transaction_hash log_index contract=token_address standard from=from_address to=to_address amount=value token_id"),
    ];

    /// <summary>
    /// Weir's tables and views as a query sees them that looks in <paramref name="first"/> before main.
    /// </summary>
    public static SqlSchema Weir(string? first = null)
    {
        SqlSchema tables = Tables();
        SqlSchema schema = Tables(table => !Array.Exists(Views, view => view.Schema == first && view.View == table));
        foreach ((_, string view, string table, string columns) in Views.Where(
            view => view.Schema == "main" || view.Schema == first))
        {
            foreach (string column in columns.Split(' '))
            {
                string[] names = column.Split('=');
                schema.Add(view, names[0], tables.TypeOf(table, names[^1]) ?? "unknown");
            }
        }
        return schema;
    }

    private static SqlSchema Tables(Func<string, bool>? wanted = null)
    {
        SqlSchema schema = new();
        foreach (TableSchema table in Decoders.AllTables.Where(table => wanted is null || wanted(table.Name)))
        {
            foreach (ColumnSchema column in table.Columns)
            {
                schema.Add(table.Name, column.Name, column.Type.ToString());
            }
        }
        return schema;
    }
}
