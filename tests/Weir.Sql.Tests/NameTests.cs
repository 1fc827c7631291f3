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

    [Theory]
    [InlineData("postgres", "duckdb")]
    [InlineData("snowflake", "bigquery")]
    public void Names_that_differ_by_case_alone_are_refused_where_it_does_not_count(string from, string to)
    {
        SqlUnsupportedException refusal = Assert.Throws<SqlUnsupportedException>(() => SqlTranslator.Translate(
            "SELECT \"a\", \"A\" FROM (SELECT 1 AS \"a\", 2 AS \"A\") AS s", from, to));
        Assert.Contains("differ by case alone", refusal.Message, StringComparison.Ordinal);
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

    /// <summary>What each engine's own manual says of its common tables: those before it, the nearest of a name.</summary>
    [Theory]
    [InlineData("WITH t AS (SELECT 7 AS a) SELECT (WITH t AS (SELECT 1.5 AS a) SELECT MAX(a) FROM t), a / 2 FROM t",
        "WITH t AS (SELECT 7 AS a) SELECT (WITH t AS (SELECT 1.5 AS a) SELECT MAX(a) FROM t), a // 2 FROM t")]
    [InlineData("WITH t AS (SELECT 1.5 AS a), u AS (WITH t AS (SELECT 7 AS a) SELECT a FROM t) SELECT a / 2, (SELECT a / 2 FROM t) FROM u",
        "WITH t AS (SELECT 1.5 AS a), u AS (WITH t AS (SELECT 7 AS a) SELECT a FROM t) SELECT a // 2, (SELECT a / 2 FROM t) FROM u")]
    [InlineData("WITH RECURSIVE r AS (SELECT 7 AS n UNION ALL SELECT n / 2 FROM r WHERE n > 1) SELECT n / 2 FROM r",
        "WITH RECURSIVE r AS (SELECT 7 AS n UNION ALL SELECT n // 2 FROM r WHERE n > 1) SELECT n // 2 FROM r")]
    [InlineData("WITH RECURSIVE r(n) AS (SELECT 7 UNION ALL SELECT n / 2 FROM r WHERE n > 1) SELECT n / 2 FROM r",
        "WITH RECURSIVE r(n) AS (SELECT 7 UNION ALL SELECT n // 2 FROM r WHERE n > 1) SELECT n // 2 FROM r")]
    [InlineData("SELECT x.a / 2 FROM (SELECT 7 AS a) AS x, LATERAL (SELECT x.a / 2 AS h) AS y",
        "SELECT x.a // 2 FROM (SELECT 7 AS a) AS x, LATERAL (SELECT x.a // 2 AS h) AS y")]
    public void A_common_table_is_the_one_in_sight(string sql, string expected) =>
        Assert.Equal(expected, SqlTranslator.Translate(sql, "postgres", "duckdb"));

    /// <summary>dbt's habit: a common table of the name of the table that it reads.</summary>
    [Theory]
    [InlineData("bigquery")]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    [InlineData("snowflake")]
    public void A_common_table_of_the_tables_own_name_reads_the_table(string from)
    {
        SqlSchema schema = new();
        schema.Add("transfers", "value", "uint256");
        Assert.Equal(
            "WITH transfers AS (SELECT value > 1000000000000000000 AS big FROM transfers) SELECT COUNT(*) FROM transfers WHERE big", SqlTranslator.Translate(
            "WITH transfers AS (SELECT value > 1e18 AS big FROM transfers) SELECT COUNT(*) FROM transfers WHERE big",
            from, "duckdb", new SqlOptions { Schema = schema }));
    }

    [Theory]
    [InlineData("duckdb", "a JOIN b USING (id)", "x, id, y")]
    [InlineData("duckdb", "a NATURAL JOIN b", "x, id, y")]
    [InlineData("snowflake", "a JOIN b USING (id)", "id, x, y")]
    [InlineData("bigquery", "a FULL JOIN b USING (id)", "id, x, y")]
    [InlineData("duckdb", "a JOIN b ON a.id = b.id", "x, a.id, y, b.id")]
    [InlineData("duckdb", "(a JOIN b USING (id)) CROSS JOIN (SELECT 1 AS c) AS d", "x, id, y, c")]
    [InlineData("duckdb", "a SEMI JOIN b USING (id)", "x, id")]
    public void A_star_is_the_columns_of_its_joins(string from, string tables, string expected)
    {
        string star = from == "bigquery" ? "* EXCEPT (z)" : "* EXCLUDE (z)";
        string translated = SqlTranslator.Translate(
            $"WITH a AS (SELECT 2 AS x, 1 AS id, 0 AS z), b AS (SELECT 3 AS y, 1 AS id) SELECT {star} FROM {tables}",
            from, "postgres");
        Assert.Contains($" SELECT {expected} FROM ", translated, StringComparison.Ordinal);
    }

    /// <summary>Names in quotes, whose case counts in PostgreSQL and Snowflake, are found as the source finds them.</summary>
    [Theory]
    [InlineData("duckdb", "postgres", "SELECT \"HASH\", Hash FROM \"TRANSFERS\"", "SELECT hash, Hash FROM transfers")]
    [InlineData("bigquery", "postgres", "SELECT t.`HASH` FROM `transfers` AS t", "SELECT t.hash FROM transfers AS t")]
    [InlineData("bigquery", "snowflake", "SELECT `hash`, `transfers`.`order` FROM `transfers`",
        "SELECT hash, transfers.\"ORDER\" FROM transfers")]
    [InlineData("snowflake", "postgres", "SELECT \"HASH\", \"Hash\" FROM \"TRANSFERS\"",
        "SELECT hash, \"Hash\" FROM transfers")]
    [InlineData("postgres", "snowflake", "SELECT \"hash\", \"HASH\" FROM \"transfers\"",
        "SELECT hash, \"HASH\" FROM transfers")]
    [InlineData("postgres", "snowflake", "SELECT \"a\", \"A\" FROM (SELECT 1 AS \"a\", 2 AS \"A\") AS s",
        "SELECT \"a\", \"A\" FROM (SELECT 1 AS \"a\", 2 AS \"A\") AS s")]
    [InlineData("duckdb", "postgres", "WITH \"T\" AS (SELECT 1 AS \"Total\") SELECT t.total, T.* FROM t",
        "WITH \"T\" AS (SELECT 1 AS \"Total\") SELECT \"T\".\"Total\", \"T\".* FROM \"T\"")]
    [InlineData("duckdb", "postgres", "SELECT a AS \"Total\" FROM (SELECT 1 AS a) AS x ORDER BY total",
        "SELECT a AS \"Total\" FROM (SELECT 1 AS a) AS x ORDER BY \"Total\"")]
    [InlineData("snowflake", "postgres", "SELECT \"V\" + 1 FROM (SELECT 1 AS v) AS s", "SELECT v + 1 FROM (SELECT 1 AS v) AS s")]
    [InlineData("bigquery", "snowflake", "SELECT `hash`, `Value` FROM unknown", "SELECT \"hash\", \"Value\" FROM unknown")]
    public void A_quoted_name_is_spelled_as_what_it_stands_for(string from, string to, string sql, string expected)
    {
        SqlSchema schema = new();
        schema.Add("transfers", "hash", "hash");
        schema.Add("transfers", "order", "int64");
        Assert.Equal(expected, SqlTranslator.Translate(sql, from, to, new SqlOptions { Schema = schema }));
    }
}
