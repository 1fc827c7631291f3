using Weir.Sql.Ast;
using Weir.Sql.Functions;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// Parts of a text from its end. Places at or before nought count from the end in BigQuery, Snowflake and (below
    /// nought) DuckDB; PostgreSQL counts on before the text. A negative length of LEFT and RIGHT is what PostgreSQL and
    /// DuckDB leave out.
    /// </summary>
    /// <returns>What means the same in the target; null for other calls.</returns>
    private Expression? TextPart(Call call)
    {
        bool counts = Source.Family is "postgres" or "duckdb";
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "SUBSTRING" when a.Length is 2 or 3 && WholeNumber(a[1]) is <= 0 and var start
                && Source.Family is "postgres" or "duckdb" or "bigquery" or "snowflake":
                return start < 0 && Source.Family != "postgres" ? FromEnd(call, -start)
                    : FromStart(call, start, counts);
            case "SUBSTRING" when Source.Family == "postgres" && a is [_, StringLiteral regex]:
                return FirstMatch(call, a[0], regex);
            case "REGEXP_SUBSTR" when Source.Family == "duckdb" && a.Length == 2
                && Dialect.Family is "postgres" or "bigquery" or "snowflake":
                // DuckDB gives the whole match, and an empty text where there is none.
                Expression pattern = a[1] is StringLiteral written
                    ? written with { Value = RegexGroups.WithoutCaptures(written.Value) } : a[1];
                Call found = Call.OfFinal(Dialect.Family switch
                {
                    "postgres" => "SUBSTRING",
                    "bigquery" => "REGEXP_EXTRACT",
                    _ => "REGEXP_SUBSTR"
                }, a[0], pattern);
                return Call.OfFinal("COALESCE", found, Call.OfFinal("LEFT", a[0], Number(0)));
            case "REGEXP_EXTRACT" when Source.Family == "duckdb"
                && a is [_, StringLiteral groups, NumberLiteral { IsInteger: true } group]:
                return MatchedGroup(call, groups, group);
            case "LENGTH" when a.Length == 1 && Source.Family == "duckdb" && Types.Group(a[0]) == TypeGroup.Array:
                return Call.Of("ARRAY_SIZE", a[0]);
            case "LEFT" or "RIGHT" when counts && Dialect.Family is "bigquery" or "snowflake"
                && a is [var text, var length] && WholeNumber(length) is < 0 and var less:
                Expression kept = new Binary(BinaryOperator.Subtract, Call.OfFinal("LENGTH", text), Number(-less));
                return Call.OfFinal(call.Name, text, Call.OfFinal("GREATEST", kept, Number(0)));
            case "STR_POSITION" when a.Length == 3 && WholeNumber(a[2]) < 0 && Source.Family == "bigquery":
                Refuse(call, "a search from the end", "search in REVERSE of the text");
                return null;
            default:
                return null;
        }
    }

    /// <summary>DuckDB's group of the first match, an empty text where there is none.</summary>
    private Expression? MatchedGroup(Call call, StringLiteral pattern, NumberLiteral group)
    {
        Expression[] a = call.Arguments;
        Expression empty = Call.OfFinal("LEFT", a[0], Number(0));
        if (group.Text == "0")
        {
            return TextPart(Call.Of("REGEXP_SUBSTR", a[0], pattern) with { Position = call.Position });
        }
        switch (Dialect.Family)
        {
            case "bigquery" when group.Text == "1" && RegexGroups.Count(pattern.Value) == 1:
                return Call.OfFinal("COALESCE", Call.OfFinal("REGEXP_EXTRACT", a[0], pattern), empty);
            case "postgres":
                return Call.OfFinal("COALESCE", new Subscript(
                    new Paren(Call.OfFinal("REGEXP_MATCH", a[0], pattern)), [group], SubscriptKind.Key), empty);
            case "snowflake":
                return Call.OfFinal("COALESCE", Call.OfFinal(
                    "REGEXP_SUBSTR", a[0], pattern, Number(1), Number(1), new StringLiteral("c"), group), empty);
            case "bigquery":
                Refuse(call, "one of several groups of a regular expression",
                    "take the match and cut it, or make the other groups (?:…)");
                return null;
            default:
                return null;
        }
    }

    /// <summary>
    /// PostgreSQL's SUBSTRING by a regular expression: the first match, or its group where there is one; else NULL.
    /// </summary>
    private Expression? FirstMatch(Call call, Expression text, StringLiteral regex)
    {
        int groups = RegexGroups.Count(regex.Value);
        switch (Dialect.Family)
        {
            case "bigquery" when groups < 2:
                return Call.OfFinal("REGEXP_EXTRACT", text, regex);
            case "duckdb":
                Call matches =
                    Call.OfFinal("REGEXP_EXTRACT_ALL", groups == 0 ? [text, regex] : [text, regex, Number(1)]);
                return new Subscript(matches, [Number(1)], SubscriptKind.Key);
            case "snowflake":
                return Call.OfFinal("REGEXP_SUBSTR", groups == 0 ? [text, regex] : [text, regex, Number(1), Number(1),
                    new StringLiteral("c"), Number(1)]);
            default:
                Refuse(call, "SUBSTRING by a regular expression", "use the target's function of regular expressions");
                return null;
        }
    }

    /// <summary>
    /// A part from a place at or before nought: from the first character, and as much shorter where the places before
    /// count.
    /// </summary>
    private static Call? FromStart(Call call, long start, bool counts)
    {
        Expression[] a = call.Arguments;
        if (a.Length == 2)
        {
            return call with { Arguments = [a[0], Number(1)] };
        }
        Expression length = !counts ? a[2]
            : WholeNumber(a[2]) is { } given ? Number(Math.Max(0, given + start - 1))
            : Call.OfFinal("GREATEST", new Binary(BinaryOperator.Subtract, Wrap(a[2]), Number(1 - start)), Number(0));
        return call with { Arguments = [a[0], Number(1), length] };
    }

    /// <summary>
    /// The last <paramref name="count"/> characters, for PostgreSQL, which has no places from the end; null where the
    /// target has.
    /// </summary>
    private Call? FromEnd(Call call, long count)
    {
        if (Dialect.Family != "postgres")
        {
            return null;
        }
        Call tail = Call.OfFinal("RIGHT", call.Arguments[0], Number(count));
        return call.Arguments.Length == 2 ? tail : Call.OfFinal("LEFT", tail, call.Arguments[2]);
    }
}
