using System.Text.RegularExpressions;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>Elements of time formats that TO_CHAR has not, as texts of their own between those that it has.</summary>
internal partial class PostgresGenerator
{
    /// <summary>The text by a canonical format; null where an element has no form here either.</summary>
    private Expression? FormattedInPieces(Expression moment, string format)
    {
        string[] pieces = Lacking().Split(format);
        if (pieces.Length == 1)
        {
            return null;
        }
        Expression? whole = null;
        foreach (string piece in pieces)
        {
            if (piece.Length == 0)
            {
                continue;
            }
            Expression part;
            if (ElementForm(piece) is { } form)
            {
                part = Filled(form, moment);
            }
            else if (Rules.TimeFormat.FromCanonical(piece, false, out _) is { } own)
            {
                part = piece.Contains('%', StringComparison.Ordinal)
                    ? Call.OfFinal("TO_CHAR", moment, new StringLiteral(own)) : new StringLiteral(piece);
            }
            else
            {
                return null;
            }
            whole = whole is null ? part : new Binary(BinaryOperator.Concat, whole, part);
        }
        return whole;
    }

    // https://pubs.opengroup.org/onlinepubs/9699919799/functions/strftime.html
    private static string? ElementForm(string element) => element switch
    {
        "%e" => "LPAD(TO_CHAR($1, 'FMDD'), 2)",
        "%k" => "LPAD(TO_CHAR($1, 'FMHH24'), 2)",
        "%l" => "LPAD(TO_CHAR($1, 'FMHH12'), 2)",
        "%w" => "CAST(EXTRACT(DOW FROM $1) AS TEXT)",
        "%U" => "LPAD(CAST(DIV(EXTRACT(DOY FROM $1) + 6 - EXTRACT(DOW FROM $1), 7) AS TEXT), 2, '0')",
        "%W" => "LPAD(CAST(DIV(EXTRACT(DOY FROM $1) + 7 - EXTRACT(ISODOW FROM $1), 7) AS TEXT), 2, '0')",
        "%C" => "LPAD(CAST(DIV(EXTRACT(YEAR FROM $1), 100) AS TEXT), 2, '0')",
        _ => null,
    };

    [GeneratedRegex("(?<=(?:^|[^%])(?:%%)*)(%[eklwUWC])")]
    private static partial Regex Lacking();
}
