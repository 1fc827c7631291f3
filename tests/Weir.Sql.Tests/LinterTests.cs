namespace Weir.Sql.Tests;

public sealed class LinterTests
{
    [Theory]
    [InlineData("duckdb", "SELECT a FROM t WHERE ROW_NUMBER() OVER (PARTITION BY a ORDER BY id) = 1", "window-in-where", "SELECT a FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY id) = 1")]
    [InlineData("postgres", "SELECT price, LAG(price) OVER (PARTITION BY pool ORDER BY id) AS before FROM t WHERE price > 10", "filter-before-window", "SELECT price, before FROM (SELECT price, LAG(price) OVER (PARTITION BY pool ORDER BY id) AS before FROM t) AS windowed WHERE price > 10")]
    [InlineData("postgres", "SELECT a.tx_hash FROM swaps AS a JOIN swaps AS b ON a.pool = b.pool", "self-match", "SELECT a.tx_hash FROM swaps AS a JOIN swaps AS b ON a.pool = b.pool AND a.tx_hash <> b.tx_hash")]
    [InlineData("postgres", "SELECT ROW_NUMBER() OVER (ORDER BY block_number) AS n FROM t", "missing-tie-break", "SELECT ROW_NUMBER() OVER (ORDER BY block_number, log_index) AS n FROM t")]
    [InlineData("postgres", "SELECT AVG(p) OVER (ORDER BY d ROWS BETWEEN 7 PRECEDING AND CURRENT ROW) AS avg_7d FROM t", "frame-off-by-one", "SELECT AVG(p) OVER (ORDER BY d ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS avg_7d FROM t")]
    [InlineData("postgres", "SELECT a FROM t ORDER BY a DESC LIMIT 5", "null-order-drift", "SELECT a FROM t ORDER BY a DESC NULLS LAST LIMIT 5")]
    [InlineData("postgres", "SELECT COUNT(a) / COUNT(*) AS share FROM t", "integer-division", "SELECT CAST(COUNT(a) AS DOUBLE PRECISION) / COUNT(*) AS share FROM t")]
    [InlineData("postgres", "SELECT SUM(value) / 1e18 AS eth FROM transactions", "float-money", "SELECT CAST(SUM(value) AS DECIMAL) / 1000000000000000000 AS eth FROM transactions")]
    public void A_finding_comes_with_the_query_mended(string dialect, string sql, string rule, string mended)
    {
        SqlFinding finding = Assert.Single(SqlLinter.Lint(sql, dialect));
        Assert.Equal(rule, finding.Rule);
        Assert.Equal(mended, finding.Rewritten);
        Assert.Empty(SqlLinter.Lint(finding.Rewritten, dialect));
    }

    [Theory]
    [InlineData("SELECT a, SUM(b) FROM t GROUP BY a ORDER BY a")]
    [InlineData("SELECT a.id FROM t AS a JOIN t AS b ON a.pool = b.pool AND a.id < b.id")]
    [InlineData("SELECT ROW_NUMBER() OVER (ORDER BY block_number, log_index) FROM t")]
    public void A_sound_query_has_no_findings(string sql) => Assert.Empty(SqlLinter.Lint(sql, "postgres"));
}
