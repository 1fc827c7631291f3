using System.Globalization;
using DuckDB.NET.Data;

namespace Weir.Sql.Tests;

/// <summary>Translations run in DuckDB: the answer is the one that the source dialect's manual gives.</summary>
public sealed class DuckDbProbes
{
    [Theory]
    [MemberData(nameof(Probes.All), MemberType = typeof(Probes))]
    [MemberData(nameof(Probes.BeyondPostgres), MemberType = typeof(Probes))]
    public void The_answer_is_the_sources(string from, string sql, string expected)
    {
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = SqlTranslator.Translate(sql, from, "duckdb");
        object? answer = command.ExecuteScalar();
        string text = answer is null or DBNull ? string.Empty : Convert.ToString(answer, CultureInfo.InvariantCulture)!;
        Assert.True(expected == text, $"{command.CommandText}: expected {expected}, got {text}");
    }
}
