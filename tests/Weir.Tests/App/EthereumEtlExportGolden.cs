namespace Weir.Tests.App;

/// <summary>
/// <c>--schema ethereum-etl</c> beside what ethereum-etl 2.4.2 wrote for the same chain
/// (eng/proofs/ethereum-etl-golden.sh), byte for byte.
/// </summary>
public sealed class EthereumEtlExportGolden
{
    [Theory]
    [InlineData("csv", "csv")]
    [InlineData("jsonl", "json")]
    public async Task Files_equal_those_of_ethereum_etl_byte_for_byte(string format, string theirEnding)
    {
        using CommandLine weir = new();
        string warehouse = $"duckdb:{weir.Path("etl.duckdb")}";
        Assert.Equal(0,
            await weir.RunAsync("backfill", "--source", "sim:seed=11,blocks=20,txs=8", "--to", warehouse, "--quiet"));
        string[] tables = ["blocks", "transactions", "receipts", "logs", "token_transfers"];
        int code = await weir.RunAsync(
            ["export", .. tables, "--schema", "ethereum-etl", "--warehouse", warehouse, "--to",
                $"files:{weir.Path("out")}?format={format}"]);
        Assert.True(code == 0, weir.Error);
        foreach (string table in tables)
        {
            string theirs =
                Path.Combine(Golden.Root, "tests", "Weir.Tests", "Golden", "ethereum-etl", $"{table}.{theirEnding}");
            Assert.Equal(await File.ReadAllTextAsync(theirs),
                await File.ReadAllTextAsync(Path.Combine(weir.Path("out"), $"{table}.{format}")));
        }
    }
}
