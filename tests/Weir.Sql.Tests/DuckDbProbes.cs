using System.Globalization;
using DuckDB.NET.Data;

namespace Weir.Sql.Tests;

/// <summary>Translations run in DuckDB: the answer is the one that the source dialect's manual gives.</summary>
public sealed class DuckDbProbes
{
    [Theory]
    [InlineData("postgres", "SELECT 7 / 2", "3")]
    [InlineData("postgres", "SELECT -7 / 2", "-3")]
    [InlineData("postgres", "SELECT 7.0 / 2", "3.5")]
    [InlineData("bigquery", "SELECT DIV(7, 2)", "3")]
    [InlineData("bigquery", "SELECT MOD(7, 4)", "3")]
    [InlineData("postgres", "SELECT LENGTH('\\xde0b'::bytea)", "2")]
    [InlineData("bigquery", "SELECT SAFE_CAST('abc' AS INT64)", "")]
    [InlineData("bigquery", "SELECT GREATEST(1, NULL, 3)", "")]
    [InlineData("postgres", "SELECT GREATEST(1, NULL, 3)", "3")]
    [InlineData("bigquery", "SELECT REGEXP_REPLACE('aaa', 'a', 'b')", "bbb")]
    [InlineData("postgres", "SELECT REGEXP_REPLACE('aaa', 'a', 'b')", "baa")]
    [InlineData("snowflake", "SELECT PARSE_JSON('{\"a\": \"x\"}'):a::string", "x")]
    [InlineData("snowflake", "SELECT DATEDIFF('month', DATE '2024-01-31', DATE '2024-03-01')", "2")]
    [InlineData("snowflake", "SELECT DATEDIFF(year, DATE '2023-12-31', DATE '2024-01-01')", "1")]
    [InlineData("bigquery", "SELECT DATE_DIFF(DATE '2024-01-14', DATE '2024-01-13', WEEK)", "1")]
    [InlineData("bigquery", "SELECT DATE_DIFF(DATE '2024-01-15', DATE '2024-01-14', ISOWEEK)", "1")]
    [InlineData("bigquery", "SELECT CAST(DATE_TRUNC(DATE '2024-01-17', WEEK) AS STRING)", "2024-01-14")]
    [InlineData("bigquery", "SELECT CAST(DATE_TRUNC(DATE '2024-01-17', WEEK(MONDAY)) AS STRING)", "2024-01-15")]
    [InlineData("bigquery", "SELECT CAST(DATE_TRUNC(DATE '2024-01-17', WEEK(TUESDAY)) AS STRING)", "2024-01-16")]
    [InlineData("postgres", "SELECT CAST(DATE_TRUNC('week', DATE '2024-01-17') AS DATE)::text", "2024-01-15")]
    [InlineData("postgres", "SELECT EXTRACT(DOW FROM DATE '2024-01-14')", "0")]
    [InlineData("bigquery", "SELECT TO_HEX(SHA256(b'abc'))", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("snowflake", "SELECT DATE_FROM_PARTS(2024, 1, 60)::varchar", "2024-02-29")]
    [InlineData("snowflake", "SELECT IFF(1 > 2, 'a', 'b')", "b")]
    [InlineData("snowflake", "SELECT DIV0(1, 0)", "0")]
    [InlineData("snowflake", "SELECT CHARINDEX('b', 'abc')", "2")]
    [InlineData("bigquery", "SELECT STRPOS('abc', 'b')", "2")]
    [InlineData("bigquery", "SELECT [10, 20, 30][OFFSET(1)]", "20")]
    [InlineData("bigquery", "SELECT [10, 20, 30][ORDINAL(1)]", "10")]
    [InlineData("bigquery", "SELECT [10, 20][SAFE_OFFSET(5)]", "")]
    [InlineData("snowflake", "SELECT [10, 20, 30][0]", "10")]
    [InlineData("bigquery", "SELECT ARRAY_LENGTH([1, 2, 3])", "3")]
    [InlineData("bigquery", "SELECT COUNTIF(x > 1) FROM UNNEST([1, 2, 3]) AS x", "2")]
    [InlineData("bigquery", "SELECT STRING_AGG(CAST(x AS STRING), '-' ORDER BY x DESC) FROM UNNEST([1, 2, 3]) AS x", "3-2-1")]
    [InlineData("bigquery", "SELECT x FROM UNNEST([3, NULL, 1]) AS x ORDER BY x LIMIT 1", "")]
    [InlineData("postgres", "SELECT x FROM (VALUES (3), (NULL), (1)) AS t(x) ORDER BY x DESC LIMIT 1", "")]
    [InlineData("bigquery", "SELECT 2 IN UNNEST([1, 2])", "True")]
    [InlineData("bigquery", "SELECT SAFE_DIVIDE(1, 0)", "")]
    [InlineData("bigquery", "SELECT IF(TRUE, 1, 2)", "1")]
    [InlineData("snowflake", "SELECT SUM(f.value) FROM (SELECT [1, 2, 3] AS arr) t, LATERAL FLATTEN(input => t.arr) f", "6")]
    [InlineData("snowflake", "SELECT MAX(f.index) FROM (SELECT [1, 2, 3] AS arr) t, LATERAL FLATTEN(input => t.arr) f", "2")]
    [InlineData("bigquery", "SELECT FORMAT_DATE('%Y/%m/%d', DATE '2024-03-05')", "2024/03/05")]
    [InlineData("postgres", "SELECT TO_CHAR(TIMESTAMP '2024-03-05 06:07:08', 'YYYY-MM-DD HH24:MI:SS')", "2024-03-05 06:07:08")]
    [InlineData("snowflake", "SELECT TO_CHAR(TIMESTAMP '2024-03-05 06:07:08', 'YYYY-MM-DD HH24:MI:SS')", "2024-03-05 06:07:08")]
    [InlineData("bigquery", "SELECT CAST(PARSE_DATE('%Y%m%d', '20240305') AS STRING)", "2024-03-05")]
    [InlineData("bigquery", "SELECT UNIX_SECONDS(TIMESTAMP '1970-01-02 00:00:00+00')", "86400")]
    [InlineData("postgres", "SELECT 2 ^ 3", "8")]
    [InlineData("postgres", "SELECT 5 # 3", "6")]
    [InlineData("bigquery", "SELECT 5 ^ 3", "6")]
    [InlineData("snowflake", "SELECT CONCAT('a', NULL)", "")]
    [InlineData("postgres", "SELECT CONCAT('a', NULL)", "a")]
    [InlineData("postgres", "SELECT SPLIT_PART('a,b,c', ',', 2)", "b")]
    [InlineData("bigquery", "SELECT ROUND(2.5)", "3")]
    [InlineData("postgres", "SELECT COUNT(*) FILTER (WHERE x > 1) FROM (VALUES (1), (2)) AS t(x)", "1")]
    [InlineData("postgres", "SELECT STRING_AGG(x, ',' ORDER BY x) FROM (VALUES ('b'), ('a')) AS t(x)", "a,b")]
    [InlineData("postgres", "SELECT POSITION('b' IN 'abc')", "2")]
    [InlineData("postgres", "SELECT SUBSTRING('abcdef' FROM 2 FOR 3)", "bcd")]
    [InlineData("postgres", "SELECT 'abc' ~ 'b.'", "True")]
    [InlineData("postgres", "SELECT 'ABC' ILIKE 'a%'", "True")]
    [InlineData("postgres", "SELECT (ARRAY[10, 20])[1]", "10")]
    [InlineData("postgres", "SELECT NULL IS DISTINCT FROM 1", "True")]
    [InlineData("bigquery", "SELECT o FROM UNNEST(['a', 'b']) AS x WITH OFFSET AS o WHERE x = 'b'", "1")]
    [InlineData("bigquery", "SELECT x FROM UNNEST(['a', 'b']) AS x WITH OFFSET AS o WHERE o = 1", "b")]
    [InlineData("snowflake", "SELECT 10 - BITAND(7, 3)", "7")]
    [InlineData("snowflake", "SELECT DATEDIFF(day, DATEADD(day, 1, '2024-01-01'), '2024-01-03')", "1")]
    [InlineData("snowflake", "SELECT ARRAY_SIZE(ARRAY_REMOVE_AT([1, 2, 3], -1))", "2")]
    [InlineData("snowflake", "SELECT NEXT_DAY('2024-01-05'::DATE, 'fr')::VARCHAR", "2024-01-12")]
    [InlineData("snowflake", "SELECT REGEXP_SUBSTR('a1b2', '[a-z][0-9]', 1, 2)", "b2")]
    [InlineData("snowflake", "SELECT REGEXP_INSTR('abcabc', 'c', 4)", "6")]
    [InlineData("snowflake", "SELECT DECODE(NULL, NULL, 'n', 'x')", "n")]
    [InlineData("duckdb", "SELECT COUNT(*) FROM (VALUES (1), (2)) AS t(x) SEMI JOIN (VALUES (2)) AS u(x) USING (x)", "1")]
    [InlineData("snowflake", "SELECT NVL2(NULL, 1, 2)", "2")]
    [InlineData("snowflake", "SELECT ZEROIFNULL(NULL)", "0")]
    [InlineData("bigquery", "SELECT MAX(d) FROM (SELECT 1 AS d, 2 AS e QUALIFY ROW_NUMBER() OVER (ORDER BY d) = 1) AS t", "1")]
    public void The_answer_is_the_sources(string from, string sql, string? expected)
    {
        if (expected is null)
        {
            Assert.ThrowsAny<Weir.Core.Errors.WeirException>(() => SqlTranslator.Translate(sql, from, "duckdb"));
            return;
        }
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = SqlTranslator.Translate(sql, from, "duckdb");
        object? answer = command.ExecuteScalar();
        string text = answer is null or DBNull ? string.Empty : Convert.ToString(answer, CultureInfo.InvariantCulture)!;
        Assert.True(expected == text, $"{command.CommandText}: expected {expected}, got {text}");
    }
}
