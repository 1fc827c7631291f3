using DuckDB.NET.Data;

namespace Weir.Tests.App;

/// <summary>
/// Rows changed behind Weir's back with plain SQL: the warehouse proves itself, and names block and part.
/// </summary>
public sealed class TamperingTests
{
    // What is done to the block that has number {N}, and the part of its line that must be bad.
    private static readonly (string Sql, string Part)[] Changes =
    [
        ("UPDATE blocks SET gas_used = gas_used + 1 WHERE number = {N}", "header"),
        ("UPDATE blocks SET timestamp = timestamp + INTERVAL 1 SECOND WHERE number = {N}", "header"),
        ("UPDATE blocks SET extra_data = '0x00ff' WHERE number = {N}", "header"),
        ("UPDATE blocks SET miner = '0x00000000000000000000000000000000000000aa' WHERE number = {N}", "header"),
        ("UPDATE blocks SET hash = parent_hash WHERE number = {N}", "header"),
        ("UPDATE blocks SET base_fee_per_gas = NULL WHERE number = {N}", "header"),
        ("UPDATE blocks SET transaction_count = 0 WHERE number = {N}", "header"),
        ("UPDATE blocks SET proven = '' WHERE number = {N}", "header"),
        ("UPDATE blocks SET state_root = 'nonsense' WHERE number = {N}", "header"),
        ("DELETE FROM blocks WHERE number = {N}", "header"),
        ("INSERT INTO blocks SELECT * FROM blocks WHERE number = {N}", "header"),
        ("UPDATE transactions SET value = value + 1::BIGNUM WHERE block_number = {N} AND transaction_index = 0",
            "transactions"),
        ("UPDATE transactions SET input = input || '00' WHERE block_number = {N} AND transaction_index = 1",
            "transactions"),
        ("UPDATE transactions SET nonce = nonce + 1 WHERE block_number = {N} AND transaction_index = 1",
            "transactions"),
        ("UPDATE transactions SET gas_price = gas_price + 1 WHERE block_number = {N} AND transaction_index = 1",
            "transactions"),
        ("UPDATE transactions SET method_id = '0xdeadbeef' WHERE block_number = {N} AND transaction_index = 1",
            "transactions"),
        ("UPDATE transactions SET v = 1 - v WHERE block_number = {N} AND transaction_type > 0", "transactions"),
        ("UPDATE transactions SET block_hash = hash WHERE block_number = {N} AND transaction_index = 0",
            "transactions"),
        ("DELETE FROM transactions WHERE block_number = {N} AND transaction_index = 1", "transactions"),
        ("INSERT INTO transactions SELECT * FROM transactions WHERE block_number = {N} AND transaction_index = 1",
            "transactions"),
        ("UPDATE transactions SET transaction_index = 1 - transaction_index WHERE block_number = {N} AND transaction_index < 2", "transactions"),
        ("UPDATE transactions SET receipt_status = 1 - receipt_status WHERE block_number = {N} AND transaction_index = 0", "receipts"),
        ("UPDATE transactions SET receipt_gas_used = receipt_gas_used + 1 WHERE block_number = {N} AND transaction_index = 0", "receipts"),
        ("UPDATE transactions SET receipt_cumulative_gas_used = 1 WHERE block_number = {N} AND transaction_index = 0",
            "receipts"),
        ("UPDATE transactions SET receipt_effective_gas_price = 1 WHERE block_number = {N} AND transaction_index = 0",
            "receipts"),
        ("UPDATE logs SET data = data || '00' WHERE block_number = {N} AND log_index = 0", "receipts"),
        ("UPDATE logs SET topic1 = topic0 WHERE block_number = {N} AND log_index = 0", "receipts"),
        ("UPDATE logs SET log_index = 1 - log_index WHERE block_number = {N} AND log_index < 2", "receipts"),
        ("DELETE FROM logs WHERE block_number = {N} AND log_index = 0", "receipts"),
        ("INSERT INTO logs SELECT * FROM logs WHERE block_number = {N} AND log_index = 0", "receipts"),
        ("UPDATE token_transfers SET value = value + 1::BIGNUM WHERE block_number = {N}", "receipts"),
        ("UPDATE token_transfers SET to_address = from_address WHERE block_number = {N}", "receipts"),
        ("DELETE FROM token_transfers WHERE block_number = {N}", "receipts"),
        ("INSERT INTO token_transfers SELECT * FROM token_transfers WHERE block_number = {N}", "receipts"),
        ("UPDATE withdrawals SET amount_gwei = amount_gwei + 1 WHERE block_number = {N}", "withdrawals"),
        ("DELETE FROM withdrawals WHERE block_number = {N}", "withdrawals"),
    ];

    [Fact]
    public async Task Every_change_made_with_plain_sql_is_caught_and_repair_mends_it()
    {
        using CommandLine weir = new();
        string path = weir.Path("w.duckdb");
        string[] load = ["--source", "sim:seed=3,blocks=40", "--quiet"];
        Assert.Equal(0, await weir.RunAsync(["backfill", "--to", $"duckdb:{path}", .. load]));
        Assert.Equal(0, await weir.RunAsync("verify", $"duckdb:{path}", "--proofs"));
        long number = Number(path);
        foreach ((string sql, string part) in Changes)
        {
            File.Copy(path, weir.Path("t.duckdb"), overwrite: true);
            Execute(weir.Path("t.duckdb"), sql.Replace("{N}", $"{number}", StringComparison.Ordinal));
            int code = await weir.RunAsync("verify", $"duckdb:{weir.Path("t.duckdb")}", "--proofs", "--json");
            string line = weir.Output.Split('\n').FirstOrDefault(
                text => text.Contains($"\"number\":{number},", StringComparison.Ordinal)) ?? string.Empty;
            Assert.True(
                code == 1 && line.Contains($"\"{part}\":\"bad\"", StringComparison.Ordinal), $"{sql}: {code} {line}");
        }

        Assert.True(Changes.Length >= 30);
        Execute(weir.Path("t.duckdb"), $"DELETE FROM blocks WHERE number = {number}");
        Assert.Equal(0, await weir.RunAsync(["repair", "--warehouse", $"duckdb:{weir.Path("t.duckdb")}", .. load]));
        Assert.Equal(0, await weir.RunAsync("verify", $"duckdb:{weir.Path("t.duckdb")}", "--proofs"));
    }

    [Fact]
    public async Task Repair_loads_scattered_bad_blocks_and_nothing_between_them()
    {
        using CommandLine weir = new();
        string path = weir.Path("w.duckdb");
        string[] source = ["--source", "sim:seed=3,blocks=40"];
        Assert.Equal(0, await weir.RunAsync(["backfill", "--to", $"duckdb:{path}", .. source]));
        Assert.Equal(0, await weir.RunAsync("verify", $"duckdb:{path}", "--json"));
        string whole = weir.Output;
        Execute(path, "UPDATE blocks SET gas_used = gas_used + 1 WHERE number IN (3, 4, 17, 39)");
        Assert.Equal(0, await weir.RunAsync(["repair", "--warehouse", $"duckdb:{path}", .. source]));
        Assert.Contains("4 blocks to load, 33 there already", weir.Error, StringComparison.Ordinal);
        Assert.Equal(0, await weir.RunAsync("verify", $"duckdb:{path}", "--proofs"));
        Assert.Equal(0, await weir.RunAsync("verify", $"duckdb:{path}", "--json"));
        Assert.Equal(whole, weir.Output);
    }

    // A block with everything: several transactions, logs, transfers of one kind or another, withdrawals.
    private static long Number(string path)
    {
        using DuckDBConnection connection = new($"Data Source={path}");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT number FROM blocks WHERE transaction_count > 3 AND withdrawals_root IS NOT NULL
              AND EXISTS (FROM transactions t WHERE t.block_number = number AND transaction_type > 0)
              AND (SELECT count(*) FROM logs l WHERE l.block_number = number) > 2
              AND EXISTS (FROM withdrawals w WHERE w.block_number = number)
              AND EXISTS (FROM token_transfers x WHERE x.block_number = number)
              AND EXISTS (FROM transactions t WHERE t.block_number = number AND transaction_index = 1 AND length(input) > 8)
            ORDER BY number DESC LIMIT 1
            """;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(string path, string sql)
    {
        using DuckDBConnection connection = new($"Data Source={path}");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
