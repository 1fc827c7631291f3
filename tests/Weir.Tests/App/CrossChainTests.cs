using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace Weir.Tests.App;

/// <summary>Many chains in one warehouse: the views over all of them say what each chain says by itself.</summary>
public sealed class CrossChainTests : IDisposable
{
    private static readonly int[] EightChains = [1, 10, 56, 100, 137, 8_453, 42_161, 43_114];

    private readonly CommandLine _weir = new();

    private string Warehouse => $"duckdb:{_weir.Path("w.duckdb")}";

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task Sums_over_eight_chains_are_the_sums_of_each()
    {
        foreach (int chain in EightChains)
        {
            Assert.True(await _weir.RunAsync(
                "backfill", "--source", $"sim:seed={chain},blocks=30,txs=6,actors=on,chain={chain}", "--to", Warehouse,
                "--tables", "base,dex_trades,pools", "--verify", "off") == 0, _weir.Error);
        }

        JsonNode[] all = await RowsAsync(
            "SELECT chain_id, count(*) AS n, count(DISTINCT blockchain) AS names, sum(fee_raw)::text AS fees, min(fee_asset) AS asset "
            + "FROM cross_chain.fees GROUP BY chain_id ORDER BY chain_id");
        Assert.Equal(EightChains.Order(), all.Select(row => (int)row["chain_id"]!));
        foreach (JsonNode row in all)
        {
            JsonNode[] own = await RowsAsync(
                $"SELECT receipt_gas_used::text AS gas, receipt_effective_gas_price::text AS price, "
                + $"coalesce(receipt_blob_gas_used, 0)::text AS blob_gas, coalesce(receipt_blob_gas_price, 0)::text AS blob_price FROM transactions WHERE chain_id = {row["chain_id"]}");
            BigInteger fees = own.Aggregate(BigInteger.Zero, (sum, one) => sum + (Number(one["gas"]) * Number(one["price"])) + (Number(one["blob_gas"]) * Number(one["blob_price"])));
            Assert.Equal(own.Length, (int)row["n"]!);
            Assert.Equal(fees, Number(row["fees"]));
            Assert.Equal(1, (int)row["names"]!);
        }

        Assert.Equal(
            ["ETH", "ETH", "BNB", "xDAI", "POL", "ETH", "ETH", "AVAX"], all.Select(row => (string)row["asset"]!));
        foreach ((string view, string table) in new[] { ("transfers", "token_transfers"), ("trades", "dex_trades") })
        {
            JsonNode[] seen = await RowsAsync($"SELECT chain_id, count(*) AS n FROM cross_chain.{view} GROUP BY chain_id ORDER BY chain_id");
            JsonNode[] there = await RowsAsync($"SELECT chain_id, count(*) AS n FROM {table} GROUP BY chain_id ORDER BY chain_id");
            Assert.Equal(EightChains.Length, seen.Length);
            Assert.Equal(there.Select(row => row.ToJsonString()), seen.Select(row => row.ToJsonString()));
        }
    }

    [Fact]
    public async Task Fees_of_a_real_Arbitrum_block_are_those_of_its_receipts()
    {
        string folder = SharedData.PathOrSkip(Path.Combine("chain", "other-chains"));
        string copy = Directory.CreateDirectory(_weir.Path("arbitrum")).FullName;
        string file = Directory.GetFiles(folder, "*rbitrum*.json.gz").Single();
        File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        Assert.True(await _weir.RunAsync(
            "backfill", "--source", $"files:{copy}", "--to", Warehouse, "--chain-id", "42161") == 0, _weir.Error);
        JsonNode[] rows = await RowsAsync(
            "SELECT tx_index, l1_gas_used, fee_raw::text AS fee, l1_fee_raw::text AS l1, fee_asset FROM cross_chain.fees ORDER BY tx_index");
        await using System.IO.Compression.GZipStream json = new(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress);
        JsonArray receipts = (await JsonNode.ParseAsync(json, cancellationToken: TestContext.Current.CancellationToken))!["receipts"]!.AsArray();
        Assert.Equal(receipts.Count, rows.Length);
        Assert.Contains(rows, row => (long)row["l1_gas_used"]! > 0);
        for (int i = 0; i < rows.Length; i++)
        {
            BigInteger price = Hex(receipts[i]!["effectiveGasPrice"]);
            Assert.Equal(Hex(receipts[i]!["gasUsed"]) * price, Number(rows[i]["fee"]));
            Assert.Equal(Hex(receipts[i]!["gasUsedForL1"]) * price, Number(rows[i]["l1"]));
        }
    }

    [Fact]
    public async Task The_fee_for_data_on_L1_is_added_on_the_OP_stack()
    {
        // A block of the simulated chain whose receipts have what op-geth's have since Isthmus.
        Assert.True(await _weir.RunAsync(
            "backfill", "--source", "sim:seed=3,blocks=8,chain=8453", "--to", Warehouse, "--verify", "off") == 0, _weir.Error);
        await EditAsync("""
            UPDATE transactions SET receipt_chain_fields =
                '{"l1Fee":"0x2540be400","operatorFeeConstant":"0x7","operatorFeeScalar":"0xf4240"}' WHERE transaction_index = 0
            """);
        JsonNode[] rows = await RowsAsync(
            "SELECT l1_fee_raw::text AS l1, operator_fee_raw::text AS op, gas_used::text AS gas, "
            + "(fee_raw - execution_fee_raw)::text AS more FROM cross_chain.fees WHERE tx_index = 0");
        Assert.NotEmpty(rows);
        foreach (JsonNode row in rows)
        {
            Assert.Equal(10_000_000_000, Number(row["l1"]));
            Assert.Equal(Number(row["gas"]) + 7, Number(row["op"]));
            Assert.Equal(Number(row["l1"]) + Number(row["op"]), Number(row["more"]));
        }
    }

    [Fact]
    public async Task An_asset_has_one_name_and_one_unit_on_all_chains()
    {
        (int Chain, string Usdc, string Amount)[] chains =
        [
            (1, "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", "5000000"),
            (56, "0x8ac76a51cc950d9822d68b83fe1ad97b32cd580d", "5000000000000000000"),
            (8_453, "0xd9aaec86b65d86f6a7b5b1b0c42ffa531710b6ca", "5000000"),
        ];
        foreach ((int chain, string usdc, string amount) in chains)
        {
            Assert.True(await _weir.RunAsync(
                "backfill", "--source", $"sim:seed=2,blocks=8,chain={chain}", "--to", Warehouse, "--verify", "off") == 0, _weir.Error);
            await EditAsync($"""
                UPDATE token_transfers SET token_address = '{usdc}', value = {amount}::BIGNUM
                WHERE chain_id = {chain} AND standard = 'erc20'
                """);
        }

        JsonNode[] rows = await RowsAsync(
            "SELECT chain_id, min(asset) AS asset, min(amount) AS least, max(amount) AS most, min(asset_form) AS form FROM cross_chain.transfers "
            + "WHERE asset IS NOT NULL GROUP BY chain_id ORDER BY chain_id");
        Assert.Equal(["native", "bridged", "bridged"], rows.Select(row => (string)row["form"]!));
        Assert.All(rows, row => Assert.Equal("USDC 5 5", $"{row["asset"]} {row["least"]} {row["most"]}"));
    }

    private Task EditAsync(string sql) => WarehouseEdit.RunAsync(_weir.Path("w.duckdb"), sql);

    private async Task<JsonNode[]> RowsAsync(string sql)
    {
        Assert.True(await _weir.RunAsync("query", sql, "--warehouse", Warehouse, "--json") == 0, _weir.Error);
        return [.. _weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private static BigInteger Number(JsonNode? node) => BigInteger.Parse(node!.ToString(), CultureInfo.InvariantCulture);

    private static BigInteger Hex(JsonNode? node) => node is null ? BigInteger.Zero
        : BigInteger.Parse("0" + node.ToString()[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
