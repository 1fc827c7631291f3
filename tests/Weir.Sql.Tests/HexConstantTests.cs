namespace Weir.Sql.Tests;

/// <summary>Addresses and hashes are stored in lower case: the capitals of EIP-55 are a checksum.</summary>
public sealed class HexConstantTests
{
    private const string Mixed = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48";
    private const string Lower = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";

    [Theory]
    [InlineData("SELECT 1 FROM token_transfers WHERE token_address = '@'")]
    [InlineData("SELECT 1 FROM token_transfers AS t WHERE '@' <> t.token_address")]
    [InlineData("SELECT 1 FROM token_transfers WHERE from_address IN ('@', '0x')")]
    [InlineData("SELECT CASE token_address WHEN '@' THEN 1 END AS x FROM token_transfers")]
    [InlineData("SELECT 1 FROM (SELECT token_address AS a FROM token_transfers) AS t WHERE a = '@'")]
    [InlineData("WITH t AS (SELECT token_address AS a FROM token_transfers) SELECT COUNT(*) AS n FROM t WHERE a = '@'")]
    public void A_constant_beside_an_address_is_lowered(string sql)
    {
        SqlOptions options = new() { Schema = EverydayQueries.Schema };
        foreach (string to in (ReadOnlySpan<string>)["duckdb", "postgres"])
        {
            Assert.Contains(Lower, SqlTranslator.Translate(
                sql.Replace("@", Mixed, StringComparison.Ordinal), "bigquery", to, options), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_parameter_beside_an_address_is_lowered() =>
        Assert.Equal("SELECT 1 FROM tokens WHERE address = LOWER($who)",
            SqlTranslator.Translate("SELECT 1 FROM tokens WHERE address = @who", "bigquery", "duckdb",
                new SqlOptions { Schema = EverydayQueries.Schema }));

    [Theory]
    [InlineData("SELECT 1 FROM tokens WHERE symbol = '0xAB'")]
    [InlineData("SELECT 1 FROM elsewhere WHERE address = '0xAB'")]
    public void Other_texts_stay(string sql) =>
        Assert.Equal(sql,
            SqlTranslator.Translate(sql, "bigquery", "duckdb", new SqlOptions { Schema = EverydayQueries.Schema }));
}
