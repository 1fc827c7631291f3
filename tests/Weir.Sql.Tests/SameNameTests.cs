using Weir.Core.Errors;

namespace Weir.Sql.Tests;

/// <summary>Functions of one name that are others elsewhere, by the vendors' manuals; eng/proofs/sql-engines.py runs those of three engines.</summary>
public sealed class SameNameTests
{
    [Theory]
    [InlineData("snowflake", "duckdb", "ARRAY_POSITION(x, a)", "ARRAY_POSITION(a, x) - 1")]
    [InlineData("snowflake", "postgres", "ARRAY_POSITION(x, a)", "ARRAY_POSITION(a, x) - 1")]
    [InlineData("duckdb", "snowflake", "ARRAY_POSITION(a, x)", "ARRAY_POSITION(CAST(x AS VARIANT), a) + 1")]
    [InlineData("snowflake", "duckdb", "TO_BINARY('ff')", "UNHEX('ff')")]
    [InlineData("snowflake", "postgres", "LISTAGG(x)", "STRING_AGG(x, '')")]
    [InlineData("snowflake", "bigquery", "LISTAGG(x)", "STRING_AGG(x, '')")]
    [InlineData("bigquery", "snowflake", "STRING_AGG(x)", "LISTAGG(x, ',')")]
    [InlineData("snowflake", "snowflake", "LISTAGG(x)", "LISTAGG(x)")]
    [InlineData("snowflake", "postgres", "TO_NUMBER(x)", "CAST(x AS DECIMAL(38, 0))")]
    [InlineData("snowflake", "postgres", "ARRAY_TO_STRING(a, ',')", "ARRAY_TO_STRING(a, ',', '')")]
    [InlineData("postgres", "snowflake", "CONCAT_WS('-', x, y)", "ARRAY_TO_STRING(ARRAY_CONSTRUCT_COMPACT(x, y), '-')")]
    [InlineData("duckdb", "snowflake", "MONTHNAME(d)", "TO_CHAR(d, 'MMMM')")]
    [InlineData("snowflake", "duckdb", "REDUCE(a, 0, (p, v) -> p + v)", "REDUCE(a, (p, v) -> p + v, 0)")]
    [InlineData("postgres", "bigquery", "JSON_STRIP_NULLS(j)", "JSON_STRIP_NULLS(j, include_arrays => FALSE)")]
    [InlineData("postgres", "duckdb", "FORMAT('%s', x)", "PRINTF('%s', COALESCE(CAST(x AS TEXT), ''))")]
    [InlineData("snowflake", "postgres", "CURRENT_TIME()", "LOCALTIME")]
    [InlineData("snowflake", "bigquery", "v:\"a b\"::string", "JSON_EXTRACT_SCALAR(v, '$[\\'a b\\']')")]
    [InlineData("snowflake", "duckdb", "v:n + 1", "CAST((v ->> '$.n') AS DOUBLE) + 1")]
    [InlineData("bigquery", "bigquery", "b'\\xff\\x00é'", "b'\\xff\\x00\\xc3\\xa9'")]
    public void The_meaning_is_kept(string from, string to, string expression, string expected) =>
        Assert.Equal(expected, SqlTranslator.Translate(expression, from, to));

    [Theory]
    [InlineData("snowflake", "duckdb", "HASH(x)")]
    [InlineData("duckdb", "snowflake", "TYPEOF(x)")]
    [InlineData("bigquery", "duckdb", "TYPEOF(x)")]
    [InlineData("bigquery", "duckdb", "JSON_KEYS(j)")]
    [InlineData("bigquery", "postgres", "JSON_STRIP_NULLS(j)")]
    [InlineData("duckdb", "snowflake", "TO_BINARY(5)")]
    [InlineData("snowflake", "bigquery", "COLLATE(x, 'en-ci')")]
    public void Another_function_is_refused(string from, string to, string expression) =>
        Assert.Throws<SqlUnsupportedException>(() => SqlTranslator.Translate(expression, from, to));

    [Theory]
    [InlineData("duckdb", "snowflake", "SELECT ARRAY_TO_STRING(a, ',') FROM t", "NULL element")]
    [InlineData("snowflake", "duckdb", "SELECT APPROX_TOP_K(x, 2) FROM t", "pairs")]
    [InlineData("snowflake", "bigquery", "SELECT APPROX_TOP_K(x, 2) FROM t", "structs")]
    [InlineData("bigquery", "snowflake", "SELECT SEARCH(x, 'a') FROM t", "tokens")]
    [InlineData("duckdb", "bigquery", "SELECT TO_HEX(x) FROM t", "capitals")]
    public void What_differs_in_part_is_said(string from, string to, string sql, string word) => Assert.Contains(word,
        Assert.Single(SqlTranslator.TranslateWithWarnings(sql, from, to).Warnings).Message, StringComparison.Ordinal);

    [Fact]
    public void Snowflakes_recursion_needs_no_word_of_its_own() => Assert.Equal(
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n / 2 FROM r",
        SqlTranslator.Translate("WITH r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n / 2 FROM r",
            "snowflake", "duckdb"));
}
