using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>DuckDB's <c>LIMIT n PERCENT</c> as QUALIFY over the rows' numbers and their count.</summary>
internal static class ShareOfRows
{
    /// <summary>Null where the query has another form.</summary>
    public static Select? Rewrite(Select select)
    {
        if (select is not
            {
                Limit: Binary { Custom: " ", Left: NumberLiteral share, Right: WordExpression { Word: "PERCENT" } },
                Distinct: false, Qualify: null, GroupBy: null, From: not null
            }
            || Array.Exists(select.Items, Aggregates.Contains)
            || Array.Exists(select.OrderBy, item => item.Value is NumberLiteral || IsAlias(item.Value, select)))
        {
            return null;
        }
        OrderItem[] order = select.OrderBy.Length > 0 ? select.OrderBy
            : [new OrderItem(new NumberLiteral("1"), SortDirection.Unspecified, NullOrder.Unspecified)];
        Over place = new(Call.OfFinal("ROW_NUMBER"), new WindowSpecification { OrderBy = order }, null);
        Over count = new(Call.OfFinal("COUNT", new Star([])), new WindowSpecification(), null);
        Expression part = Call.OfFinal("FLOOR", new Binary(BinaryOperator.Divide,
            new Binary(BinaryOperator.Multiply, count, share), new NumberLiteral("100"))
        { Custom = "/" });
        Expression last = select.Offset is null ? part : new Binary(BinaryOperator.Add, part, select.Offset);
        Expression test = new Binary(BinaryOperator.LessEqual, place, last);
        return select with
        {
            Limit = null,
            Offset = null,
            Qualify = select.Offset is null ? test : new Binary(BinaryOperator.And, test,
                new Binary(BinaryOperator.Greater, place, select.Offset)),
        };
    }

    private static bool IsAlias(Expression value, Select select) => value is Column { Parts: [var name] }
        && Array.Exists(select.Items, item => item is Alias alias
            && alias.Name.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase));
}
