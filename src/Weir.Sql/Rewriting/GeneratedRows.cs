using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>Snowflake's TABLE(GENERATOR(ROWCOUNT => n)) as a series from 0, which SEQ4() and its kin count.</summary>
// https://docs.snowflake.com/en/sql-reference/functions/generator
internal static class GeneratedRows
{
    private static readonly Identifier Sequence = Identifier.Plain("_seq");

    public static Select Rewrite(Select select)
    {
        if (select.From is not { First: TableFunction { Call: Call generator } function }
            || CountOf(generator) is not { } count)
        {
            return select;
        }
        Expression last = count is NumberLiteral { IsInteger: true } number && long.TryParse(number.Text, out long rows)
            && rows > 0
            ? NumberLiteral.Of(rows - 1)
            : new Binary(BinaryOperator.Subtract, Generation.Generator.Wrap(count), new NumberLiteral("1"));
        Unnest series = new([Call.Of("GENERATE_SERIES", new NumberLiteral("0"), last)])
        {
            Alias = new TableAlias(
            function.Alias?.Name ?? Identifier.Plain("_g"), [Sequence]),
            Position = function.Position
        };
        Expression R(Expression node) =>
            TreeRewriter.Rewrite(node, inner => inner is Call
            {
                Name: "SEQ1" or "SEQ2" or "SEQ4" or "SEQ8",
                Arguments: [] or [NumberLiteral { Text: "0" }]
            } ? new Column([Sequence]) : null);
        return select with
        {
            Items = Array.ConvertAll(select.Items, R),
            Where = select.Where is null ? null : R(select.Where),
            GroupBy = select.GroupBy is null ? null
            : select.GroupBy with { Items = Array.ConvertAll(select.GroupBy.Items, R) },
            Qualify = select.Qualify is null ? null : R(select.Qualify),
            OrderBy = Array.ConvertAll(select.OrderBy, item => item with { Value = R(item.Value) }),
            From = select.From with { First = series },
        };
    }

    /// <summary>The number of rows; null where the call is another.</summary>
    public static Expression? CountOf(Call call) =>
        call.Name.Equals("GENERATOR", StringComparison.OrdinalIgnoreCase)
            && call.Arguments is [NamedArgument { Name.Name: var name, Value: var count }]
            && name.Equals("ROWCOUNT", StringComparison.OrdinalIgnoreCase) ? count : null;
}
