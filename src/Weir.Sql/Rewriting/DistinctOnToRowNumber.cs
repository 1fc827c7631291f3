using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>DISTINCT ON (k) … ORDER BY k, x as the first row of each k by ROW_NUMBER.</summary>
internal static class DistinctOnToRowNumber
{
    public static Query Rewrite(Select select)
    {
        Identifier number = Identifier.Plain("_row_number");
        OrderItem[] order = select.OrderBy.Length > 0 ? select.OrderBy
            : [.. select.DistinctOn.Select(key => new OrderItem(key, SortDirection.Unspecified, NullOrder.Unspecified))];
        Over rank = new(Call.Of("ROW_NUMBER"), new WindowSpecification { PartitionBy = select.DistinctOn, OrderBy = order }, null);
        List<Expression> inner = [];
        List<Expression> outer = [];
        int unnamed = 0;
        foreach (Expression item in select.Items)
        {
            switch (item)
            {
                case Alias alias:
                    inner.Add(alias);
                    outer.Add(new Column([alias.Name]));
                    break;
                case Column column:
                    inner.Add(new Alias(column, column.Last));
                    outer.Add(new Column([column.Last]));
                    break;
                case Star star:
                    inner.Add(star);
                    outer.Add(new Star([]) { Except = [new Column([number])] });
                    break;
                default:
                    Identifier name = Identifier.Plain(unnamed++ == 0 ? "_col" : $"_col_{unnamed}");
                    inner.Add(new Alias(item, name));
                    outer.Add(new Column([name]));
                    break;
            }
        }
        inner.Add(new Alias(rank, number));
        Select source = select with { Items = [.. inner], Distinct = false, DistinctOn = [], OrderBy = [], Limit = null, Offset = null, With = null };
        OrderItem[] outerOrder = [.. select.OrderBy.Select(item => item with { Value = Outer(item.Value, select.Items) })];
        return new Select([.. outer])
        {
            From = new FromClause(new SubqueryTable(source) { Alias = new TableAlias(Identifier.Plain("_t"), []) }, []),
            Where = new Binary(BinaryOperator.Equal, new Column([number]), new NumberLiteral("1")),
            OrderBy = outerOrder,
            Limit = select.Limit,
            Offset = select.Offset,
            With = select.With,
            Position = select.Position,
        };
    }

    /// <summary>An ordering key as the outer query sees it: by its output name.</summary>
    private static Expression Outer(Expression key, Expression[] items)
    {
        foreach (Expression item in items)
        {
            if (item is Alias alias && alias.Value.Equals(key))
            {
                return new Column([alias.Name]);
            }
        }
        return key is Column column ? new Column([column.Last]) : key;
    }
}
