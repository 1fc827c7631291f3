using System.Text;
using System.Text.Json.Nodes;
using Weir.App.Commands.Sql;
using Weir.Tests.App;

namespace Weir.IntegrationTests;

/// <summary>Bad input of <c>weir sql</c>: what, where and what to do; exit code 2.</summary>
public sealed class SqlCommandTests
{
    [Theory]
    [InlineData("WEIR4007", "did you mean postgres?", "SELECT 1", "--from", "postgress")]
    [InlineData("WEIR4004", "the statement is empty", "  ")]
    [InlineData("WEIR4002", "line 2, column 2: unterminated string", "SELECT\n 'b")]
    [InlineData("WEIR4005", "line 1, column 8: half a surrogate pair", "SELECT {half}")]
    [InlineData("WEIR4006", "longer than 10 bytes", "SELECT 1, 2, 3", "--max-bytes", "10")]
    [InlineData("WEIR4010", "line 1, column 8: postgres has no equal", "SELECT SAFE_CAST(a AS TIME)", "--from",
        "bigquery", "--to", "postgres")]
    public async Task Bad_input_is_an_error_with_its_place_and_exit_code_2(
        string code, string message, string sql, params string[] options)
    {
        using CommandLine weir = new();
        Assert.Equal(2, await weir.RunAsync(
            ["sql", "translate", sql.Replace("{half}", "\ud800", StringComparison.Ordinal), .. options]));
        Assert.Contains(code, weir.Error, StringComparison.Ordinal);
        Assert.Contains(message, weir.Error, StringComparison.Ordinal);
        Assert.Empty(weir.Output);
    }

    [Fact]
    public async Task A_file_that_is_no_UTF_8_is_refused_with_its_place()
    {
        using CommandLine weir = new();
        string file = weir.Path("q.sql");
        await File.WriteAllBytesAsync(file, [.. Encoding.UTF8.GetBytes("SELECT 1,\n  "), 0xed, 0xa0, 0x80]);
        Assert.Equal(2, await weir.RunAsync("sql", "translate", file));
        Assert.Contains("line 2, column 3: bytes that are no UTF-8", weir.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"a","read":"postgres","write":"duckdb","sql":"SELECT \ud800"}""", "WEIR4005")]
    [InlineData("""{"id":"a","read":"postgres","write":"duckdb","sql":5}""", "WEIR4005")]
    [InlineData("""[1]""", "WEIR4005")]
    [InlineData("not JSON", "WEIR4001")]
    [InlineData("""{"id":"a","read":"x","write":"duckdb","sql":"SELECT 1"}""", "WEIR4007")]
    [InlineData("""{"id":"a","read":"bigquery","write":"postgres","sql":"SELECT SAFE_CAST(a AS TIME)"}""", "WEIR4010")]
    public void A_bad_line_of_a_batch_has_an_error_of_its_own(string line, string code)
    {
        JsonNode answer = JsonNode.Parse(SqlBatch.Translate(line, Weir.Sql.SqlOptions.Default))!;
        Assert.Null(answer["out"]);
        Assert.StartsWith(code, (string)answer["error"]!, StringComparison.Ordinal);
    }
}
