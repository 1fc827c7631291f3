using System.Text;
using Weir.Core.Errors;
using Weir.Sql;
using Weir.Sql.Tests;

namespace Weir.IntegrationTests;

/// <summary>The everyday queries of four dialects in PostgreSQL: the source's answers.</summary>
public sealed class EverydayIntegrationTests(SharedPostgres shared) : IClassFixture<SharedPostgres>
{
    [Fact]
    public async Task Every_query_gives_the_sources_answer()
    {
        PostgresServer server = await shared.GetOrSkipAsync();
        Dictionary<string, string> types =
            new()
            {
                ["int64"] = "BIGINT",
                ["uint256"] = "NUMERIC(78,0)",
                ["double"] = "DOUBLE PRECISION",
                ["timestamp"] = "TIMESTAMPTZ",
                ["json"] = "JSONB",
                ["list<hash>"] = "TEXT[]"
            };
        List<(string Name, string Text, bool Change)> asked = [];
        foreach ((string name, string from, string sql) in EverydayQueries.All())
        {
            if (SqlTranslator.TryTranslate(sql, from, "postgres", new SqlOptions { Schema = EverydayQueries.Schema },
                out SqlTranslation? translation, out WeirException? _))
            {
                bool change = EverydayQueries.IsChange(sql);
                asked.Add((name,
                    change ? $"BEGIN; {translation.Sql}; SELECT address, symbol, name, decimals FROM tokens ORDER BY address; ROLLBACK" : translation.Sql, change));
            }
        }

        StringBuilder errors = new();
        string[]?[] answers = await server.RunAsync(EverydayQueries.Tables(types, "CREATE TEMP TABLE", "ARRAY[").Select(
            statement => statement + ";"), asked.ConvertAll(one => one.Text), errors);
        List<string> wrong = [];
        for (int index = 0; index < asked.Count; index++)
        {
            string?[][] rows =
                [.. (answers[index]
                    ?? []).Where(row => row.TrimEnd('\n').Length > 0).Select(row =>
                        row.TrimEnd('\n').Split(SqlAnswer.Column).Select(
                            cell => cell == SqlAnswer.Null ? null : EverydayQueries.Plain(cell)).ToArray())];
            if (!EverydayQueries.Same(EverydayQueries.Answer(asked[index].Name), rows))
            {
                wrong.Add($"{asked[index].Name}: {asked[index].Text}");
            }
        }

        Assert.True(asked.Count > 480, $"{asked.Count} asked");
        Assert.True(wrong.Count == 0,
            $"{wrong.Count} of {asked.Count} wrong\n{string.Join('\n', wrong.Take(10))}\n{errors.ToString().Split('\n').FirstOrDefault(line => line.Contains("ERROR", StringComparison.Ordinal))}");
    }
}
