using System.Text.Json.Nodes;
using Npgsql;
using Weir.Connectors.Postgres;
using Weir.Tests;
using Weir.Tests.App;

namespace Weir.IntegrationTests.Postgres;

/// <summary>Every command that takes a warehouse, on PostgreSQL and on DuckDB with the same real blocks.</summary>
public sealed class PostgresCommandTests(SharedPostgres postgres) : IClassFixture<SharedPostgres>
{
    private static readonly string[] Queries =
    [
        "SELECT * FROM token_transfers ORDER BY block_number, log_index, batch_index LIMIT 50",
        "SELECT block_number, count(*) AS n, sum(value) AS total, max(value) AS most FROM transactions GROUP BY 1 ORDER BY 1",
        "SELECT number, hash, timestamp, difficulty, base_fee_per_gas FROM blocks ORDER BY number",
        "SELECT standard, count(*) AS n FROM token_transfers GROUP BY 1 ORDER BY 1",
        "SELECT hash, blob_versioned_hashes, access_list IS NULL AS bare FROM transactions ORDER BY block_number, transaction_index LIMIT 200",
        "SELECT date_trunc('hour', block_timestamp) AS hour, count(*) AS n FROM logs GROUP BY 1 ORDER BY 1",
    ];

    [Fact]
    public async Task Real_blocks_give_the_same_tables_answers_and_files_as_in_duckdb()
    {
        PostgresServer server = await postgres.GetOrSkipAsync();
        string there = "postgres:" + await server.CreateDatabaseAsync("commands");
        using CommandLine weir = new();
        string here = $"duckdb:{weir.Path("here.duckdb")}";
        string blocks = SharedData.PathOrSkip("chain/mainnet/blocks");
        foreach (string warehouse in (string[])[here, there])
        {
            await SucceedAsync(weir, "backfill", "--source", $"files:{blocks}", "--to", warehouse, "--quiet");
        }

        // Again: nothing to load but the block that came without a part of it, here as there.
        await SucceedAsync(weir, "backfill", "--source", $"files:{blocks}", "--to", there, "--quiet", "--json");
        Assert.Contains("\"blocks\":1,", weir.Output, StringComparison.Ordinal);
        await SucceedAsync(weir, "backfill", "--source", $"files:{blocks}", "--to", here, "--quiet", "--json");
        Assert.Contains("\"blocks\":1,", weir.Output, StringComparison.Ordinal);

        string expected = await SucceedAsync(weir, "verify", here, "--json");
        Assert.Equal(expected, await SucceedAsync(weir, "verify", there, "--json"));
        Assert.Equal(
            await SucceedAsync(weir, "verify", here, "--proofs", "--json"),
            await SucceedAsync(weir, "verify", there, "--proofs", "--json"));
        foreach (string query in Queries)
        {
            Assert.Equal(
                Rows(await SucceedAsync(weir, "query", query, "--warehouse", here, "--json")),
                Rows(await SucceedAsync(weir, "query", query, "--warehouse", there, "--json")));
        }

        foreach (string view in (string[])["blocks", "transactions", "receipts", "logs", "token_transfers"])
        {
            // Withdrawals are a list of structs there and JSON here.
            string columns = view == "blocks" ? "number, hash, timestamp, size, extra_data, blob_gas_used" : "*";
            string query = $"SELECT {columns} FROM {view}";
            Assert.Equal(
                Rows(await SucceedAsync(weir, "query", query, "--schema", "ethereum_etl", "--warehouse", here, "--json")).Order(),
                Rows(await SucceedAsync(weir, "query", query, "--schema", "ethereum_etl", "--warehouse", there, "--json")).Order());
        }

        Assert.Equal(
            Withdrawals(await SucceedAsync(weir, "query", "SELECT number, withdrawals FROM blocks WHERE number >= 17034870", "--schema", "ethereum_etl", "--warehouse", here, "--json")),
            Withdrawals(await SucceedAsync(weir, "query", "SELECT number, withdrawals FROM blocks WHERE number >= 17034870", "--schema", "ethereum_etl", "--warehouse", there, "--json")));
        await CompareExportsAsync(weir, here, there);
    }

    private static IEnumerable<string> Withdrawals(string lines) =>
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Select(row =>
        {
            JsonNode list = row["withdrawals"]! is JsonValue text ? JsonNode.Parse((string)text!)! : row["withdrawals"]!;
            return $"{row["number"]}: " + string.Join(
                ", ", list.AsArray().Select(item => $"{item!["index"]} {item["validator_index"]} {item["address"]} {item["amount"]}"));
        }).Order();

    [Fact]
    public async Task A_damaged_row_is_found_and_mended()
    {
        PostgresServer server = await postgres.GetOrSkipAsync();
        string settings = await server.CreateDatabaseAsync("damaged");
        using CommandLine weir = new();
        string source = $"files:{SharedData.PathOrSkip("chain/mainnet/blocks")}";
        await SucceedAsync(weir, "backfill", "--source", source, "--to", $"postgres:{settings}", "--quiet");
        string before = await SucceedAsync(weir, "verify", $"postgres:{settings}", "--json");
        await using (PostgresDatabase database = new(PostgresOptions.Parse(settings)))
        await using (NpgsqlConnection connection = await database.OpenAsync(TestContext.Current.CancellationToken))
        {
            int changed = await PostgresDatabase.ExecuteAsync(
                connection,
                "UPDATE transactions SET value = value + 1 WHERE block_number = (SELECT max(number) FROM blocks WHERE transaction_count > 9 AND proven LIKE 'header,transactions,receipts%') AND transaction_index = 1",
                TestContext.Current.CancellationToken);
            Assert.Equal(1, changed);
        }

        Assert.Equal(1, await weir.RunAsync("verify", $"postgres:{settings}", "--proofs"));
        await SucceedAsync(weir, "repair", "--warehouse", $"postgres:{settings}", "--source", source, "--quiet");
        Assert.Contains("1 blocks mended, 0 stay bad", weir.Output, StringComparison.Ordinal);
        Assert.Equal(before, await SucceedAsync(weir, "verify", $"postgres:{settings}", "--json"));
        string risk = await SucceedAsync(
            weir, "risk", "var", "--query",
            "SELECT timestamp '2024-01-01' + n * interval '1 day' AS time, (100 + n % 7)::numeric AS price FROM generate_series(0, 99) AS t(n)",
            "--warehouse", $"postgres:{settings}", "--json");
        Assert.Contains("\"var", risk, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Two_chains_in_one_database_are_told_apart()
    {
        PostgresServer server = await postgres.GetOrSkipAsync();
        string there = "postgres:" + await server.CreateDatabaseAsync("chains");
        using CommandLine weir = new();
        await SucceedAsync(weir, "backfill", "--source", "sim:seed=2,blocks=30,chain=1337", "--to", there, "--quiet");
        await SucceedAsync(weir, "backfill", "--source", "sim:seed=3,blocks=20,chain=31337", "--to", there, "--quiet");
        string[] query =
        [
            "query", "SELECT count(*) AS n FROM blocks", "--schema", "ethereum_etl", "--warehouse", there, "--json",
        ];
        Assert.NotEqual(0, await weir.RunAsync(query));
        Assert.Contains("--chain-id", weir.Error, StringComparison.Ordinal);
        Assert.Equal("{\"n\":30}", (await SucceedAsync(weir, [.. query, "--chain-id", "1337"])).Trim());
        Assert.Equal("{\"n\":20}", (await SucceedAsync(weir, [.. query, "--chain-id", "31337"])).Trim());
        string[] export =
            ["export", "blocks", "--schema", "ethereum-etl", "--warehouse", there, "--to", $"files:{weir.Path("out")}?format=csv"];
        Assert.Equal(2, await weir.RunAsync(export));
        await SucceedAsync(weir, [.. export, "--chain-id", "31337"]);
        Assert.Equal(1 + 20, (await File.ReadAllLinesAsync(
            Path.Combine(weir.Path("out"), "blocks.csv"), TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task A_users_mistake_is_shown_with_its_place_and_writing_is_refused()
    {
        PostgresServer server = await postgres.GetOrSkipAsync();
        string there = "postgres:" + await server.CreateDatabaseAsync("mistakes") + ";Password=hunter2";
        using CommandLine weir = new();
        Assert.Equal(2, await weir.RunAsync("query", "SELECT nothing FROM nowhere", "--warehouse", there));
        Assert.Contains("nowhere", weir.Error, StringComparison.Ordinal);
        Assert.Contains("^", weir.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, await weir.RunAsync("query", "CREATE TABLE x (y int)", "--warehouse", there));
        Assert.NotEqual(0, await weir.RunAsync("query", "SELECT 1 / 0", "--warehouse", there));
        Assert.Contains("division by zero", weir.Error, StringComparison.Ordinal);
        Assert.Equal(2, await weir.RunAsync("query", "SELECT 1", "--warehouse", "postgres:Hots=x;Password=hunter2"));
        Assert.DoesNotContain("hunter2", weir.Error, StringComparison.Ordinal);
    }

    private static async Task CompareExportsAsync(CommandLine weir, string here, string there)
    {
        string[] weirTables = ["blocks", "transactions", "logs", "token_transfers", "withdrawals", "erc20_transfers"];
        string[] etlTables = ["blocks", "transactions", "receipts", "logs", "token_transfers"];
        foreach ((string schema, string[] tables, string format) in ((string, string[], string)[])[
            ("weir", weirTables, "jsonl"), ("weir", weirTables, "parquet"), ("ethereum-etl", etlTables, "csv"),
            ("ethereum-etl", etlTables, "jsonl")])
        {
            string name = $"{schema}-{format}";
            foreach ((string warehouse, string folder) in ((string, string)[])[(here, "here"), (there, "there")])
            {
                await SucceedAsync(
                    weir, ["export", .. tables, "--schema", schema, "--warehouse", warehouse, "--to",
                        $"files:{weir.Path($"{folder}-{name}")}?format={format}"]);
            }

            foreach (string file in Directory.EnumerateFiles(weir.Path($"here-{name}")))
            {
                string other = Path.Combine(weir.Path($"there-{name}"), Path.GetFileName(file));
                if (format == "parquet")
                {
                    Assert.Equal(await ParquetAsync(weir, file), await ParquetAsync(weir, other));
                }
                else
                {
                    byte[] expected = await File.ReadAllBytesAsync(file);
                    byte[] found = await File.ReadAllBytesAsync(other);
                    Assert.True(expected.AsSpan().SequenceEqual(found), $"{name} {file}");
                }
            }
        }
    }

    // Values, not bytes: the two have other row groups, and lists and JSON are text from PostgreSQL.
    private static Task<string> ParquetAsync(CommandLine weir, string file) => SucceedAsync(
        weir, "query", $"SELECT count(*), bit_xor(hash(COLUMNS(c -> c NOT IN ('blob_versioned_hashes', 'access_list', 'authorization_list', 'chain_fields', 'receipt_chain_fields')))) FROM read_parquet('{file}')",
        "--dialect", "duckdb", "--warehouse", $"duckdb:{weir.Path("here.duckdb")}", "--json");

    // The texts of numbers as JSON may be numbers or strings: an exact decimal is one or the other.
    private static List<string> Rows(string lines) =>
    [
        .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(
            " | ", JsonNode.Parse(line)!.AsObject().Select(member => $"{member.Key}={member.Value}"))),
    ];

    private static async Task<string> SucceedAsync(CommandLine weir, params string[] args)
    {
        int code = await weir.RunAsync(args);
        Assert.True(code == 0, $"weir {string.Join(' ', args)}: {code}\n{weir.Output}\n{weir.Error}");
        return weir.Output;
    }
}
