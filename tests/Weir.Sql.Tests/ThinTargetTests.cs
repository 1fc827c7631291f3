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
    [InlineData("flink", "SELECT AVG(v), STDDEV(v), x || 1 FROM t",
        "SELECT AVG(CAST(v AS DOUBLE)), STDDEV_SAMP(CAST(v AS DOUBLE)), x || CAST(1 AS STRING) FROM t")]
    [InlineData("flink", "SELECT a + 1 AS b, c AS d, COUNT(*) FROM t GROUP BY 1, d",
        "SELECT a + 1 AS b, c AS d, COUNT(*) FROM t GROUP BY a + 1, c")]
    [InlineData("flink", "SELECT x FROM (VALUES (1), (NULL)) AS t(x)",
        "SELECT x FROM (VALUES 1, CAST(NULL AS BIGINT)) AS t(x)")]
    [InlineData("flink", "SELECT LENGTH(a), a ~ 'b', BOOL_AND(c > 1) FROM t",
        "SELECT CHAR_LENGTH(a), REGEXP(a, 'b'), MIN(CASE WHEN c > 1 THEN 1 WHEN NOT (c > 1) THEN 0 END) = 1 FROM t")]
    [InlineData("flink", "SELECT 1 WHERE EXISTS (SELECT 1 FROM t)",
        "SELECT 1 FROM (VALUES 1) AS _one(_n) WHERE EXISTS(SELECT 1 FROM t)")]
    [InlineData("flink", "SELECT CAST(2.5 AS INT), 10 / 3.0", "SELECT CAST(ROUND(2.5) AS INT), CAST(10 AS DOUBLE) / 3.0")]
    [InlineData("spark", "SELECT CAST(2.5 AS INT)", "SELECT CAST(ROUND(2.5) AS INT)")]
    [InlineData("trino", "SELECT a + 1 AS b, COUNT(*) FROM t GROUP BY b", "SELECT a + 1 AS b, COUNT(*) FROM t GROUP BY a + 1")]
    [InlineData("tsql", "SELECT AVG(v) FROM t", "SELECT AVG(CAST(v AS FLOAT)) FROM t")]
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
    [InlineData("flink", "SELECT NULL")]
    [InlineData("flink", "SELECT 5 & 3")]
    [InlineData("flink", "SELECT 2 = ANY(ARRAY[1, 2])")]
    [InlineData("flink", "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT n FROM r")]
    [InlineData("flink", "SELECT CUME_DIST() OVER (ORDER BY x) FROM t")]
    [InlineData("trino", "SELECT (ARRAY[1, 2, 3])[2:3]")]
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
    [InlineData("flink", "SELECT CAST(a AS INT) FROM t", "drops the fraction")]
    [InlineData("clickhouse", "SELECT a FROM t LEFT JOIN u ON t.x = u.x", "join_use_nulls")]
    public void What_depends_on_settings_is_said(string to, string sql, string word) =>
        Assert.Contains(word, Assert.Single(SqlTranslator.TranslateWithWarnings(sql, "postgres", to).Warnings).Message,
            StringComparison.Ordinal);
}
