using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.DuckDb;

internal sealed partial class DuckDbGenerator
{
    /// <summary>BigQuery's calls whose text depends on what the arguments say.</summary>
    private bool WriteBigQueryCall(Call call)
    {
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "APPROX_QUANTILES" when a is [_, NumberLiteral { IsInteger: true } parts]
                && int.TryParse(parts.Text, out int count) && count is > 0 and <= 1000:
                WriteCall(Call.OfFinal("APPROX_QUANTILE", a[0],
                    new ArrayLiteral(Fractions(count), null)) with
                { Distinct = call.Distinct });
                return true;
            case "ANY_VALUE" when call.Having is { } having:
                WriteCall(Call.OfFinal(having.Max ? "ARG_MAX_NULL" : "ARG_MIN_NULL", a[0], having.Value));
                return true;
            case "ARRAY_CONCAT_AGG" when a.Length == 1 && call.Limit is null:
                Call collected = Call.OfFinal("ARRAY_AGG", a[0]) with { OrderBy = call.OrderBy };
                WriteCall(Call.OfFinal("FLATTEN", new FilterClause(
                    collected, new Unary(UnaryOperator.Not, new IsTest(a[0], new NullLiteral(), false)))));
                return true;
            case "ARRAY_AGG" or "STRING_AGG" or "ARRAY_CONCAT_AGG" when a.Length > 0
                && call is { Limit: NumberLiteral limit, Having: null }:
                Call taken = Call.OfFinal("ARRAY_AGG", a[0]) with { Distinct = call.Distinct, OrderBy = call.OrderBy };
                Expression some = call.Name == "ARRAY_AGG" && call.IgnoreNulls != true ? taken : new FilterClause(
                    taken, new Unary(UnaryOperator.Not, new IsTest(a[0], new NullLiteral(), false)));
                Expression first = new Subscript(
                    new Paren(some), [new Slice(new NumberLiteral("1"), limit, null)], SubscriptKind.Key);
                Write(call.Name switch
                {
                    "ARRAY_AGG" => first,
                    "STRING_AGG" => Call.OfFinal("ARRAY_TO_STRING", first, a.Length > 1 ? a[1] : new StringLiteral(",")),
                    _ => Call.OfFinal("FLATTEN", first),
                });
                return true;
            case "FORMAT" when a is [StringLiteral { Value: var format }, ..]
                && format.Contains("%'", StringComparison.Ordinal):
                Refuse(call, "FORMAT with thousands apart", "write FORMAT('{:,}', number)");
                return false;
            case "FORMAT" when a is [StringLiteral { Value: var format }, ..]
                && format.Contains("%t", StringComparison.OrdinalIgnoreCase):
                Refuse(call, "FORMAT of a value as its type writes it", "cast it to STRING and write %s");
                return false;
            case "PERCENTILE_CONT" or "PERCENTILE_DISC" when call.IgnoreNulls == false:
                Refuse(call, call.Name + " with RESPECT NULLS", "filter the NULLs, or count them apart");
                return false;
            case "LAST_DAY" when a is [_, WordExpression or Column or Call]:
                return WriteLastDay(a[0], Parsing.DateParts.Name(a[1]));
            case "GENERATE_DATE_ARRAY" when a.Length >= 2
                && Array.Exists(a[..2], bound => bound is StringLiteral or Call { Name: "DATE_TRUNC", Final: false }):
                Expression begin = AsTimestamp(Bare(a[0]), TypeKind.Date);
                Expression last = AsTimestamp(Bare(a[1]), TypeKind.Date);
                if (ReferenceEquals(begin, a[0]) && ReferenceEquals(last, a[1]))
                {
                    return false;
                }
                WriteCall(call with { Arguments = [begin, last, .. a[2..]] });
                return true;
            default:
                return false;
        }
    }

    /// <summary>A truncated date that becomes a date in any case: no cast of its own.</summary>
    private static Expression Bare(Expression bound) =>
        bound is Call
        {
            Name: "DATE_TRUNC",
            Arguments: [var value, WordExpression { Word: "DAY" or "MONTH" or "QUARTER" or "YEAR" } unit]
        }
            ? Call.OfFinal("DATE_TRUNC", new StringLiteral(unit.Word), value) : bound;

    private static Expression[] Fractions(int parts)
    {
        Expression[] fractions = new Expression[parts + 1];
        for (int index = 0; index <= parts; index++)
        {
            decimal fraction = (decimal)index / parts;
            fractions[index] =
                new NumberLiteral(fraction.ToString("0.############################", CultureInfo.InvariantCulture));
        }
        return fractions;
    }
}
