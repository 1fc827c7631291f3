using System.Globalization;
using DuckDB.NET.Data;

namespace Weir.Sql.Tests;

/// <summary>
/// BigQuery reads days and hours of an instant on UTC's clock: so do translations, whatever the zone of the session.
/// </summary>
public sealed class UtcClockTests
{
    [Fact]
    public void DuckDb_gives_UTCs_answer_in_any_session()
    {
        foreach (UtcClockQuestions.Question question in UtcClockQuestions.All)
        {
            string text = SqlTranslator.Translate(question.Sql, "bigquery", "duckdb");
            foreach (string zone in UtcClockQuestions.Zones)
            {
                using DuckDBConnection connection = new("DataSource=:memory:");
                connection.Open();
                using DuckDBCommand command = connection.CreateCommand();
                command.CommandText = $"SET TimeZone = '{zone}'";
                command.ExecuteNonQuery();
                command.CommandText = text;
                object answer = command.ExecuteScalar() ?? "NULL";
                Assert.Equal(
                    (zone, text, question.Answer), (zone, text, Convert.ToString(answer, CultureInfo.InvariantCulture)));
            }
        }
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public void The_date_of_today_is_said_to_be_the_sessions(string to)
    {
        SqlTranslation translation = SqlTranslator.TranslateWithWarnings("SELECT CURRENT_DATE(), CURRENT_DATE('UTC')", "bigquery", to);
        Assert.Contains("UTC's in BigQuery", Assert.Single(translation.Warnings).Message, StringComparison.Ordinal);
    }

    // A text without a zone is read on the session's clock, and must be shown on the same.
    [Fact]
    public void A_text_without_a_zone_stays_on_the_sessions_clock() => Assert.Equal(
        "SELECT DATE_TRUNC('DAY', CAST('2024-03-15 14:35:47' AS TIMESTAMPTZ))",
        SqlTranslator.Translate("SELECT TIMESTAMP_TRUNC(TIMESTAMP '2024-03-15 14:35:47', DAY)", "bigquery", "duckdb"));
}
