namespace Weir.Sql.Tests;

/// <summary>UPDATE, DELETE, MERGE and INSERT know the columns of their tables.</summary>
public sealed class DmlScopeTests
{
    private static readonly SqlSchema Schema = Made();

    [Theory]
    [InlineData("bigquery", "duckdb", "DELETE FROM transfers WHERE value > 1e18",
        "DELETE FROM transfers WHERE value > 1000000000000000000")]
    [InlineData("bigquery", "postgres", "UPDATE transfers SET value = 1e25, sender = '0xA0b8' WHERE transfers.value >= 0.5",
        "UPDATE transfers SET value = 10000000000000000000000000, sender = '0xa0b8' WHERE transfers.value >= 1")]
    [InlineData("duckdb", "duckdb", "UPDATE transfers SET value = 1e25 WHERE sender = '0xA0b8'",
        "UPDATE transfers SET value = CAST('10000000000000000000000000' AS BIGNUM) WHERE sender = '0xa0b8'")]
    [InlineData("postgres", "duckdb", "UPDATE transfers AS t SET n = t.n / 2 FROM other AS o WHERE o.k = t.n / 3",
        "UPDATE transfers AS t SET n = t.n // 2 FROM other AS o WHERE o.k = t.n // 3")]
    [InlineData("postgres", "duckdb", "DELETE FROM transfers AS t USING other AS o WHERE o.k = t.n / 3 AND t.value = 1e18",
        "DELETE FROM transfers AS t USING other AS o WHERE o.k = t.n // 3 AND t.value = 1000000000000000000")]
    [InlineData("snowflake", "postgres",
        "MERGE INTO transfers AS t USING other AS o ON t.n = o.k AND t.value > 1e18 WHEN MATCHED AND t.value = 1e19 THEN UPDATE SET value = 1e20",
        "MERGE INTO transfers AS t USING other AS o ON t.n = o.k AND t.value > 1000000000000000000 WHEN MATCHED AND t.value = 10000000000000000000 THEN UPDATE SET value = 100000000000000000000")]
    [InlineData("duckdb", "postgres", "INSERT INTO \"TRANSFERS\" (\"VALUE\", n) SELECT 1, 2",
        "INSERT INTO transfers (value, n) SELECT 1, 2")]
    [InlineData("duckdb", "postgres", "UPDATE \"TRANSFERS\" SET \"N\" = 1 WHERE \"VALUE\" IS NULL",
        "UPDATE transfers SET n = 1 WHERE value IS NULL")]
    [InlineData("snowflake", "duckdb", "UPDATE other SET evidence = 'a' WHERE evidence = 'b'",
        "UPDATE other SET evidence = 'a' WHERE (evidence ->> '$') = 'b'")]
    public void Columns_have_their_types(string from, string to, string sql, string expected) =>
        Assert.Equal(expected, SqlTranslator.Translate(sql, from, to, new SqlOptions { Schema = Schema }));

    private static SqlSchema Made()
    {
        SqlSchema schema = new();
        schema.Add("transfers", "value", "uint256");
        schema.Add("transfers", "sender", "address");
        schema.Add("transfers", "n", "int64");
        schema.Add("other", "k", "int64");
        schema.Add("other", "evidence", "json");
        return schema;
    }
}
