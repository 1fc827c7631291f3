using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>
/// BigQuery's FORMAT and DuckDB's PRINTF and FORMAT of a literal as a concatenation: whole numbers, texts, fixed
/// fractions, leading noughts and groups of thousands; NULL where a value is.
/// </summary>
// https://cloud.google.com/bigquery/docs/reference/standard-sql/string_functions#format_string
internal partial class PostgresGenerator
{
    private const string Digits = "FM999,999,999,999,999,999,999,990";

    /// <summary>True where it was written.</summary>
    private bool WritePrintf(Call call)
    {
        bool braces = call.Name == "FORMAT" && Source.Family == "duckdb";
        if (call.Arguments is not [StringLiteral { Value: var format }, ..] || !(braces
            || (call.Name, Source.Family) is ("FORMAT", "bigquery") or ("PRINTF", "duckdb")))
        {
            return false;
        }
        Expression[] values = call.Arguments[1..];
        Expression? whole = null;
        int next = 0, at = 0;
        foreach (Match place in (braces ? Brace() : Percent()).Matches(format))
        {
            Add(format[at..place.Index]);
            at = place.Index + place.Length;
            if (place.Value is "%%" or "{{" or "}}")
            {
                Add(place.Value[..1]);
                continue;
            }
            if (next == values.Length || Formatted(values[next++], place) is not { } piece)
            {
                return false;
            }
            Join(piece);
        }
        Add(format[at..]);
        if (next != values.Length || whole is null || format[at..].AsSpan().IndexOfAny(braces ? "{}" : "%") >= 0)
        {
            return false;
        }
        WriteOperation(whole);
        return true;

        void Add(string text)
        {
            if (text.Length > 0)
            {
                Join(new StringLiteral(text));
            }
        }

        void Join(Expression piece) =>
            whole = whole is null ? piece : new Binary(BinaryOperator.Concat, whole, Wrap(piece));
    }

    private Expression? Formatted(Expression value, Match place)
    {
        TypeGroup group = Types.Group(value);
        string kind = place.Groups["kind"].Value;
        string flag = place.Groups["flag"].Value;
        bool sized = int.TryParse(
            place.Groups["size"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int size);
        switch (kind)
        {
            case "f" when flag.Length == 0 && sized && place.Groups["point"].Success && size is > 0 and < 16:
                // TO_CHAR rounds a double as C does, a NUMERIC half away from nought as BigQuery does.
                bool binary = Source.Family == "duckdb" || value is NumberLiteral or Unary { Operand: NumberLiteral };
                return Call.OfFinal("TO_CHAR",
                    binary ? new Cast(value, DataType.Of(TypeKind.Double), CastKind.Strict) : value,
                    new StringLiteral("FM99999999999999999990." + new string('0', size)));
            case "d" or "i" or "" when place.Groups["point"].Success:
                return null;
            case "d" or "i" when flag == "0" && size is > 1 and < 40:
                string text = "CAST(ABS($1) AS TEXT)";
                return Filled($"CASE WHEN $1 < 0 THEN '-' || LPAD({text}, GREATEST(LENGTH({text}), {size - 1}), '0') "
                    + $"ELSE LPAD({text}, GREATEST(LENGTH({text}), {size}), '0') END", value);
            case "d" or "i" or "" when flag is "'" or "," && !sized:
                return Call.OfFinal("TO_CHAR", value, new StringLiteral(Digits));
            case "d" or "i" when flag.Length == 0 && !sized:
                return new Cast(value, DataType.Of(TypeKind.Text), CastKind.Strict);
            case "s" when flag.Length == 0 && !sized && group is TypeGroup.Text or TypeGroup.Unknown:
                return value;
            case "t" or "" when flag.Length == 0 && !sized
                && group is TypeGroup.Text or TypeGroup.Integer or TypeGroup.Date:
                return group == TypeGroup.Text ? value : new Cast(value, DataType.Of(TypeKind.Text), CastKind.Strict);
            default:
                return null;
        }
    }

    [GeneratedRegex("%%|%(?<flag>[0']?)(?<point>\\.)?(?<size>\\d*)(?<kind>[A-Za-z])")]
    private static partial Regex Percent();

    [GeneratedRegex("\\{\\{|\\}\\}|\\{(:(?<flag>[0,]?)(?<point>\\.)?(?<size>\\d*)(?<kind>[df]?))?\\}")]
    private static partial Regex Brace();
}
