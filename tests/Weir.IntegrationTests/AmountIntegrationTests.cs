using System.Text;
using Weir.Sql;
using Weir.Sql.Tests;

namespace Weir.IntegrationTests;

/// <summary>Amounts of uint256 in PostgreSQL: what BigInteger answers.</summary>
public sealed class AmountIntegrationTests(SharedPostgres shared) : IClassFixture<SharedPostgres>
{
    [Fact]
    public async Task Every_question_has_BigIntegers_answer()
    {
        PostgresServer server = await shared.GetOrSkipAsync();
        string rows = string.Join(", ", AmountQuestions.Amounts.Select((amount, index) => amount is null
            ? $"({index}, NULL)" : $"({index}, {amount})"));
        AmountQuestion[] questions = [.. AmountQuestions.All(20261131, 1500)];
        SqlOptions options = new() { Schema = AmountQuestions.Schema };
        string[] texts = [.. questions.Select(
            question => SqlTranslator.Translate(question.Sql, question.Dialect, "postgres", options))];
        StringBuilder errors = new();
        string[]?[] answers =
            await server.RunAsync(["CREATE TEMP TABLE token_transfers (log_index BIGINT, value NUMERIC(78, 0));",
                $"INSERT INTO token_transfers VALUES {rows};"], texts, errors);
        Assert.Empty(
            errors.ToString().Split('\n').Where(line => line.Contains("ERROR", StringComparison.Ordinal)).Take(5));
        for (int index = 0; index < questions.Length; index++)
        {
            string answer = Assert.Single(answers[index]!).TrimEnd('\n');
            Assert.True(questions[index].Answer == answer,
                $"{questions[index].Dialect}: {questions[index].Sql}\n  {texts[index]}\n  {answer} in place of {questions[index].Answer}");
        }
    }
}
