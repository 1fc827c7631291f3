namespace Weir.Sql.Tests;

/// <summary>Unnested arrays: where they stand and what their items are called.</summary>
public sealed class UnnestTests
{
    [Theory]
    [InlineData("bigquery", "SELECT id, _u AS tag FROM t CROSS JOIN UNNEST(tags) AS _u WHERE id > 3")]
    [InlineData("snowflake",
        "SELECT id, _u.tag FROM t CROSS JOIN TABLE(FLATTEN(INPUT => tags)) AS _u(seq, key, path, index, tag, this) WHERE id > 3")]
    [InlineData("duckdb", "SELECT id, UNNEST(tags) AS tag FROM t WHERE id > 3")]
    public void Among_the_columns_it_moves_to_FROM(string to, string expected) =>
        Assert.Equal(
            expected, SqlTranslator.Translate("SELECT id, UNNEST(tags) AS tag FROM t WHERE id > 3", "postgres", to));

    [Fact]
    public void In_BigQuery_the_item_has_no_table() =>
        Assert.Equal("SELECT t.a, v FROM t CROSS JOIN UNNEST(t.arr) AS v WHERE v > 2", SqlTranslator.Translate(
            "SELECT t.a, x.v FROM t CROSS JOIN UNNEST(t.arr) AS x(v) WHERE x.v > 2", "postgres", "bigquery"));

    [Fact]
    public void In_BigQuery_a_lateral_subquery_is_an_array_of_structs() =>
        Assert.Equal(
            "SELECT f.a, s.n FROM foo AS f LEFT JOIN UNNEST(ARRAY(SELECT AS STRUCT COUNT(*) AS n FROM bar WHERE bar.id = f.id)) AS s ON TRUE",
            SqlTranslator.Translate(
                "SELECT f.a, s.n FROM foo AS f LEFT JOIN LATERAL (SELECT COUNT(*) AS n FROM bar WHERE bar.id = f.id) AS s ON TRUE", "postgres", "bigquery"));
}
