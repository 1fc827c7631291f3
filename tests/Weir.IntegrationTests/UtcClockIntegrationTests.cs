using System.Text;
using Weir.Sql;
using Weir.Sql.Tests;

namespace Weir.IntegrationTests;

/// <summary>The questions of <see cref="UtcClockQuestions"/> asked of PostgreSQL in sessions of several zones.</summary>
public sealed class UtcClockIntegrationTests(SharedPostgres shared) : IClassFixture<SharedPostgres>
{
    [Fact]
    public async Task PostgreSQL_gives_UTCs_answer_in_any_session()
    {
        PostgresServer server = await shared.GetOrSkipAsync();
        string[] questions = [.. UtcClockQuestions.All.Select(question => SqlTranslator.Translate(question.Sql, "bigquery", "postgres"))];
        foreach (string zone in UtcClockQuestions.Zones)
        {
            StringBuilder errors = new();
            string[]?[] answers = await server.RunAsync([$"SET TimeZone = '{zone}';"], questions, errors);
            for (int i = 0; i < questions.Length; i++)
            {
                Assert.Equal(
                    (zone, questions[i], UtcClockQuestions.All[i].Answer),
                    (zone, questions[i], answers[i] is [var answer] ? answer.Trim() : errors.ToString()));
            }
        }
    }
}
