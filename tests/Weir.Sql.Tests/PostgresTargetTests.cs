using Weir.Core.Errors;

namespace Weir.Sql.Tests;

/// <summary>
/// What other warehouses have and PostgreSQL says in other words; answers: <see cref="PostgresProbes"/>.
/// </summary>
public sealed class PostgresTargetTests
{
    [Theory]
    [InlineData("bigquery", "SELECT STRUCT(x AS a, y AS b) AS s FROM t",
        "SELECT _t0 AS s FROM t CROSS JOIN LATERAL (SELECT x AS a, y AS b) AS _t0")]
    [InlineData("bigquery", "SELECT x, STRUCT(x AS x) AS s FROM t",
        "SELECT x, (SELECT _t1 FROM (SELECT x AS x) AS _t1) AS s FROM t")]
    [InlineData("duckdb", "SELECT q.s.a FROM (SELECT {'a': 1} AS s) AS q",
        "SELECT (q.s).a FROM (SELECT _t0 AS s FROM (SELECT 1 AS a) AS _t0) AS q")]
    [InlineData("duckdb", "SELECT STRUCT_PACK(a := 'b')::STRUCT(a TEXT)",
        "SELECT (SELECT _t0 FROM (SELECT CAST('b' AS TEXT) AS a) AS _t0)")]
    [InlineData("snowflake", "SELECT MAP_CAT(a::MAP(VARCHAR, INT), b::MAP(VARCHAR, INT))",
        "SELECT JSONB_CONCAT(CAST(a AS JSONB), CAST(b AS JSONB))")]
    [InlineData("snowflake", "SELECT ARRAY_SLICE(x, 1, 3), ARRAY_SLICE(x, -2, -1)",
        "SELECT x[2:3], x[CARDINALITY(x) - 1:CARDINALITY(x) - 1]")]
    [InlineData("bigquery", "SELECT ARRAY_SLICE(x, 1, 3)", "SELECT x[2:4]")]
    [InlineData("duckdb", "SELECT a FROM t LIMIT 10% OFFSET 1",
        "SELECT a FROM t LIMIT (SELECT CAST(FLOOR(COUNT(*) * 10 / 100.0) AS BIGINT) FROM (SELECT a FROM t) AS _t0) OFFSET 1")]
    [InlineData("duckdb", "SELECT a FROM t LIMIT 10 % 3", "SELECT a FROM t LIMIT 10 % 3")]
    [InlineData("duckdb", "SELECT * FROM t AS u TABLESAMPLE reservoir(5 ROWS)",
        "SELECT * FROM (SELECT * FROM t AS u ORDER BY RANDOM() LIMIT 5) AS u")]
    [InlineData("snowflake", "SELECT * FROM t SAMPLE (3 ROWS) SEED (82)",
        "SELECT * FROM (SELECT * FROM t ORDER BY HASHTEXTEXTENDED(CAST(t AS TEXT), 82) LIMIT 3) AS t")]
    [InlineData("duckdb", "SELECT TRY(LOG(x)) FROM t", "SELECT CASE WHEN x > 0 THEN LOG(x) END FROM t")]
    [InlineData("snowflake", "SELECT SUM(x) IGNORE NULLS FROM t", "SELECT SUM(x) FROM t")]
    [InlineData("snowflake", "SELECT :1 + :2", "SELECT $1 + $2")]
    [InlineData("snowflake", "SELECT DATE_PART('month' FROM d)", "SELECT EXTRACT(MONTH FROM d)")]
    [InlineData("snowflake", "SELECT TRY_TO_DATE('31.01.2000', 'DD.MM.YYYY')", "SELECT CAST('2000-01-31' AS DATE)")]
    [InlineData("snowflake", "SELECT TRY_TO_TIMESTAMP('never')", "SELECT CAST(NULL AS TIMESTAMP)")]
    [InlineData("bigquery", "(SELECT 1) AS x UNION ALL (SELECT 2)", "(SELECT 1) UNION ALL (SELECT 2)")]
    [InlineData("bigquery", "SELECT 1 AS a OUTER UNION ALL BY NAME SELECT 2 AS b",
        "SELECT 1 AS a, NULL AS b UNION ALL SELECT NULL AS a, 2 AS b")]
    [InlineData("bigquery", "SELECT * FROM t, UNNEST(t.a) AS v WITH OFFSET NATURAL JOIN u",
        "SELECT * FROM t CROSS JOIN LATERAL (SELECT v, _o - 1 AS \"offset\" FROM UNNEST(t.a) WITH ORDINALITY AS _t0(v, _o)) AS _t1 NATURAL JOIN u")]
    [InlineData("bigquery", "SELECT * FROM `a.b.com:project.set.t`", "SELECT * FROM \"a.b.com:project\".\"set\".\"t\"")]
    [InlineData("bigquery", "SELECT FORMAT_DATE('%Y: %e%%', d)",
        "SELECT TO_CHAR(d, 'YYYY: ') || LPAD(TO_CHAR(d, 'FMDD'), 2) || TO_CHAR(d, '%')")]
    [InlineData("duckdb", "SELECT STRUCT_EXTRACT(STRUCT_EXTRACT(x, 'y'), 'z')", "SELECT ((x).y).z")]
    [InlineData("bigquery", "SELECT FORMAT('%d of %.2f%%', n, x) FROM t",
        "SELECT CAST(n AS TEXT) || ' of ' || TO_CHAR(x, 'FM99999999999999999990.00') || '%' FROM t")]
    [InlineData("duckdb", "SELECT [x + 1 FOR x IN [1, 2] IF x > 1]",
        "SELECT ARRAY(SELECT x + 1 FROM UNNEST(ARRAY[1, 2]) WITH ORDINALITY AS _t(x, _o) WHERE x > 1 ORDER BY _o)")]
    [InlineData("bigquery", "SELECT INSTR(a, 'x.', 1, 2)", "SELECT REGEXP_INSTR(a, '(?=x\\.)', 1, 2)")]
    [InlineData("duckdb", "SELECT DATE_SUB('hour', a, b) FROM (SELECT now() AS a, now() AS b)",
        "SELECT CAST(TRUNC((EXTRACT(EPOCH FROM b) - EXTRACT(EPOCH FROM a)) / 3600) AS BIGINT) FROM (SELECT CURRENT_TIMESTAMP AS a, CURRENT_TIMESTAMP AS b) AS _t0")]
    [InlineData("bigquery", "SELECT JSON_OBJECT(['a', 'b'], [1, 2])", "SELECT JSON_BUILD_OBJECT('a', 1, 'b', 2)")]
    [InlineData("bigquery", "SELECT SAFE_ADD(1, 2)",
        "SELECT CASE WHEN CAST(1 AS DECIMAL) + 2 BETWEEN -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(1 AS DECIMAL) + 2 AS BIGINT) END")]
    public void A_construct_is_said_without_a_warning(string from, string sql, string expected)
    {
        Assert.True(SqlTranslator.TryTranslate(sql, from, "postgres", null, out SqlTranslation? said, out _));
        Assert.Equal(expected, said!.Sql);
        Assert.Empty(said.Warnings);
    }

    [Theory]
    [InlineData("bigquery", "SELECT * FROM t WHERE a = @x AND b = @y AND c = @x",
        "SELECT * FROM t WHERE a = $1 AND b = $2 AND c = $1", "the parameter @x is $1 here")]
    [InlineData("bigquery", "SELECT TO_HEX(SHA1(x)) FROM t", "SELECT ENCODE(DIGEST(x, 'sha1'), 'hex') FROM t", "pgcrypto")]
    [InlineData("duckdb", "SELECT LEVENSHTEIN(a, b) FROM t", "SELECT LEVENSHTEIN(a, b) FROM t", "fuzzystrmatch")]
    [InlineData("bigquery", "SELECT SAFE_ADD(a, b) FROM t", "SELECT a + b FROM t", "overflow")]
    [InlineData("snowflake", "SELECT OBJECT_CONSTRUCT('a', x) FROM t",
        "SELECT JSONB_STRIP_NULLS(JSONB_BUILD_OBJECT('a', x)) FROM t", "null within a JSON value")]
    public void A_rare_case_is_named(string from, string sql, string expected, string warning)
    {
        Assert.True(SqlTranslator.TryTranslate(sql, from, "postgres", null, out SqlTranslation? said, out _));
        Assert.Equal(expected, said!.Sql);
        Assert.Contains(warning, said.Warnings[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bigquery", "SELECT STRUCT(COUNT(*) AS n) AS s FROM t", "a struct with named fields")]
    [InlineData("bigquery", "SELECT STRUCT(RAND() AS r) AS s FROM t", "a struct with named fields")]
    [InlineData("bigquery", "CREATE TABLE q AS SELECT STRUCT(x AS a) AS s FROM t", "a struct that is stored")]
    [InlineData("bigquery", "WITH t AS (SELECT ARRAY(SELECT AS STRUCT 1 AS a) AS l) SELECT l[0].a FROM t",
        "a struct whose fields are read by name")]
    [InlineData("duckdb", "SELECT s['a b'] FROM (SELECT {'a b': 1} AS s)", "a struct whose fields are read by name")]
    [InlineData("duckdb", "SELECT * FROM UNNEST([{'a': 1}]) AS t(r)", "UNNEST of structs")]
    [InlineData("bigquery", "SELECT DATE_TRUNC(x, @part)", "a part of a date by a parameter")]
    [InlineData("snowflake", "SELECT RANDOM(5)", "RANDOM")]
    [InlineData("snowflake", "SELECT NORMAL(0, 1, RANDOM(5))", "the function NORMAL")]
    [InlineData("snowflake", "SELECT TRY_TO_DATE(x, 'MM-DD-YYYY')", "the function TRY_STR_TO_DATE")]
    [InlineData("snowflake", "SELECT TRY_TO_DATE('2013-04-28T20:57:01', 'yyyy-mm-DDThh24:mi:ss.ff1')",
        "the function TRY_STR_TO_DATE")]
    [InlineData("snowflake", "SELECT $x", "named parameters")]
    [InlineData("bigquery", "SELECT FORMAT('%10.2e', x)", "FORMAT")]
    [InlineData("bigquery", "SELECT FORMAT('%d %d', x)", "FORMAT")]
    [InlineData("duckdb", "SELECT UNNEST({'a': 1})", "UNNEST of a struct")]
    [InlineData("duckdb", "(SELECT 1 UNION SELECT 2) LIMIT 10%", "LIMIT … PERCENT")]
    public void What_has_no_equal_stays_refused(string from, string sql, string construct)
    {
        Assert.False(SqlTranslator.TryTranslate(sql, from, "postgres", null, out _, out WeirException? refused));
        Assert.Contains(construct, refused!.Message, StringComparison.Ordinal);
    }
}
