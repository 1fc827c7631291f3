using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;

namespace Weir.Sql.Tests;

/// <summary>
/// Amounts of uint256 in DuckDB: what BigInteger answers. PostgreSQL is asked the same by the integration tests.
/// </summary>
public sealed class AmountProperties
{
    [Fact]
    public void Every_question_has_BigIntegers_answer()
    {
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        Run(connection, "CREATE TABLE token_transfers (log_index BIGINT, value BIGNUM)");
        Run(connection, "INSERT INTO token_transfers VALUES " + string.Join(", ", AmountQuestions.Amounts.Select((
            amount, index) => amount is null ? $"({index}, NULL)" : $"({index}, '{amount}')")));
        List<string> wrong = [];
        foreach (AmountQuestion question in AmountQuestions.All(20261130, 1500))
        {
            string text = SqlTranslator.Translate(
                question.Sql, question.Dialect, "duckdb", new SqlOptions { Schema = AmountQuestions.Schema });
            string answer;
            try
            {
                answer = Run(connection, text);
            }
            catch (DuckDBException exception)
            {
                answer = exception.Message;
            }
            if (answer != question.Answer)
            {
                wrong.Add($"{question.Dialect}: {question.Sql}\n  {text}\n  {answer} in place of {question.Answer}");
            }
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong\n{string.Join('\n', wrong.Take(8))}");
    }

    private static string Run(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() switch
        {
            null or DBNull => string.Empty,
            BigInteger number => number.ToString(CultureInfo.InvariantCulture),
            var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
        };
    }
}
