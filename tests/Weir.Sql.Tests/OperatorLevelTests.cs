namespace Weir.Sql.Tests;

/// <summary>
/// Operators without brackets: each engine was asked how it groups them (eng/proofs/sql-brackets.py asks 1,200 more).
/// </summary>
public sealed class OperatorLevelTests
{
    [Theory]
    [InlineData("bigquery", "duckdb", "SELECT 1 | 3 & 4", "SELECT 1 | (3 & 4)")]
    [InlineData("bigquery", "postgres", "SELECT 3 ^ 1 | 2", "SELECT 3 # 1 | 2")]
    [InlineData("bigquery", "postgres", "SELECT 2 * ~1 * 3", "SELECT 2 * (~1) * 3")]
    [InlineData("bigquery", "duckdb", "SELECT ~1 + 3", "SELECT (~1) + 3")]
    [InlineData("duckdb", "bigquery", "SELECT 1 | 3 & 4", "SELECT (1 | 3) & 4")]
    [InlineData("duckdb", "bigquery", "SELECT ~ 2 * 3", "SELECT ~(2 * 3)")]
    [InlineData("postgres", "bigquery", "SELECT ~ 2 - 2", "SELECT ~(2 - 2)")]
    [InlineData("postgres", "duckdb", "SELECT 1 + 2 << 3", "SELECT 1 + 2 << 3")]
    [InlineData("bigquery", "duckdb", "SELECT a >> 3 FROM t", "SELECT (a >> 3 & 2305843009213693951) FROM t")]
    [InlineData("bigquery", "postgres", "SELECT (a & 255) >> 3 FROM t", "SELECT (a & 255) >> 3 FROM t")]
    public void Operands_group_as_at_the_source(string from, string to, string sql, string expected) =>
        Assert.Equal(expected, SqlTranslator.Translate(sql, from, to));
}
