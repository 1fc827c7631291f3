using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>DISTINCT ON (k) … ORDER BY k, x as the first row of each k by ROW_NUMBER.</summary>
internal static class DistinctOnToRowNumber
{
    public static Query Rewrite(Select select)
    {
        Identifier number = Identifier.Plain("_row_number");
        OrderItem[] order = select.OrderBy.Length > 0 ? select.OrderBy
            : [.. select.DistinctOn.Select(
                key => new OrderItem(key, SortDirection.Unspecified, NullOrder.Unspecified))];
        Over rank = new(Call.Of("ROW_NUMBER"), new WindowSpecification
        {
            PartitionBy = select.DistinctOn,
            OrderBy = Array.ConvertAll(order, item => item with { Value = Within(item.Value, select.Items) })
        }, null);
        Expression[] items =
            Array.ConvertAll(select.Items, item => item is Column column ? new Alias(column, column.Last) : item);
        Lifted lifted = new(items, count => count == 0 ? "_col" : $"_col_{count + 1}", aliasesFirst: false);
        lifted.Inner.Add(new Alias(rank, number));
        OrderItem[] outer = Array.ConvertAll(select.OrderBy,
            item => item with { Value = Outer(item.Value, select.Items) ?? lifted.See(item.Value, output: true) });
        Select source = select with
        {
            Items = [.. lifted.Inner],
            Distinct = false,
            DistinctOn = [],
            OrderBy = [],
            Limit = null,
            Offset = null,
            With = null
        };
        return new Select(Array.ConvertAll(lifted.Outer,
            item => item is Star star ? star with { Except = [.. star.Except, new Column([number])] } : item))
        {
            From = new FromClause(new SubqueryTable(source) { Alias = new TableAlias(Identifier.Plain("_t"), []) }, []),
            Where = new Binary(BinaryOperator.Equal, new Column([number]), new NumberLiteral("1")),
            OrderBy = outer,
            Limit = select.Limit,
            Offset = select.Offset,
            With = select.With,
            Position = select.Position,
        };
    }

    /// <summary>A key of ORDER BY within the window: what an output name stands for.</summary>
    private static Expression Within(Expression key, Expression[] items) => key switch
    {
        NumberLiteral { IsInteger: true } place when int.TryParse(place.Text, out int index) && index >= 1
            && index <= items.Length => items[index - 1] is Alias named ? named.Value : items[index - 1],
        Column { Parts: [var name] } when Array.Find(items, item => item is Alias alias && alias.Name.Name.Equals(
            name.Name, StringComparison.OrdinalIgnoreCase)) is Alias output => output.Value,
        _ => key,
    };

    /// <summary>An ordering key as the outer query sees it: by its output name or place.</summary>
    private static Expression? Outer(Expression key, Expression[] items)
    {
        foreach (Expression item in items)
        {
            if (item is Alias alias && alias.Value.Equals(key))
            {
                return new Column([alias.Name]);
            }
        }
        return key is NumberLiteral ? key : null;
    }
}
