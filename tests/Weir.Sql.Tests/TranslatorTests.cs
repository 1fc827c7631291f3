using Weir.Core.Errors;

namespace Weir.Sql.Tests;

public sealed class TranslatorTests
{
    [Theory]
    [InlineData("bigquery", "duckdb", "SELECT SAFE_CAST(x AS INT64)", "SELECT TRY_CAST(x AS BIGINT)")]
    [InlineData("bigquery", "postgres", "SELECT TO_HEX(SHA256(x))", "SELECT ENCODE(SHA256(x), 'hex')")]
    [InlineData("postgres", "bigquery", "SELECT COUNT(*) FILTER (WHERE a > 1) FROM t", "SELECT COUNTIF(a > 1) FROM t")]
    [InlineData("postgres", "bigquery", "SELECT DATE_TRUNC('week', ts)", "SELECT TIMESTAMP_TRUNC(ts, WEEK(MONDAY))")]
    [InlineData("snowflake", "duckdb", "SELECT v:a::string", "SELECT v ->> '$.a'")]
    [InlineData("snowflake", "bigquery", "SELECT * FROM a WHERE x NOT IN (SELECT y FROM b)",
        "SELECT * FROM a WHERE NOT x IN (SELECT y FROM b)")]
    [InlineData("snowflake", "postgres", "SELECT REGEXP_SUBSTR_ALL(SUBSTR(data, 3), '.{64}') FROM l",
        "SELECT ARRAY(SELECT m[1] FROM REGEXP_MATCHES(SUBSTRING(data FROM 3), '.{64}', 'g') AS m) FROM l")]
    [InlineData(
        "postgres", "bigquery", "SELECT a FROM t ORDER BY a DESC", "SELECT a FROM t ORDER BY a DESC NULLS FIRST")]
    [InlineData("bigquery", "postgres", "SELECT a FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) = 1",
        "SELECT a FROM (SELECT a, ROW_NUMBER() OVER (PARTITION BY a ORDER BY b NULLS FIRST) AS _w FROM t) AS _t WHERE _w = 1")]
    [InlineData("postgres", "snowflake", "SELECT 7 / 2", "SELECT TRUNC(7 / 2)")]
    [InlineData("bigquery", "snowflake", "SELECT arr[SAFE_OFFSET(0)]", "SELECT arr[0]")]
    [InlineData("bigquery", "duckdb", "SELECT arr[OFFSET(0)]", "SELECT arr[1]")]
    [InlineData("bigquery", "duckdb", "CREATE TEMP FUNCTION f(x FLOAT64, y ANY TYPE) RETURNS INT64 AS (x + y)",
        "CREATE TEMPORARY FUNCTION f(x DOUBLE, y) AS CAST(x + y AS BIGINT)")]
    [InlineData(
        "snowflake", "duckdb", "SELECT * FROM TABLE('db.\"My Table\"') AS t", "SELECT * FROM db.\"My Table\" AS t")]
    [InlineData("postgres", "duckdb", "SELECT U&'d!0061t!+01F600''!!' UESCAPE '!'", "SELECT 'dat\U0001F600''!'")]
    [InlineData("duckdb", "bigquery", "CREATE MACRO add(a, b INT) AS a + b",
        "CREATE FUNCTION add(a ANY TYPE, b INT64) AS (a + b)")]
    [InlineData("duckdb", "bigquery", "CREATE MACRO f(a) AS TABLE SELECT a AS x",
        "CREATE TABLE FUNCTION f(a ANY TYPE) AS SELECT a AS x")]
    [InlineData("postgres", "snowflake", "CREATE FUNCTION f(a INT) RETURNS INT LANGUAGE SQL RETURN a + 1",
        "CREATE FUNCTION f(a INT) RETURNS INT AS $$ a + 1 $$")]
    [InlineData("bigquery", "postgres", "SELECT x FROM UNNEST([STRUCT(1 AS x, 'a' AS y), STRUCT(2, 'b')]) AS u",
        "SELECT x FROM (VALUES (1, 'a'), (2, 'b')) AS u(x, y)")]
    [InlineData("snowflake", "bigquery", "SELECT f.index FROM t, LATERAL FLATTEN(input => t.a) AS f",
        "SELECT f.index FROM t, UNNEST(ARRAY(SELECT AS STRUCT value, _position AS index FROM UNNEST(t.a) AS value WITH OFFSET AS _position)) AS f")]
    [InlineData("postgres", "bigquery", "COMMENT ON COLUMN t.c IS 'x'",
        "ALTER TABLE t ALTER COLUMN c SET OPTIONS (description='x')")]
    [InlineData("postgres", "duckdb", "CREATE TYPE item AS (name TEXT, n INT)",
        "CREATE TYPE item AS STRUCT (name TEXT, n INT)")]
    [InlineData("postgres", "bigquery", "BEGIN TRANSACTION READ WRITE", "BEGIN TRANSACTION")]
    [InlineData("postgres", "snowflake", "SELECT a INTO UNLOGGED u FROM t", "CREATE TABLE u AS SELECT a FROM t")]
    [InlineData(
        "postgres", "snowflake", "ALTER TABLE t ADD COLUMN a INT, ADD COLUMN b INT", "ALTER TABLE t ADD a INT, b INT")]
    [InlineData("snowflake", "bigquery", "ALTER TABLE t ADD IF NOT EXISTS a INT, b INT",
        "ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT64, ADD COLUMN b INT64")]
    [InlineData("snowflake", "duckdb", "DESC TABLE t", "DESCRIBE t")]
    [InlineData("snowflake", "bigquery", "SELECT IDENTIFIER('f')(1), IDENTIFIER('t.a') FROM IDENTIFIER('s.t')",
        "SELECT f(1), t.a FROM s.t")]
    [InlineData("postgres", "duckdb", "CREATE INDEX CONCURRENTLY i ON t USING btree (a)", "CREATE INDEX i ON t(a)")]
    [InlineData("postgres", "bigquery", "SELECT INTERVAL '1 year -2 days 03:04'",
        "SELECT INTERVAL '1-0 -2 3:4:0' YEAR TO SECOND")]
    [InlineData("postgres", "snowflake", "SELECT ts + INTERVAL '1 year 2 days' FROM t",
        "SELECT ts + INTERVAL '1 year, 2 days' FROM t")]
    [InlineData("bigquery", "snowflake", "SELECT DATE_TRUNC(d, WEEK(SATURDAY))",
        "SELECT DATEADD(DAY, -2, DATE_TRUNC('WEEK', DATEADD(DAY, 2, d)))")]
    [InlineData(
        "duckdb", "snowflake", "SELECT LIST_COSINE_DISTANCE(a, b)", "SELECT 1 - VECTOR_COSINE_SIMILARITY(a, b)")]
    [InlineData("duckdb", "bigquery", "SELECT 1 AS a UNION ALL BY NAME SELECT 2 AS b",
        "SELECT 1 AS a FULL OUTER UNION ALL BY NAME SELECT 2 AS b")]
    [InlineData("postgres", "bigquery", "SELECT UNNEST(t.a) AS a, UNNEST(t.b) AS b FROM t",
        "SELECT t.a[SAFE_OFFSET(_p)] AS a, t.b[SAFE_OFFSET(_p)] AS b FROM t CROSS JOIN UNNEST(GENERATE_ARRAY(0, GREATEST(COALESCE(ARRAY_LENGTH(t.a), 0), COALESCE(ARRAY_LENGTH(t.b), 0)) - 1)) AS _p")]
    [InlineData("bigquery", "snowflake", "APPROX_QUANTILES(x, 2)", "[MIN(x), APPROX_PERCENTILE(x, 0.5), MAX(x)]")]
    [InlineData("snowflake", "bigquery", "SELECT REGR_SLOPE(a, b) OVER (PARTITION BY c) FROM t",
        "SELECT SAFE_DIVIDE(COVAR_POP(a, b) OVER (PARTITION BY c), VAR_POP(IF(a IS NULL, NULL, b)) OVER (PARTITION BY c)) FROM t")]
    [InlineData("postgres", "snowflake", "SELECT MLEAST(VARIADIC ARRAY[1, 2])", "SELECT MLEAST(1, 2)")]
    [InlineData("bigquery", "duckdb", "SELECT a overlaps", "SELECT a AS \"overlaps\"")]
    [InlineData("bigquery", "snowflake", "SELECT ARRAY_AGG(x ORDER BY y LIMIT 3) FROM t",
        "SELECT ARRAY_SLICE(ARRAY_AGG(x) WITHIN GROUP (ORDER BY y NULLS FIRST), 0, 3) FROM t")]
    [InlineData(
        "bigquery", "snowflake", "SELECT EXTRACT(DAYOFWEEK FROM d)", "SELECT MOD(DATE_PART(DAYOFWEEKISO, d), 7) + 1")]
    [InlineData("snowflake", "bigquery", "SELECT LAST_DAY(d, 'quarter'), LAST_DAY(d, week)",
        "SELECT LAST_DAY(d, QUARTER), LAST_DAY(d, WEEK(MONDAY))")]
    [InlineData("snowflake", "postgres", "SELECT SPLIT_PART(x, '.', 0)", "SELECT SPLIT_PART(x, '.', 1)")]
    [InlineData("duckdb", "postgres", "SELECT MODE(v), l[-1], l[-2] FROM t",
        "SELECT MODE() WITHIN GROUP (ORDER BY v), l[CARDINALITY(l)], l[CARDINALITY(l) - 1] FROM t")]
    [InlineData("duckdb", "snowflake", "SELECT l[-1]", "SELECT l[ARRAY_SIZE(l) - 1]")]
    [InlineData("duckdb", "bigquery", "SELECT l[-1], a SIMILAR TO 'x+'",
        "SELECT l[SAFE_ORDINAL(ARRAY_LENGTH(l))], REGEXP_CONTAINS(a, '^(?s:x+)$')")]
    [InlineData(
        "postgres", "snowflake", "SELECT a NOT SIMILAR TO 'x(b|c)%'", "SELECT NOT REGEXP_LIKE(a, 'x(b|c).*', 's')")]
    [InlineData("postgres", "bigquery", "SELECT DATE '2024-01-03' - DATE '2024-01-01' + 1",
        "SELECT DATE_DIFF(CAST('2024-01-03' AS DATE), CAST('2024-01-01' AS DATE), DAY) + 1")]
    [InlineData(
        "duckdb", "bigquery", "SELECT STRFTIME(d, '%c.%g %-d')", "SELECT FORMAT_TIMESTAMP('%F %H:%M:%E3S %-d', d)")]
    [InlineData("bigquery", "postgres", "SELECT PARSE_TIMESTAMP('%FT%H:%M:%E*S%z', x)",
        "SELECT TO_TIMESTAMP(x, 'YYYY-MM-DD\"T\"HH24:MI:SS.USTZHTZM')")]
    [InlineData("postgres", "snowflake", "SELECT TO_CHAR(n, '999D99')", "SELECT TO_CHAR(n, '999D99')")]
    [InlineData("bigquery", "snowflake", "CREATE TABLE t (x NUMERIC)", "CREATE TABLE t (x DECIMAL(38, 9))")]
    [InlineData("postgres", "bigquery", "SELECT EXTRACT(EPOCH FROM a - b)",
        "SELECT TIMESTAMP_DIFF(CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP), MICROSECOND) / 1000000")]
    [InlineData("postgres", "snowflake", "SELECT EXTRACT(EPOCH FROM a - b) / 60",
        "SELECT (DATEDIFF(MICROSECOND, b, a) / 1000000) / 60")]
    [InlineData("postgres", "snowflake", "SELECT GENERATE_SERIES(1, 3) AS x",
        "SELECT _u.x FROM TABLE(FLATTEN(INPUT => ARRAY_GENERATE_RANGE(1, 3 + 1))) AS _u(seq, key, path, index, x, this)")]
    [InlineData("snowflake", "bigquery", "WITH t AS (SELECT 1 AS x) SELECT x + 1 AS a, a * 2 AS b FROM t",
        "WITH t AS (SELECT 1 AS x) SELECT x + 1 AS a, (x + 1) * 2 AS b FROM t")]
    [InlineData("snowflake", "bigquery", "WITH t AS (SELECT 1 AS x, 2 AS a) SELECT x + 1 AS a, a * 2 AS b FROM t",
        "WITH t AS (SELECT 1 AS x, 2 AS a) SELECT x + 1 AS a, a * 2 AS b FROM t")]
    [InlineData("duckdb", "snowflake", "SELECT a, b FROM t ORDER BY ALL DESC",
        "SELECT a, b FROM t ORDER BY 1 DESC NULLS LAST, 2 DESC NULLS LAST")]
    [InlineData("duckdb", "duckdb", "SELECT a FROM t ORDER BY ALL", "SELECT a FROM t ORDER BY ALL")]
    [InlineData("postgres", "bigquery",
        "SELECT MAX(d) - MIN(d) FROM (SELECT DATE '2024-01-01' AS d UNION ALL SELECT NULL) AS t", "SELECT DATE_DIFF(MAX(d), MIN(d), DAY) FROM (SELECT CAST('2024-01-01' AS DATE) AS d UNION ALL SELECT NULL) AS t")]
    [InlineData("postgres", "snowflake", "SELECT ARRAY_LENGTH(x, 1), ARRAY_LENGTH(ARRAY[1], 1)",
        "SELECT NULLIF(ARRAY_SIZE(x), 0), ARRAY_SIZE([1])")]
    [InlineData("snowflake", "bigquery", "WITH t AS (SELECT 'a' AS x) SELECT x LIKE 'b' AS m, m IS NULL AS n FROM t",
        "WITH t AS (SELECT 'a' AS x) SELECT x LIKE 'b' AS m, (x LIKE 'b') IS NULL AS n FROM t")]
    public void A_construct_means_the_same_in_the_target(string from, string to, string sql, string expected) =>
        Assert.Equal(expected, SqlTranslator.Translate(sql, from, to));

    [Theory]
    [InlineData("snowflake", "bigquery", "SELECT * FROM a ASOF JOIN b MATCH_CONDITION (a.x >= b.y)", "ASOF JOIN")]
    [InlineData("bigquery", "postgres", "CREATE OR REPLACE TABLE t AS SELECT 1 AS a", "CREATE OR REPLACE TABLE")]
    [InlineData("postgres", "bigquery", "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING", "ON CONFLICT")]
    [InlineData("duckdb", "postgres", "SELECT TRY_CAST(x AS DATE)", "NULL for what cannot be converted")]
    [InlineData("duckdb", "postgres", "SELECT * EXCLUDE (a) FROM t", "a star without some columns")]
    [InlineData("bigquery", "duckdb", "CREATE FUNCTION f(x FLOAT64) RETURNS FLOAT64 LANGUAGE js AS 'return x'",
        "the function's body")]
    [InlineData("duckdb", "postgres", "CREATE MACRO f(a) AS a + 1", "a function without types")]
    [InlineData(
        "snowflake", "bigquery", "SELECT * FROM t, LATERAL FLATTEN(input => t.a) AS f", "all columns of FLATTEN")]
    [InlineData(
        "postgres", "duckdb", "ALTER TABLE t ADD COLUMN a INT, ADD COLUMN b INT", "several changes in one ALTER")]
    [InlineData("snowflake", "bigquery", "SELECT TIMESTAMP_FROM_PARTS(2013, 4, 5, 12, 0, 0, 987654321)", "nanoseconds")]
    [InlineData("postgres", "bigquery", "SELECT REGEXP_REPLACE(a, b, c)",
        "REGEXP_REPLACE of the first match by what is no literal")]
    [InlineData("postgres", "bigquery", "SELECT JSON_OBJECT_AGG(k, v) FILTER (WHERE k <> 'a') FROM t",
        "FILTER behind JSON_OBJECT_AGG")]
    [InlineData("snowflake", "duckdb", "SELECT GET(a, b)", "the function GET")]
    [InlineData("postgres", "snowflake", "SELECT 1 <> ANY(a) FROM t", "ANY over an array")]
    [InlineData("bigquery", "duckdb", "SELECT FORMAT_DATE('%Q', d)", "the format element %Q")]
    [InlineData("postgres", "bigquery", "SELECT TO_CHAR(d, 'Month')", "the format element Month")]
    [InlineData("duckdb", "snowflake", "SELECT STRFTIME(d, '%U')", "the format element %U")]
    [InlineData("postgres", "duckdb", "SELECT TO_CHAR(d, f)", "a format that is not written out")]
    [InlineData("postgres", "duckdb", "SELECT TO_CHAR(n, '999D99')", "the function TO_CHAR")]
    [InlineData("bigquery", "postgres", "SELECT INSTR(a, 'x', -1)", "a search from the end")]
    [InlineData("bigquery", "duckdb", "SELECT FORMAT_TIMESTAMP('%F %Z', ts, 'Asia/Tokyo')",
        "FORMAT_TIMESTAMP with a time zone")]
    [InlineData("duckdb", "snowflake", "SELECT l[-2:]", "a place below nought in an array")]
    [InlineData("postgres", "duckdb", "SELECT l[-1]", "a place below nought in an array")]
    [InlineData("postgres", "snowflake", "SELECT a SIMILAR TO b", "SIMILAR TO")]
    [InlineData("postgres", "snowflake", "SELECT TIMESTAMP '2024-01-01 00:00:00' AT TIME ZONE 'Asia/Tokyo'",
        "a clock read in a time zone")]
    [InlineData("postgres", "snowflake", "SELECT EXTRACT(CENTURY FROM d)", "EXTRACT of CENTURY")]
    [InlineData("bigquery", "snowflake", "SELECT ARRAY_AGG(x HAVING MAX y LIMIT 1) FROM t", "HAVING MAX")]
    [InlineData("postgres", "snowflake", "CREATE TABLE t (x NUMERIC)", "NUMERIC without precision")]
    [InlineData("postgres", "snowflake", "SELECT * FROM GENERATE_SERIES(a, b, INTERVAL '1 month')", "a series of times")]
    [InlineData("duckdb", "bigquery", "SELECT * FROM t ORDER BY ALL", "ORDER BY ALL")]
    [InlineData("bigquery", "postgres", "SELECT EXTRACT(HOUR FROM TIMESTAMP '2024-01-02' - TIMESTAMP '2024-01-01')",
        "an interval between times")]
    public void What_the_target_cannot_say_is_refused_with_its_place(
        string from, string to, string sql, string construct)
    {
        SqlUnsupportedException refusal =
            Assert.Throws<SqlUnsupportedException>(() => SqlTranslator.Translate(sql, from, to));
        Assert.Equal(ErrorCodes.SqlUnsupported, refusal.Code);
        Assert.Contains(construct, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("line 1, column", refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Remedy);
    }

    [Fact]
    public void A_refusal_or_a_syntax_error_can_be_had_without_a_throw()
    {
        Assert.True(
            SqlTranslator.TryTranslate("SELECT 1", "postgres", "duckdb", null, out SqlTranslation? translation, out _));
        Assert.Equal("SELECT 1", translation.Sql);
        Assert.False(SqlTranslator.TryTranslate(
            "SELECT SAFE_CAST(a AS TIME)", "bigquery", "postgres", null, out _, out WeirException? refusal));
        Assert.IsType<SqlUnsupportedException>(refusal);
        Assert.False(SqlTranslator.TryTranslate(
            "SELECT FROM FROM", "bigquery", "postgres", null, out _, out WeirException? error));
        Assert.IsType<SqlSyntaxException>(error);
    }

    [Fact]
    public void Lenient_translation_warns_in_place_of_refusing()
    {
        SqlTranslation translation = SqlTranslator.TranslateWithWarnings(
            "SELECT SAFE_CAST(a AS TIME)", "bigquery", "postgres", new SqlOptions { Lenient = true });
        Assert.Equal("SELECT CAST(a AS TIME)", translation.Sql);
        Assert.Single(translation.Warnings);
    }

    [Fact]
    public void Comments_are_kept()
    {
        string text = SqlTranslator.Translate("-- first\nSELECT a, -- why\n b FROM t", "postgres", "duckdb");
        Assert.Equal("/* first */ SELECT a /* why */, b FROM t", text);
    }

    [Fact]
    public void Pretty_text_has_a_clause_a_line() =>
        Assert.Equal("SELECT\n  a,\n  b\nFROM t\nWHERE\n  a > 1\nORDER BY\n  b", SqlTranslator.Translate(
            "select a, b from t where a > 1 order by b", "postgres", "postgres", new SqlOptions { Pretty = true }));

    [Theory]
    [InlineData("", ErrorCodes.SqlEmpty)]
    [InlineData("SELECT 'abc", ErrorCodes.SqlUnterminated)]
    [InlineData("SELECT \"abc", ErrorCodes.SqlUnterminated)]
    [InlineData("SELECT 1 /* abc", ErrorCodes.SqlUnterminated)]
    [InlineData("SELECT FROM FROM", ErrorCodes.SqlSyntax)]
    public void Bad_text_is_a_clear_error(string sql, string code)
    {
        SqlSyntaxException error =
            Assert.Throws<SqlSyntaxException>(() => SqlTranslator.Translate(sql, "postgres", "duckdb"));
        Assert.Equal(code, error.Code);
        Assert.Equal(2, error.ExitCode);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.Equal(ErrorCodes.SqlBadText, Assert.Throws<SqlSyntaxException>(() => SqlTranslator.Translate(
            "SELECT 'a\ud800'", "postgres", "duckdb")).Code);

    [Fact]
    public void Ten_thousand_parentheses_are_an_error_and_no_crash()
    {
        string sql = "SELECT " + new string('(', 10_000) + "1" + new string(')', 10_000);
        Assert.Equal(ErrorCodes.SqlTooDeep,
            Assert.Throws<SqlSyntaxException>(() => SqlTranslator.Translate(sql, "postgres", "duckdb")).Code);
    }

    [Fact]
    public void A_text_beyond_the_limit_is_refused() =>
        Assert.Equal(ErrorCodes.SqlTooLong, Assert.Throws<SqlSyntaxException>(() => SqlTranslator.Translate(
            "SELECT 1234567890", "postgres", "duckdb", new SqlOptions { MaxBytes = 10 })).Code);

    [Fact]
    public void An_unknown_dialect_is_answered_with_the_nearest()
    {
        ConfigException error =
            Assert.Throws<ConfigException>(() => SqlTranslator.Translate("SELECT 1", "postgress", "duckdb"));
        Assert.Contains("did you mean postgres?", error.Remedy, StringComparison.Ordinal);
    }
}
