namespace Weir.Sql.Tests;

/// <summary>uint256 columns: what the data model promises of them in each warehouse.</summary>
public sealed class WideAmountTests
{
    private static readonly SqlSchema Schema = Transfers();

    [Theory]
    [InlineData("SELECT SUM(value) FROM token_transfers", "SELECT SUM(value_double) FROM token_transfers")]
    [InlineData("SELECT t.value - t.value FROM token_transfers AS t",
        "SELECT t.value_double - t.value_double FROM token_transfers AS t")]
    [InlineData(
        "SELECT 1 FROM token_transfers WHERE value > 10", "SELECT 1 FROM token_transfers WHERE value_double > 10")]
    [InlineData("SELECT 1 FROM token_transfers WHERE value = 10", "SELECT 1 FROM token_transfers WHERE value = '10'")]
    [InlineData("SELECT 1 FROM token_transfers WHERE value IN (1, 2)",
        "SELECT 1 FROM token_transfers WHERE value IN ('1', '2')")]
    [InlineData("SELECT value, COUNT(*) FROM token_transfers GROUP BY value",
        "SELECT value, COUNT(*) FROM token_transfers GROUP BY value")]
    [InlineData("SELECT 1 FROM token_transfers AS a JOIN token_transfers AS b ON a.value = b.value",
        "SELECT 1 FROM token_transfers AS a JOIN token_transfers AS b ON a.value = b.value")]
    [InlineData("SELECT log_index FROM token_transfers ORDER BY value NULLS LAST",
        "SELECT log_index FROM token_transfers ORDER BY value_double NULLS LAST")]
    [InlineData("WITH c AS (SELECT value FROM token_transfers) SELECT MAX(value) FROM c",
        "WITH c AS (SELECT value FROM token_transfers) SELECT MAX(CAST(value AS FLOAT64)) FROM c")]
    [InlineData("SELECT SUM(CASE WHEN log_index > 9 THEN value ELSE 0 END) FROM token_transfers",
        "SELECT SUM(CASE WHEN log_index > 9 THEN value_double ELSE 0 END) FROM token_transfers")]
    [InlineData("SELECT GREATEST(MAX(value), 5) FROM token_transfers",
        "SELECT GREATEST(COALESCE(MAX(value_double), 5), COALESCE(5, MAX(value_double))) FROM token_transfers")]
    [InlineData("WITH token_transfers AS (SELECT 1 AS value) SELECT MAX(value) FROM token_transfers",
        "WITH token_transfers AS (SELECT 1 AS value) SELECT MAX(value) FROM token_transfers")]
    public void In_BigQuery_amounts_compute_and_order_by_their_double(string sql, string expected) =>
        Assert.Equal(expected, Translate(sql, "bigquery").Sql);

    [Fact]
    public void The_double_is_warned_of() =>
        Assert.Single(Translate("SELECT MAX(value) FROM token_transfers", "snowflake").Warnings);

    [Fact]
    public void In_Snowflake_amounts_order_by_their_double() =>
        Assert.Equal("SELECT value FROM token_transfers ORDER BY value_double",
            Translate("SELECT value FROM token_transfers ORDER BY value", "snowflake").Sql);

    [Theory]
    [InlineData("SELECT value * 2 FROM token_transfers", "SELECT value * 2 FROM token_transfers")]
    [InlineData("SELECT value % 2 FROM token_transfers", "SELECT value % 2 FROM token_transfers")]
    [InlineData("SELECT AVG(value) FROM token_transfers", "SELECT AVG(value) FROM token_transfers")]
    [InlineData("SELECT value / 1e18 FROM token_transfers", "SELECT value / 1000000000000000000 FROM token_transfers")]
    [InlineData("SELECT value + 0.5 FROM token_transfers", "SELECT value + 0.5 FROM token_transfers")]
    public void What_DuckDB_computes_as_a_double_is_said(string sql, string expected)
    {
        SqlTranslation translation = Translate(sql, "duckdb");
        Assert.Equal(expected, translation.Sql);
        Assert.Contains("15 to 17 digits", Assert.Single(translation.Warnings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres", "SELECT value > 1e18 FROM token_transfers",
        "SELECT value > 1000000000000000000 FROM token_transfers")]
    [InlineData(
        "postgres", "SELECT value = 0.5 FROM token_transfers", "SELECT (value < 0 AND value > 0) FROM token_transfers")]
    [InlineData("postgres", "SELECT value >= 2.5 FROM token_transfers", "SELECT value >= 3 FROM token_transfers")]
    [InlineData("bigquery", "SELECT SUM(SAFE_CAST(value AS NUMERIC)) FROM token_transfers",
        "SELECT SUM(value) FROM token_transfers")]
    [InlineData("snowflake", "SELECT TRY_TO_NUMBER(value) FROM token_transfers", "SELECT value FROM token_transfers")]
    [InlineData("snowflake", "SELECT value::NUMBER(38, 2) FROM token_transfers",
        "SELECT CAST(CAST(value AS TEXT) AS DECIMAL(38, 2)) FROM token_transfers")]
    [InlineData("duckdb", "SELECT TRY_CAST(value AS BIGINT) FROM token_transfers",
        "SELECT TRY_CAST(CAST(value AS TEXT) AS BIGINT) FROM token_transfers")]
    [InlineData("duckdb", "SELECT 1 FROM token_transfers WHERE value > 1e38",
        "SELECT 1 FROM token_transfers WHERE value > CAST('100000000000000000000000000000000000000' AS BIGNUM)")]
    [InlineData("postgres", "SELECT ABS(value) FROM token_transfers",
        "SELECT CASE WHEN value < 0 THEN -value ELSE value END FROM token_transfers")]
    [InlineData("postgres", "SELECT COALESCE(SUM(value), 0.0) FROM token_transfers",
        "SELECT COALESCE(SUM(value), 0) FROM token_transfers")]
    public void In_DuckDB_constants_and_casts_keep_every_digit(string from, string sql, string expected)
    {
        SqlTranslation translation =
            SqlTranslator.TranslateWithWarnings(sql, from, "duckdb", new SqlOptions { Schema = Schema });
        Assert.Equal(expected, translation.Sql);
        Assert.Empty(translation.Warnings);
    }

    [Theory]
    [InlineData("duckdb", "SELECT value / 1000 FROM token_transfers")]
    [InlineData("postgres", "SELECT CAST(value AS DOUBLE PRECISION) / 1000 FROM token_transfers")]
    [InlineData("bigquery", "SELECT value_double / 1000 FROM token_transfers")]
    public void A_quotient_is_a_double_everywhere(string to, string expected) =>
        Assert.Equal(expected, Translate("SELECT value / 1000 FROM token_transfers", to).Sql);

    private static SqlTranslation Translate(string sql, string to) =>
        SqlTranslator.TranslateWithWarnings(sql, "postgres", to, new SqlOptions { Schema = Schema });

    private static SqlSchema Transfers()
    {
        SqlSchema schema = new();
        schema.Add("token_transfers", "value", "uint256");
        schema.Add("token_transfers", "log_index", "int64");
        return schema;
    }
}
