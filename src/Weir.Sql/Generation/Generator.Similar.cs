using System.Text;
using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// SIMILAR TO as a regular expression over the whole text. PostgreSQL's pattern has LIKE's % and _ beside
    /// alternatives and repetitions
    /// (https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-SIMILARTO-REGEXP); DuckDB's is a
    /// regular expression.
    /// </summary>
    private bool WriteSimilar(Like like)
    {
        string? pattern = (like.Pattern, like.Escape) switch
        {
            (StringLiteral regex, null) when Source.Family == "duckdb" => regex.Value,
            (StringLiteral similar, null) => SimilarPattern(similar.Value, '\\'),
            (StringLiteral similar, StringLiteral { Value: [var escape] }) when Source.Family != "duckdb" =>
                SimilarPattern(similar.Value, escape),
            _ => null,
        };
        if (pattern is null || Dialect.Family is not ("postgres" or "bigquery" or "snowflake" or "duckdb"))
        {
            Refuse(like, "SIMILAR TO", "write a regular expression");
            return false;
        }
        Expression match = Dialect.Family switch
        {
            "duckdb" => Call.OfFinal("REGEXP_FULL_MATCH", like.Value, new StringLiteral(pattern), new StringLiteral("s")),
            "snowflake" => Call.OfFinal("REGEXP_LIKE", like.Value, new StringLiteral(pattern), new StringLiteral("s")),
            "bigquery" => Call.OfFinal("REGEXP_CONTAINS", like.Value, new StringLiteral($"^(?s:{pattern})$")),
            _ => new Binary(
                BinaryOperator.Operator, Wrap(like.Value), new StringLiteral($"^(?:{pattern})$"))
            { Custom = "~" },
        };
        WriteOperation(like.Not ? new Unary(UnaryOperator.Not, match) : match);
        return true;
    }

    private static string SimilarPattern(string text, char escape)
    {
        StringBuilder pattern = new();
        bool inSet = false;
        for (int index = 0; index < text.Length; index++)
        {
            char letter = text[index];
            if (letter == escape && index + 1 < text.Length)
            {
                letter = text[++index];
                pattern.Append(char.IsAsciiLetterOrDigit(letter) ? string.Empty : "\\").Append(letter);
                continue;
            }
            inSet = letter == '[' || (inSet && letter != ']');
            pattern.Append(letter switch
            {
                _ when inSet => letter.ToString(),
                '%' => ".*",
                '_' => ".",
                '.' or '^' or '$' or '\\' => "\\" + letter,
                _ => letter.ToString(),
            });
        }
        return pattern.ToString();
    }
}
