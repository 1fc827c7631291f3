using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using Weir.Core.Errors;

namespace Weir.Sql.Tests;

/// <summary>
/// BigQuery's pipe syntax: the rows in Golden/pipes.jsonl are GoogleSQL's own (eng/proofs/sql-pipes.py), asked of
/// DuckDB here.
/// </summary>
public sealed class PipeTests
{
    private static readonly string[] Lines =
        File.ReadAllLines(Path.Combine(QueryGolden.Root, "tests", "Weir.Sql.Tests", "Golden", "pipes.jsonl"));

    public static TheoryData<string> Cases => [.. Lines.Skip(1)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pipe_query_gives_the_rows_of_GoogleSQL_in_DuckDB(string line)
    {
        using JsonDocument tables = JsonDocument.Parse(Lines[0]);
        using JsonDocument golden = JsonDocument.Parse(line);
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        foreach (JsonProperty table in tables.RootElement.GetProperty("tables").EnumerateObject())
        {
            using DuckDBCommand create = connection.CreateCommand();
            create.CommandText = $"CREATE TABLE {table.Name} AS "
                + SqlTranslator.Translate(table.Value.GetString()!, "bigquery", "duckdb");
            create.ExecuteNonQuery();
        }
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText =
            SqlTranslator.Translate(golden.RootElement.GetProperty("sql").GetString()!, "bigquery", "duckdb");
        List<string> rows = [];
        using DuckDBDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(
                column) ? "NULL" : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        }
        string[] expected = [.. golden.RootElement.GetProperty("rows").EnumerateArray().Select(
            row => string.Join('|', row.EnumerateArray().Select(cell => cell.GetString()!.Trim('"'))))];
        Assert.Equal(expected, rows);
    }

    [Fact]
    public void A_pipe_operator_that_is_not_known_is_named_with_its_place()
    {
        SqlSyntaxException error = Assert.Throws<SqlSyntaxException>(() => SqlTranslator.Translate(
            "FROM t |> SELEKT a", "bigquery", "duckdb"));
        Assert.Contains("a pipe operator", error.Message, StringComparison.Ordinal);
        Assert.Contains("column 11", error.Message, StringComparison.Ordinal);
    }
}
