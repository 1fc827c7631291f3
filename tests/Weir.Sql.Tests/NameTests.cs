using Weir.Core.Errors;

namespace Weir.Sql.Tests;

/// <summary>
/// Names that are an alias and a column: what GoogleSQL's engine, DuckDB 1.5 and PostgreSQL 15 were asked.
/// </summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("bigquery", "duckdb", "SELECT CAST(ts AS DATE) AS ts, COUNT(*) AS n FROM t GROUP BY ts",
        "SELECT CAST(ts AS DATE) AS ts, COUNT(*) AS n FROM t GROUP BY CAST(ts AS DATE)")]
    [InlineData("bigquery", "postgres", "SELECT 'x' AS kind, kind AS k FROM (SELECT 1 AS kind) AS t GROUP BY kind, k",
        "SELECT 'x' AS kind, kind AS k FROM (SELECT 1 AS kind) AS t GROUP BY 1, k")]
    [InlineData("bigquery", "postgres", "SELECT -a AS a FROM t ORDER BY a + 0, a",
        "SELECT -a AS a FROM t ORDER BY -a + 0 NULLS FIRST, a NULLS FIRST")]
    [InlineData("bigquery", "duckdb", "SELECT -a AS a, COUNT(*) AS n FROM t GROUP BY a HAVING a < 0",
        "SELECT -a AS a, COUNT(*) AS n FROM t GROUP BY -a HAVING -a < 0")]
    [InlineData("bigquery", "snowflake", "SELECT -a AS a FROM t WHERE TRUE QUALIFY ROW_NUMBER() OVER (ORDER BY a) = 1",
        "SELECT -a AS a FROM t WHERE TRUE QUALIFY ROW_NUMBER() OVER (ORDER BY -a NULLS FIRST) = 1")]
    [InlineData("postgres", "bigquery", "SELECT CAST(ts AS DATE) AS ts, COUNT(*) AS n FROM t GROUP BY ts",
        "SELECT CAST(ts AS DATE) AS ts, COUNT(*) AS n FROM t GROUP BY t.ts")]
    [InlineData("duckdb", "bigquery", "SELECT -a AS a FROM t AS u QUALIFY ROW_NUMBER() OVER (ORDER BY a) = 1",
        "SELECT -a AS a FROM t AS u QUALIFY ROW_NUMBER() OVER (ORDER BY u.a NULLS LAST) = 1")]
    [InlineData("duckdb", "postgres", "SELECT -a AS a FROM t QUALIFY a > 0 AND ROW_NUMBER() OVER (ORDER BY a) = 1",
        "SELECT a FROM (SELECT -a AS a, a AS _v, ROW_NUMBER() OVER (ORDER BY a) AS _w FROM t) AS _t WHERE _v > 0 AND _w = 1")]
    [InlineData("bigquery", "duckdb", "SELECT DATE(a) AS day FROM t GROUP BY day",
        "SELECT CAST(a AS DATE) AS day FROM t GROUP BY day")]
    [InlineData("duckdb", "bigquery",
        "WITH fee AS (SELECT 1 AS fee) SELECT fee, COUNT(*) AS n FROM fee WHERE fee > 0 GROUP BY fee HAVING fee > 0", "WITH fee AS (SELECT 1 AS fee) SELECT fee.fee, COUNT(*) AS n FROM fee WHERE fee.fee > 0 GROUP BY fee HAVING fee > 0")]
    [InlineData("postgres", "bigquery", "WITH d AS (SELECT 1 AS d) SELECT d + 1 AS x FROM d ORDER BY d",
        "WITH d AS (SELECT 1 AS d) SELECT d.d + 1 AS x FROM d ORDER BY d.d NULLS LAST")]
    public void A_name_is_what_the_source_takes_it_for(string from, string to, string sql, string expected) =>
        Assert.Equal(expected, SqlTranslator.Translate(sql, from, to));

    [Fact]
    public void A_column_that_nothing_tells_from_the_alias_is_refused()
    {
        SqlUnsupportedException refusal = Assert.Throws<SqlUnsupportedException>(() => SqlTranslator.Translate(
            "SELECT -a AS a, COUNT(*) FROM t JOIN u USING (k) GROUP BY a", "postgres", "bigquery"));
        Assert.Contains("an alias and a column", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_collides_with_a_column_of_the_schema()
    {
        SqlSchema schema = new();
        schema.Add("t", "day", "text");
        schema.Add("t", "a", "timestamp");
        Assert.Equal("SELECT CAST(a AT TIME ZONE 'UTC' AS DATE) AS day FROM t GROUP BY CAST(a AT TIME ZONE 'UTC' AS DATE)", SqlTranslator.Translate(
            "SELECT DATE(a) AS day FROM t GROUP BY day", "bigquery", "duckdb", new SqlOptions { Schema = schema }));
    }
}
