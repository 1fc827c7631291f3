using DuckDB.NET.Data;
using Weir.Ethereum.Blocks;
using Weir.Simulation.Chain;
using Weir.Tests.Ethereum.Protocols;
using Weir.Tests.Simulation;

namespace Weir.Tests.App;

/// <summary>
/// A block with a fact of every kind, sealed with true roots: all tables prove themselves, and one changed value of each
/// is caught and named.
/// </summary>
public sealed class DefiProofTests
{
    private const string Pair = "0xb4e16d0168e52d35cacd2c6185b44281ec28c9dc";
    private const string Usdc = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
    private const string Weth = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
    private const string Someone = "0x00000000000000000000000000000000000000aa";

    private static readonly (string Table, string Change)[] Changes =
    [
        ("dex_trades", "UPDATE dex_trades SET token_sold_amount_raw = token_sold_amount_raw + 1::BIGNUM"),
        ("dex_trades", "UPDATE dex_trades SET taker = maker"),
        ("liquidity_events", "UPDATE liquidity_events SET kind = 'burn'"),
        ("lending_events", "UPDATE lending_events SET user_address = market_address"),
        ("flash_loans", "UPDATE flash_loans SET fee_raw = NULL"),
        ("nft_trades", "UPDATE nft_trades SET price_raw = price_raw + 1::BIGNUM"),
        ("pools", "UPDATE pools SET fee_ppm = 1"),
        ("pools", "DELETE FROM pools"),
        ("mev", "UPDATE mev SET profit_raw = profit_raw + 1::BIGNUM WHERE profit_raw IS NOT NULL"),
        ("prices", "UPDATE prices SET price = price * 1.01"),
        ("pool_features", "UPDATE pool_features SET swap_count = swap_count + 1"),
        ("address_features", "UPDATE address_features SET mev_count = mev_count + 1"),
        ("block_features", "UPDATE block_features SET swap_count = swap_count + 1 WHERE swap_count > 0"),
    ];

    [Fact]
    public async Task Every_derived_table_proves_itself_and_a_changed_row_of_each_is_named()
    {
        using CommandLine weir = new();
        Directory.CreateDirectory(weir.Path("blocks"));
        await File.WriteAllBytesAsync(weir.Path("blocks/1.json"), SimulatedBlocks.Json(MakeBlock()));
        string path = weir.Path("w.duckdb");
        string[] load =
            ["backfill", "--source", $"files:{weir.Path("blocks")}", "--to", $"duckdb:{path}", "--quiet", "--strict"];
        int code = await weir.RunAsync([.. load, "--tables", "all", "--verify", "roots"]);
        Assert.True(code == 0, weir.Error);
        Assert.Equal(0, await weir.RunAsync("verify", $"duckdb:{path}", "--proofs"));
        foreach ((string table, string change) in Changes)
        {
            File.Copy(path, weir.Path("t.duckdb"), overwrite: true);
            Assert.True(Execute(weir.Path("t.duckdb"), change) > 0, change);
            code = await weir.RunAsync("verify", $"duckdb:{weir.Path("t.duckdb")}", "--proofs", "--json");
            Assert.True(
                code == 1 && weir.Output.Contains(table, StringComparison.Ordinal)
                && weir.Output.Contains("\"bad\"", StringComparison.Ordinal), $"{change}: {code} {weir.Output}");
        }

        // An answer of a call among the pools is a node's word: it is taken as stored.
        File.Copy(path, weir.Path("t.duckdb"), overwrite: true);
        Execute(
            weir.Path("t.duckdb"),
            "INSERT INTO pools SELECT * REPLACE ('call' AS proof, 'uniswap' AS protocol) FROM pools LIMIT 1");
        Assert.Equal(0, await weir.RunAsync("verify", $"duckdb:{weir.Path("t.duckdb")}", "--proofs"));
    }

    [Fact]
    public async Task Without_tables_the_base_tables_are_made_and_groups_add_theirs()
    {
        using CommandLine weir = new();
        string[] load = ["backfill", "--source", "sim:seed=3,blocks=5", "--quiet", "--to"];
        Assert.Equal(0, await weir.RunAsync([.. load, $"duckdb:{weir.Path("base.duckdb")}"]));
        Assert.Equal(0, await weir.RunAsync([.. load, $"duckdb:{weir.Path("defi.duckdb")}", "--tables", "defi"]));
        Assert.Equal(
            ["block_features", "blocks", "chain_heads", "dex_trades", "flash_loans", "lending_events", "liquidity_events",
                "nft_trades", "pools", "reorgs"],
            Tables(weir.Path("defi.duckdb")));
        Assert.Equal(
            ["blocks", "chain_heads", "logs", "reorgs", "token_transfers", "transactions", "withdrawals"], Tables(weir.Path("base.duckdb")));
        Assert.Equal(
            2, await weir.RunAsync([.. load, $"duckdb:{weir.Path("t.duckdb")}", "--tables", "traces"]));
        Assert.Contains("traces", weir.Error, StringComparison.Ordinal);
    }

    private static string[] Tables(string path)
    {
        using DuckDBConnection connection = new($"Data Source={path}");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' "
            + "AND table_name NOT LIKE 'ingest%' AND table_name <> 'quarantine' ORDER BY 1";
        using DuckDBDataReader reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return [.. names];
    }

    private static int Execute(string path, string sql)
    {
        using DuckDBConnection connection = new($"Data Source={path}");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    // A simulated block's transactions, with the logs of a chosen one in the place of their own.
    private static Block MakeBlock()
    {
        Block block = SimulatedBlocks.Make(SimulatedChainOptions.Parse("seed=3,blocks=4,txs=6,chain=1"))[^1];
        FactBlock facts = new FactBlock()
            .Move(Weth, Someone, Pair, "1000").Move(Usdc, Pair, Someone, "5")
            .Emit(Pair, "Sync(uint112 reserve0, uint112 reserve1)", "10", "20")
            .Emit(Pair, "Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out, address indexed to)",
                Someone, "0", "1000", "5", "0", Someone)
            .Emit("0x87870bca3f3fd6335c3f4ce8392d69350b4fa4e2", "Supply(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, uint16 indexed referralCode)",
                Usdc, Someone, Someone, "100", "0")
            .Emit("0xba12222222228d8ba445958a75a0704d566bf2c8", "FlashLoan(address indexed recipient, address indexed token, uint256 amount, uint256 feeAmount)",
                Someone, Usdc, "500", "1")
            .Emit("0x59728544b08ab483533076417fbbb2fd0b17ce3a", "TakerBid(bytes32 orderHash, uint256 orderNonce, address indexed taker, address indexed maker, address indexed strategy, address currency, address collection, uint256 tokenId, uint256 amount, uint256 price)",
                "0x1111111111111111111111111111111111111111111111111111111111111111", "1", Someone, Pair, Pair, Weth, Usdc,
                "7", "1", "9");
        block.Logs.Clear();
        for (int i = 0; i < block.Receipts.Count; i++)
        {
            ref Receipt receipt = ref block.Receipts[i];
            receipt.LogStart = block.Logs.Count;
            receipt.LogCount = 0;
            for (int k = 0; i == 0 && k < facts.Block.Logs.Count; k++)
            {
                ref LogEntry log = ref block.Logs.Add();
                LogEntry chosen = facts.Block.Logs[k];
                log.Address = chosen.Address;
                log.TopicCount = chosen.TopicCount;
                log.Topics = block.Bytes.Add(facts.Block.Bytes[chosen.Topics]);
                log.Data = block.Bytes.Add(facts.Block.Bytes[chosen.Data]);
                log.LogIndex = k;
                log.TransactionIndex = 0;
                log.BlockNumber = block.Header.Number;
                log.BlockTimestamp = block.Header.Timestamp;
                log.Fields = LogFields.LogIndex | LogFields.TransactionIndex | LogFields.TransactionHash
                    | LogFields.BlockHash | LogFields.BlockNumber;
                receipt.LogCount++;
            }
        }

        new BlockSealer().Seal(block);
        return block;
    }
}
