namespace Weir.Sql.Tests;

public sealed class LinterTests
{
    [Theory]
    [InlineData("duckdb", "SELECT a FROM t WHERE ROW_NUMBER() OVER (PARTITION BY a ORDER BY id) = 1", "window-in-where",
        "SELECT a FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY id) = 1")]
    [InlineData("postgres",
        "SELECT price, LAG(price) OVER (PARTITION BY pool ORDER BY id) AS before FROM t WHERE price > 10", "filter-before-window", "SELECT price, before FROM (SELECT price, LAG(price) OVER (PARTITION BY pool ORDER BY id) AS before FROM t) AS windowed WHERE price > 10")]
    [InlineData("postgres", "SELECT a.tx_hash FROM swaps AS a JOIN swaps AS b ON a.pool = b.pool", "self-match",
        "SELECT a.tx_hash FROM swaps AS a JOIN swaps AS b ON a.pool = b.pool AND a.tx_hash <> b.tx_hash")]
    [InlineData("postgres", "SELECT ROW_NUMBER() OVER (ORDER BY block_number) AS n FROM t", "missing-tie-break",
        "SELECT ROW_NUMBER() OVER (ORDER BY block_number, log_index) AS n FROM t")]
    [InlineData("postgres", "SELECT AVG(p) OVER (ORDER BY d ROWS BETWEEN 7 PRECEDING AND CURRENT ROW) AS avg_7d FROM t",
        "frame-off-by-one", "SELECT AVG(p) OVER (ORDER BY d ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS avg_7d FROM t")]
    [InlineData("postgres", "SELECT a FROM t ORDER BY a DESC LIMIT 5", "null-order-drift",
        "SELECT a FROM t ORDER BY a DESC NULLS LAST LIMIT 5")]
    [InlineData("postgres", "SELECT COUNT(a) / COUNT(*) AS share FROM t", "integer-division",
        "SELECT CAST(COUNT(a) AS DOUBLE PRECISION) / COUNT(*) AS share FROM t")]
    [InlineData("postgres", "SELECT SUM(value) / 1e18 AS eth FROM transactions", "float-money",
        "SELECT CAST(SUM(value) AS DECIMAL) / 1000000000000000000 AS eth FROM transactions")]
    public void A_finding_comes_with_the_query_mended(string dialect, string sql, string rule, string mended)
    {
        SqlFinding finding = Assert.Single(SqlLinter.Lint(sql, dialect));
        Assert.Equal(rule, finding.Rule);
        Assert.Equal(mended, finding.Rewritten);
        Assert.Empty(SqlLinter.Lint(finding.Rewritten, dialect));
    }

    [Theory]
    [InlineData("SELECT a FROM t WHERE b = NULL OR NULL <> c", "null-comparison",
        "SELECT a FROM t WHERE b IS NULL OR c IS NOT NULL")]
    [InlineData("SELECT a FROM t WHERE b NOT IN (SELECT c FROM u WHERE d > 1)", "not-in-nullable",
        "SELECT a FROM t WHERE NOT b IN (SELECT c FROM u WHERE d > 1 AND c IS NOT NULL)")]
    [InlineData("SELECT t.a FROM t, u WHERE t.a > 1", "comma-join", "SELECT t.a FROM t CROSS JOIN u WHERE t.a > 1")]
    [InlineData("DELETE FROM t", "no-where", "DELETE FROM t WHERE 1 = 0")]
    [InlineData("UPDATE t SET a = 1", "no-where", "UPDATE t SET a = 1 WHERE 1 = 0")]
    public void A_condition_that_is_missing_or_never_true_is_found(string sql, string rule, string mended)
    {
        SqlFinding finding = Assert.Single(SqlLinter.Lint(sql, "postgres"));
        Assert.Equal(rule, finding.Rule);
        Assert.Equal(mended, finding.Rewritten);
        Assert.Empty(SqlLinter.Lint(finding.Rewritten, "postgres"));
    }

    [Fact]
    public void With_a_schema_columns_are_known()
    {
        SqlSchema schema = new();
        foreach ((string column, string type) in (ReadOnlySpan<(string, string)>)[("gas_used", "int64"),
            ("gas_limit", "int64"), ("number", "int64"), ("miner", "address")])
        {
            schema.Add("blocks", column, type);
        }
        SqlFinding division =
            Assert.Single(SqlLinter.Lint("SELECT gas_used / gas_limit AS share FROM blocks", "postgres", schema));
        Assert.Equal("integer-division", division.Rule);
        SqlFinding self = Assert.Single(SqlLinter.Lint(
            "SELECT a.miner FROM blocks AS a JOIN blocks AS b ON a.miner = b.miner", "postgres", schema));
        Assert.Contains("a.gas_used <> b.gas_used", self.Rewritten, StringComparison.Ordinal);
        SqlFinding tie =
            Assert.Single(
                SqlLinter.Lint(
                    "SELECT ROW_NUMBER() OVER (ORDER BY gas_used) AS n, ts FROM (SELECT gas_used, gas_limit AS log_index, number AS ts FROM blocks) AS b", "postgres", schema));
        Assert.Contains("ORDER BY gas_used, log_index", tie.Rewritten, StringComparison.Ordinal);
        Assert.Empty(
            SqlLinter.Lint("SELECT ROW_NUMBER() OVER (ORDER BY gas_used) AS n FROM blocks", "postgres", schema));
    }

    [Fact]
    public void A_template_of_dbt_is_named()
    {
        Weir.Core.Errors.SqlSyntaxException error =
            Assert.Throws<Weir.Core.Errors.SqlSyntaxException>(() => SqlTranslator.Translate(
                "SELECT * FROM {{ ref('orders') }}", "postgres", "duckdb"));
        Assert.Contains("dbt", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT t.a FROM t, u WHERE t.a = u.a")]
    [InlineData("SELECT a FROM t, UNNEST(t.b) AS u(a)")]
    [InlineData("SELECT a FROM t WHERE b NOT IN (SELECT c FROM u WHERE c IS NOT NULL)")]
    [InlineData("SELECT a, SUM(b) FROM t GROUP BY a ORDER BY a")]
    [InlineData("SELECT a.id FROM t AS a JOIN t AS b ON a.pool = b.pool AND a.id < b.id")]
    [InlineData("SELECT ROW_NUMBER() OVER (ORDER BY block_number, log_index) FROM t")]
    public void A_sound_query_has_no_findings(string sql) => Assert.Empty(SqlLinter.Lint(sql, "postgres"));
}
