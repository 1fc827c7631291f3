using Weir.Core.Errors;

namespace Weir.Sql.Tests;

/// <summary>
/// What the target has no word for and says by several of its own. The same statements run on three engines in
/// <c>eng/proofs/sql-engines.txt</c>; Snowflake's are read from its manual.
/// </summary>
public sealed class ComposedTests
{
    [Theory]
    [InlineData("snowflake", "bigquery", "SELECT a FROM t SAMPLE BERNOULLI (5)",
        "SELECT a FROM (SELECT * FROM t WHERE RAND() < 0.05) AS t")]
    [InlineData("snowflake", "bigquery", "SELECT a FROM t TABLESAMPLE (3 ROWS) SEED (82)",
        "SELECT a FROM (SELECT * FROM t ORDER BY FARM_FINGERPRINT(CONCAT('82', TO_JSON_STRING(t))) LIMIT 3) AS t")]
    [InlineData("duckdb", "bigquery", "SELECT * FROM t USING SAMPLE reservoir(50 ROWS)",
        "SELECT * FROM (SELECT * FROM t ORDER BY RAND() LIMIT 50) AS t")]
    [InlineData("duckdb", "snowflake", "SELECT * FROM t TABLESAMPLE (3)",
        "SELECT * FROM t TABLESAMPLE (3 ROWS)")]
    [InlineData("snowflake", "bigquery", "SELECT RANDSTR(3, RANDOM())",
        "SELECT (SELECT STRING_AGG(SUBSTR('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', CAST(FLOOR(RAND() * 62) AS INT64) + 1, 1), '') FROM UNNEST(GENERATE_ARRAY(1, 3)) AS _i)")]
    [InlineData("snowflake", "bigquery", "SELECT UNIFORM(1, 10, 5)",
        "SELECT CAST(FLOOR(1 + ABS(MOD(FARM_FINGERPRINT(CONCAT('a', TO_JSON_STRING(5))), 1000000007)) / 1000000007 * (10 - 1 + 1)) AS INT64)")]
    [InlineData("snowflake", "bigquery", "SELECT UUID_STRING(a, b) FROM t",
        "SELECT (SELECT CONCAT(SUBSTR(_h, 1, 8), '-', SUBSTR(_h, 9, 4), '-5', SUBSTR(_h, 14, 3), '-', FORMAT('%02x', CAST(CONCAT('0x', SUBSTR(_h, 17, 2)) AS INT64) & 63 | 128), SUBSTR(_h, 19, 2), '-', SUBSTR(_h, 21, 12)) FROM (SELECT TO_HEX(SHA1(CONCAT(FROM_HEX(REPLACE(a, '-', '')), CAST(b AS BYTES)))) AS _h)) FROM t")]
    [InlineData("snowflake", "bigquery", "SELECT REGR_SXY(y, x) FROM t",
        "SELECT COVAR_POP(y, x) * COUNT(IF(y IS NULL, NULL, x)) FROM t")]
    [InlineData("snowflake", "bigquery", "SELECT STRTOK('a$b/cg', '$/.', 2)",
        "SELECT REGEXP_EXTRACT('a$b/cg', '[^$/.]+', 1, 2)")]
    [InlineData("snowflake", "bigquery", "SELECT LIKE(c, 'a!_b\\\\\\\\', '!') FROM t",
        "SELECT c LIKE 'a\\\\_b\\\\\\\\\\\\\\\\' FROM t")]
    [InlineData("snowflake", "bigquery", "SELECT APPROX_PERCENTILE(a, 0.25) FROM t",
        "SELECT APPROX_QUANTILES(a, 4)[OFFSET(1)] FROM t")]
    [InlineData("snowflake", "bigquery", "SELECT MAP_INSERT(CAST(m AS MAP(VARCHAR, VARCHAR)), 'b', '2') FROM t",
        "SELECT JSON_SET(CAST(m AS JSON), '$.b', '2') FROM t")]
    [InlineData("snowflake", "bigquery", "SELECT * FROM t UNPIVOT(a FOR b IN (c, d)) UNPIVOT(e FOR f IN (g, h))",
        "SELECT * FROM (SELECT * FROM t UNPIVOT(a FOR b IN (c, d))) UNPIVOT(e FOR f IN (g, h))")]
    [InlineData("snowflake", "bigquery", "SELECT value['x'] FROM TABLE(FLATTEN(INPUT => [OBJECT_CONSTRUCT('x', 1)])) AS f",
        "SELECT value['x'] FROM UNNEST(ARRAY(SELECT AS STRUCT value, _position AS index FROM UNNEST([JSON_OBJECT('x', 1)]) AS value WITH OFFSET AS _position)) AS f")]
    [InlineData("snowflake", "bigquery", "SELECT CURRENT_DATABASE(), CURRENT_SESSION()",
        "SELECT @@dataset_project_id, @@session_id")]
    [InlineData("snowflake", "bigquery", "SELECT DATEADD(HOUR, 2.5, t) FROM x",
        "SELECT DATE_ADD(t, INTERVAL 3 HOUR) FROM x")]
    [InlineData("snowflake", "duckdb", "SELECT DATEADD(HOUR, -2.5, t) FROM x",
        "SELECT t + INTERVAL (-3) HOUR FROM x")]
    [InlineData("snowflake", "duckdb", "SELECT * FROM t PIVOT(SUM(a) FOR q IN ('x') DEFAULT ON NULL (0)) AS p",
        "SELECT * FROM (SELECT * REPLACE (COALESCE(\"'x'\", 0) AS \"'x'\") FROM t PIVOT(SUM(a) FOR q IN ('x' AS \"'x'\"))) AS p")]
    [InlineData("snowflake", "duckdb", "SELECT BASE64_DECODE_BINARY(x, '-_+'), BASE64_ENCODE(x, 20) FROM t",
        "SELECT FROM_BASE64(TRANSLATE(x, '-_+', '+/=')), RTRIM(REGEXP_REPLACE(TO_BASE64(x), '(.{' || 20 || '})', '\\1' || CHR(10), 'g'), CHR(10)) FROM t")]
    [InlineData("snowflake", "duckdb", "SELECT $2 FROM VALUES (1, 'a')",
        "SELECT column2 FROM (VALUES (1, 'a')) AS _v(column1, column2)")]
    [InlineData("snowflake", "duckdb", "SELECT TRANSFORM(x, a INT -> a + 1) FROM t",
        "SELECT LIST_TRANSFORM(x, a -> CAST(a AS INT) + 1) FROM t")]
    [InlineData("snowflake", "duckdb", "SELECT :1",
        "SELECT $1")]
    [InlineData("snowflake", "duckdb", "SELECT CAST(a AS ARRAY) FROM t",
        "SELECT CAST(a AS JSON[]) FROM t")]
    [InlineData("bigquery", "snowflake", "SELECT FORMAT_DATE('%G-%V %e', d) FROM t",
        "SELECT CAST(YEAROFWEEKISO(CAST(d AS DATE)) AS VARCHAR) || '-' || LPAD(CAST(WEEKISO(CAST(d AS DATE)) AS VARCHAR), 2, '0') || ' ' || LPAD(CAST(DAY(CAST(d AS DATE)) AS VARCHAR), 2, ' ') FROM t")]
    [InlineData("duckdb", "snowflake", "SELECT STRFTIME(d, '%-m/%A') FROM t",
        "SELECT CAST(MONTH(d) AS VARCHAR) || '/' || DECODE(DAYOFWEEKISO(d), 1, 'Monday', 2, 'Tuesday', 3, 'Wednesday', 4, 'Thursday', 5, 'Friday', 6, 'Saturday', 7, 'Sunday') FROM t")]
    [InlineData("bigquery", "snowflake", "SELECT GENERATE_DATE_ARRAY('2024-01-05', d, INTERVAL 1 MONTH) FROM t",
        "SELECT FILTER(TRANSFORM(ARRAY_GENERATE_RANGE(0, DATEDIFF(MONTH, CAST('2024-01-05' AS DATE), CAST(d AS DATE)) + 1), _i INT -> DATEADD(MONTH, _i, CAST('2024-01-05' AS DATE))), _d -> CAST(_d AS DATE) <= CAST(d AS DATE)) FROM t")]
    [InlineData("bigquery", "snowflake", "SELECT GENERATE_DATE_ARRAY(a, b, INTERVAL 2 WEEK) FROM t",
        "SELECT TRANSFORM(ARRAY_GENERATE_RANGE(0, FLOOR(DATEDIFF(DAY, CAST(a AS DATE), CAST(b AS DATE)) / 14) + 1), _i INT -> DATEADD(DAY, _i * 14, CAST(a AS DATE))) FROM t")]
    [InlineData("postgres", "snowflake", "SELECT t + INTERVAL '1.5 01:' FROM x",
        "SELECT t + INTERVAL '1 day, 13 hour' FROM x")]
    [InlineData("postgres", "snowflake", "SELECT JUSTIFY_HOURS(INTERVAL '50 hours')",
        "SELECT INTERVAL '2 day, 2 hour'")]
    [InlineData("postgres", "snowflake", "SELECT j ?& array['a', 'b'] FROM t",
        "SELECT ARRAY_SIZE(ARRAY_EXCEPT(['a', 'b'], CASE WHEN IS_OBJECT(j) THEN OBJECT_KEYS(j) WHEN NOT j IS NULL THEN FILTER(TO_ARRAY(j), _e -> TYPEOF(_e) = 'VARCHAR') END)) = 0 FROM t")]
    [InlineData("postgres", "snowflake", "SELECT * FROM JSON_TO_RECORDSET(z) AS y(rank INT)",
        "SELECT * FROM LATERAL (SELECT CAST(JSON_EXTRACT_PATH_TEXT(_e, 'rank') AS INT) AS rank FROM TABLE(FLATTEN(INPUT => CAST(z AS ARRAY))) AS _u(seq, key, path, index, _e, this)) AS y")]
    [InlineData("bigquery", "snowflake", "SELECT JSON_REMOVE(j, '$.a'), JSON_SET(j, '$.a', 1) FROM t",
        "SELECT IFF(IS_OBJECT(j), OBJECT_DELETE(j, 'a'), j), CASE WHEN IS_OBJECT(j) THEN OBJECT_INSERT(j, 'a', 1, TRUE) WHEN IS_NULL_VALUE(j) THEN OBJECT_CONSTRUCT('a', 1) ELSE j END FROM t")]
    [InlineData("duckdb", "snowflake", "SELECT MAP_FROM_ENTRIES(LIST_FILTER(MAP_ENTRIES(m), x -> NOT x.key IN ('a'))) FROM t",
        "SELECT MAP_DELETE(m, 'a') FROM t")]
    [InlineData("duckdb", "snowflake", "SELECT LIST_FILTER([a, b], x -> NOT x IS NULL) FROM t",
        "SELECT ARRAY_CONSTRUCT_COMPACT(a, b) FROM t")]
    [InlineData("duckdb", "snowflake", "SELECT TRY(LN(x)), JSON_KEYS(j, '$.a') FROM t",
        "SELECT IFF(x > 0, LN(x), NULL), OBJECT_KEYS(GET_PATH(j, 'a')) FROM t")]
    [InlineData("duckdb", "snowflake", "SELECT * FROM a EXCEPT ALL SELECT * FROM b",
        "SELECT * EXCLUDE (_n) FROM (SELECT * EXCLUDE (_k), ROW_NUMBER() OVER (PARTITION BY _k ORDER BY _k) AS _n FROM (SELECT *, TO_JSON(OBJECT_CONSTRUCT_KEEP_NULL(*)) AS _k FROM (SELECT * FROM a) AS _s) AS _s EXCEPT SELECT * EXCLUDE (_k), ROW_NUMBER() OVER (PARTITION BY _k ORDER BY _k) AS _n FROM (SELECT *, TO_JSON(OBJECT_CONSTRUCT_KEEP_NULL(*)) AS _k FROM (SELECT * FROM b) AS _s) AS _s) AS _s")]
    [InlineData("postgres", "snowflake", "SELECT * FROM t WHERE 1 <= ANY(c)",
        "SELECT * FROM t WHERE CASE WHEN 1 <= ARRAY_MAX(c) THEN TRUE WHEN ARRAY_SIZE(c) = 0 THEN FALSE WHEN 1 IS NULL OR ARRAY_SIZE(ARRAY_COMPACT(c)) < ARRAY_SIZE(c) THEN NULL WHEN NOT c IS NULL THEN FALSE END")]
    [InlineData("postgres", "duckdb", "SELECT * FROM ROWS FROM (F(a))",
        "SELECT * FROM F(a)")]
    [InlineData("bigquery", "duckdb", "SELECT * FROM `a.b.com:p.d.t`",
        "SELECT * FROM \"a.b.com:p\".\"d\".\"t\"")]
    [InlineData("bigquery", "duckdb", "SELECT SAFE.SUBSTR(x, 1, n) FROM t",
        "SELECT CASE WHEN NOT (n < 0) THEN SUBSTRING(x, 1, n) END FROM t")]
    [InlineData("duckdb", "bigquery", "SELECT MAP_CONCAT(MAP {'a': 1}, MAP {'b': 2})['a']",
        "SELECT ((SELECT JSON_OBJECT(COALESCE(ARRAY_AGG(_k), []), COALESCE(ARRAY_AGG(COALESCE(JSON_OBJECT('b', 2)[_k], JSON_OBJECT('a', 1)[_k])), [])) FROM (SELECT DISTINCT _k FROM UNNEST(ARRAY_CONCAT(COALESCE(JSON_KEYS(JSON_OBJECT('a', 1), 1), []), COALESCE(JSON_KEYS(JSON_OBJECT('b', 2), 1), []))) AS _k))).a")]
    [InlineData("duckdb", "bigquery", "UNPIVOT t ON jan, feb INTO NAME m VALUE s",
        "SELECT * EXCEPT (m, s), m, s FROM t UNPIVOT(s FOR m IN (jan, feb))")]
    [InlineData("duckdb", "snowflake", "PIVOT t ON y USING SUM(p) GROUP BY c",
        "SELECT * FROM (SELECT c, y, p FROM t) PIVOT(SUM(p) FOR y IN (ANY ORDER BY y))")]
    [InlineData("duckdb", "snowflake", "SELECT LIST_TRANSFORM(l, (x, i) -> x + i) FROM t",
        "SELECT TRANSFORM(ARRAY_GENERATE_RANGE(0, ARRAY_SIZE(l)), _i INT -> GET(l, _i) + (_i + 1)) FROM t")]
    [InlineData("bigquery", "duckdb", "SELECT FORMAT_DATE('%e. %B', d) FROM t",
        "SELECT LPAD(STRFTIME(CAST(d AS DATE), '%-d'), 2, ' ') || STRFTIME(CAST(d AS DATE), '. %B') FROM t")]
    public void It_is_put_together(string from, string to, string sql, string expected) =>
        Assert.Equal(expected, SqlTranslator.Translate(sql, from, to));

    [Theory]
    [InlineData("snowflake", "bigquery", "SELECT NORMAL(0, 1, RANDOM(5))", "has no seed")]
    [InlineData("duckdb", "snowflake", "SELECT * FROM t TABLESAMPLE (3 ROWS) REPEATABLE (1)", "have no seed")]
    [InlineData("duckdb", "bigquery", "SELECT STRING_SPLIT_REGEX(x, '[0-9]') FROM t", "U+0001")]
    public void What_a_rare_value_changes_is_said(string from, string to, string sql, string warning) =>
        Assert.Contains(SqlTranslator.TranslateWithWarnings(sql, from, to).Warnings,
            found => found.Message.Contains(warning, StringComparison.Ordinal));

    [Theory]
    [InlineData("bigquery", "duckdb", "SELECT AI.EMBED('a')", "AI.EMBED")]
    [InlineData("postgres", "duckdb", "SELECT ANY(ARRAY[1]) = x", "ANY on the left")]
    [InlineData("postgres", "bigquery", "CREATE TABLE a (LIKE b)", "LIKE among the columns")]
    [InlineData("postgres", "duckdb", "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES b (y)",
        "ADD CONSTRAINT")]
    [InlineData("snowflake", "bigquery", "ALTER TABLE a MODIFY COLUMN c SET NOT NULL", "SET NOT NULL")]
    [InlineData("snowflake", "duckdb", "SELECT * FROM t SAMPLE BERNOULLI ($s)", "a sample whose size is no number")]
    [InlineData("bigquery", "snowflake", "SELECT GENERATE_DATE_ARRAY(a, b, INTERVAL 1 MONTH) FROM t",
        "GENERATE_DATE_ARRAY")]
    [InlineData("duckdb", "snowflake", "SELECT MAP([1], ['a'])", "MAP")]
    [InlineData("postgres", "snowflake", "SELECT * FROM GENERATE_SERIES(a, b, INTERVAL '999999999 week')",
        "a series of times")]
    [InlineData("postgres", "snowflake", "SELECT * FROM GENERATE_SERIES(a::DATE, b::DATE, INTERVAL '6 hours')",
        "a series of times")]
    public void What_its_parser_does_not_take_is_refused(string from, string to, string sql, string construct) =>
        Assert.Contains(construct, Assert.Throws<SqlUnsupportedException>(
            () => SqlTranslator.Translate(sql, from, to)).Message, StringComparison.Ordinal);
}
