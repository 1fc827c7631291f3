using Weir.Core.Errors;

namespace Weir.Sql.Tests;

/// <summary>
/// Targets of which a part is covered: what is written means the same there, the rest is refused;
/// eng/proofs/sql-thin.py runs them.
/// </summary>
public sealed class ThinTargetTests
{
    [Theory]
    [InlineData("tsql", "SELECT a FROM t ORDER BY a LIMIT 5 OFFSET 2",
        "SELECT a FROM t ORDER BY CASE WHEN a IS NULL THEN 1 ELSE 0 END, a OFFSET 2 ROWS FETCH NEXT 5 ROWS ONLY")]
    [InlineData("tsql", "SELECT a FROM t LIMIT 5", "SELECT TOP 5 a FROM t")]
    [InlineData("tsql", "SELECT a || 'x' FROM t", "SELECT CASE WHEN a IS NOT NULL THEN CONCAT(a, 'x') END FROM t")]
    [InlineData(
        "tsql", "SELECT a + 1 AS b, COUNT(*) FROM t GROUP BY 1", "SELECT a + 1 AS b, COUNT(*) FROM t GROUP BY a + 1")]
    [InlineData("mysql", "SELECT GREATEST(1, NULL)", "SELECT GREATEST(COALESCE(1, NULL), COALESCE(NULL, 1))")]
    [InlineData("trino", "SELECT GREATEST(1, NULL)", "SELECT GREATEST(COALESCE(1, NULL), COALESCE(NULL, 1))")]
    [InlineData("mysql", "SELECT LENGTH(a), x::int, y::text FROM t",
        "SELECT CHAR_LENGTH(a), CAST(x AS SIGNED), CAST(y AS CHAR) FROM t")]
    [InlineData("sqlite", "SELECT a FROM (VALUES (1), (2)) AS t(a) WHERE a LIKE 'A%'",
        "SELECT a FROM (SELECT 1 AS a UNION ALL SELECT 2) AS t WHERE a GLOB 'A*'")]
    [InlineData("sqlite", "SELECT GREATEST(a, b), 5 # 3 FROM t",
        "SELECT MAX(COALESCE(a, b), COALESCE(b, a)), ((5) | (3)) - ((5) & (3)) FROM t")]
    public void What_is_covered_means_the_same(string to, string sql, string expected) =>
        Assert.Equal(expected, SqlTranslator.Translate(sql, "postgres", to));

    [Theory]
    [InlineData("sqlite", "SELECT DATE_TRUNC('day', ts) FROM t")]
    [InlineData("sqlite", "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x) FROM t")]
    [InlineData("mysql", "SELECT x::numeric FROM t")]
    [InlineData("mysql", "SELECT ARRAY[1, 2]")]
    [InlineData("mysql", "SELECT a FROM t FULL JOIN u ON t.x = u.x")]
    [InlineData("tsql", "SELECT TRUE")]
    [InlineData("tsql", "SELECT NOW() - INTERVAL '1 day'")]
    [InlineData("trino", "SELECT j ->> 'a' FROM t")]
    [InlineData("clickhouse", "SELECT SPLIT_PART(a, ',', 1) FROM t")]
    [InlineData("redshift", "SELECT UNNEST(a) FROM t, UNNEST(b) AS u")]
    [InlineData("flink", "SELECT DATE_TRUNC('hour', ts) FROM t")]
    [InlineData("deltastream", "SELECT SQRT(x) FROM t OFFSET 5")]
    public void What_is_not_covered_is_refused(string to, string sql) =>
        Assert.Throws<SqlUnsupportedException>(() => SqlTranslator.Translate(sql, "postgres", to));

    [Theory]
    [InlineData("mysql", "SELECT DATE_FORMAT(a, '%Y') FROM t")]
    [InlineData("sqlite", "SELECT JULIANDAY(a), a -> 'b' FROM t")]
    [InlineData("clickhouse", "SELECT arrayJoin([1, 2])")]
    public void A_text_of_its_own_dialect_is_not_asked(string dialect, string sql) =>
        Assert.NotEmpty(SqlTranslator.Translate(sql, dialect, dialect));

    [Theory]
    [InlineData("mysql", "SELECT a FROM t WHERE b = 'x'", "collation")]
    [InlineData("mysql", "SELECT STDDEV(a) FROM t", "population")]
    [InlineData("clickhouse", "SELECT a FROM t LEFT JOIN u ON t.x = u.x", "join_use_nulls")]
    public void What_depends_on_settings_is_said(string to, string sql, string word) =>
        Assert.Contains(word, Assert.Single(SqlTranslator.TranslateWithWarnings(sql, "postgres", to).Warnings).Message,
            StringComparison.Ordinal);
}
