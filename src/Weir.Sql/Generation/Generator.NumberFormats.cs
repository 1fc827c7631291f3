using System.Globalization;
using System.Text;
using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// Snowflake's numbers by a format of digits, one point, commas and a leading sign: the text is tested by a pattern
    /// and then cast.
    /// </summary>
    // https://docs.snowflake.com/en/sql-reference/sql-format-models#fixed-position-numeric-formats
    private bool WriteNumberByFormat(Call call)
    {
        Expression[] a = call.Arguments;
        string format = ((StringLiteral)a[1]).Value;
        if (Dialect.Family is not ("duckdb" or "bigquery" or "postgres") || NumberPattern(format) is not { } pattern
            || a.Length > 4)
        {
            return false;
        }
        bool tries = call.Name.StartsWith("TRY", StringComparison.Ordinal);
        DataType type = call.Name.EndsWith("DOUBLE", StringComparison.Ordinal) ? DataType.Of(TypeKind.Double)
            : DataType.Of(TypeKind.Decimal) with
            {
                Parameters = [a.Length > 2 ? a[2] : new NumberLiteral("38"),
                a.Length > 3 ? a[3] : new NumberLiteral("0")]
            };
        Expression text = a[0];
        StringLiteral whole = new($"^(?:{pattern})$");
        Expression fits = Dialect.Family switch
        {
            "duckdb" => Call.OfFinal("REGEXP_FULL_MATCH", text, new StringLiteral(pattern)),
            "postgres" => new Binary(BinaryOperator.Operator, Wrap(text), whole) { Custom = "~" },
            _ => Call.OfFinal("REGEXP_CONTAINS", text, whole),
        };
        Expression digits = format.Contains(',', StringComparison.Ordinal)
            ? Call.OfFinal("REPLACE", text, new StringLiteral(","), new StringLiteral(string.Empty)) : text;
        // PostgreSQL has no function that fails: the cast of these words does.
        StringLiteral complaint = new($"no number of the format {format}");
        Expression wrong = tries ? new NullLiteral() : Dialect.Family == "postgres" ? complaint
            : Call.OfFinal("ERROR", complaint);
        Expression tested = new CaseExpression(null, [new WhenBranch(
            new IsTest(text, new NullLiteral(), false), new NullLiteral()), new WhenBranch(fits, digits)], wrong);
        bool rounds = Dialect.Family == "bigquery"
            && type is { Kind: TypeKind.Decimal, Parameters: [_, NumberLiteral { Text: "0" }] };
        Expression cast = new Cast(tested, rounds ? DataType.Of(TypeKind.Decimal) : type,
            tries && Dialect.Family != "postgres" ? CastKind.Try : CastKind.Strict)
        { Final = true };
        Write(rounds ? Call.OfFinal("ROUND", cast) : cast);
        return true;
    }

    /// <summary>
    /// What a text of the format looks like: up to so many digits before and behind the point; null for other formats.
    /// </summary>
    private static string? NumberPattern(string format)
    {
        bool signed = format.StartsWith('S');
        string[] sides = format[(signed ? 1 : 0)..].Split('.');
        if (sides.Length > 2 || sides[0].Length == 0 || sides[0].AsSpan().IndexOfAnyExcept("90,") >= 0
            || sides[0][0] == ',' || (sides.Length == 2 && sides[1].AsSpan().IndexOfAnyExcept("90") >= 0))
        {
            return null;
        }
        StringBuilder pattern = new(signed ? "[+-]?" : "-?");
        string[] groups = sides[0].Split(',');
        for (int index = 0; index < groups.Length; index++)
        {
            // Leading groups may be missing, together with their commas; a group that follows another has all its
            // digits.
            string count = groups[index].Length.ToString(CultureInfo.InvariantCulture);
            pattern.Append(index < groups.Length - 1 ? "(?:" : string.Empty);
            pattern.Append(CultureInfo.InvariantCulture, $"\\d{{{(index == groups.Length - 1 ? "0" : "1")},{count}}}");
            pattern.Append(index < groups.Length - 1 ? ",)?" : string.Empty);
        }
        if (sides.Length == 2)
        {
            pattern.Append(CultureInfo.InvariantCulture, $"(?:\\.\\d{{0,{sides[1].Length}}})?");
        }
        return pattern.ToString();
    }
}
