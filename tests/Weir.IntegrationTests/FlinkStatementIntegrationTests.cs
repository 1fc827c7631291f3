using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Weir.Sql;
using Weir.Tests;

namespace Weir.IntegrationTests;

/// <summary>
/// Statements of PostgreSQL on Flink in batch mode, with DuckDB's answers: eng/proofs/sql-thin.py asks PostgreSQL of
/// all statements that there are.
/// </summary>
public sealed partial class FlinkStatementIntegrationTests
{
    private const string Null = "~null~";
    private const int InOneJob = 60;

    [Fact]
    public async Task A_hundred_statements_give_Flinks_rows_of_the_warehouse()
    {
        string script = FlinkSql.PathOrSkip();
        string[] statements = await File.ReadAllLinesAsync(
            Path.Combine(Golden.Root, "eng", "proofs", "sql-flink.txt"), TestContext.Current.CancellationToken);
        Assert.InRange(statements.Length, 100, 200);
        string[][] expected = Expected(statements, out int[] columns);
        string folder = Directory.CreateTempSubdirectory("weir-flink-").FullName;
        try
        {
            await FlinkSql.RunAsync(script, folder, Script(statements, columns));
            string[][] answers = Answers(Path.Combine(folder, "answers"), statements.Length);
            string Row(string[][] rows, int number) => $"{statements[number]} => {string.Join(';', rows[number])}";
            Assert.Equal(Enumerable.Range(0, statements.Length).Select(number => Row(expected, number)),
                Enumerable.Range(0, statements.Length).Select(number => Row(answers, number)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[][] Expected(string[] statements, out int[] columns)
    {
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = "SET TimeZone = 'UTC'";
        command.ExecuteNonQuery();
        string[] texts = Array.ConvertAll(statements, one => SqlTranslator.Translate(one, "postgres", "duckdb"));
        string[][] rows = Array.ConvertAll(texts, text => SqlAnswer.Read(connection, text));
        columns = Array.ConvertAll(rows, some => some[0].Split(SqlAnswer.Column).Length);
        return Array.ConvertAll(rows, some => SqlAnswer.Plain(some).Order(StringComparer.Ordinal).ToArray());
    }

    /// <summary>All statements in a few jobs: a row is the statement's number and its cells as texts.</summary>
    private static string Script(string[] statements, int[] columns)
    {
        StringBuilder sql = new("SET 'execution.runtime-mode' = 'batch';\n");
        sql.Append("CREATE TABLE answers (n INT, cells ARRAY<STRING>) ");
        sql.Append("WITH ('connector' = 'filesystem', 'path' = 'answers', 'format' = 'json');\n");
        foreach (int[] some in Enumerable.Range(0, statements.Length).Chunk(InOneJob))
        {
            sql.Append("INSERT INTO answers ");
            sql.AppendJoin(" UNION ALL ", some.Select(number => Wrapped(number, statements[number], columns[number])));
            sql.Append(";\n");
        }
        return sql.ToString();
    }

    private static string Wrapped(int number, string statement, int columns)
    {
        string[] names = [.. Enumerable.Range(0, columns).Select(index => $"c{index}")];
        string cells = string.Join(", ", names.Select(name => $"COALESCE(CAST({name} AS STRING), '{Null}')"));
        string translated = SqlTranslator.Translate(statement, "postgres", "flink");
        return $"(SELECT {number} AS n, ARRAY[{cells}] AS cells FROM ({translated}) AS t({string.Join(", ", names)}))";
    }

    private static string[][] Answers(string folder, int count)
    {
        List<string>[] rows = [.. Enumerable.Range(0, count).Select(_ => new List<string>())];
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
        foreach (string line in files.SelectMany(File.ReadLines))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            rows[row.RootElement.GetProperty("n").GetInt32()].Add(string.Join(SqlAnswer.Column,
                row.RootElement.GetProperty("cells").EnumerateArray().Select(cell => Plain(cell.GetString()!))));
        }
        return Array.ConvertAll(rows, some => SqlAnswer.Plain(some).Order(StringComparer.Ordinal).ToArray());
    }

    private static string Plain(string cell) => cell switch
    {
        Null => SqlAnswer.Null,
        "TRUE" => "t",
        "FALSE" => "f",
        _ => EmptyFraction().Replace(cell, "$1"),
    };

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.0+$")]
    private static partial Regex EmptyFraction();
}
