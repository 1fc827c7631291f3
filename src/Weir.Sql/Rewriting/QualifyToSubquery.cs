using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>QUALIFY as a WHERE around a subquery that computes the window functions.</summary>
internal static class QualifyToSubquery
{
    public static Query Rewrite(Select select)
    {
        List<Expression> inner = [.. select.Items];
        List<Expression> outer = [];
        Dictionary<string, Expression> aliases = new(StringComparer.OrdinalIgnoreCase);
        int unnamed = 0;
        for (int index = 0; index < inner.Count; index++)
        {
            switch (inner[index])
            {
                case Star star:
                    outer.Add(star.Qualifier.Length > 0 ? new Star([]) : star);
                    break;
                case Alias alias:
                    aliases[alias.Name.Name] = alias.Value;
                    outer.Add(new Column([alias.Name]));
                    break;
                case Column column:
                    outer.Add(new Column([column.Last]));
                    break;
                default:
                    Identifier name = Identifier.Plain($"_c{unnamed++}");
                    inner[index] = new Alias(inner[index], name);
                    outer.Add(new Column([name]));
                    break;
            }
        }
        int windows = 0;
        HashSet<string> selected = [];
        foreach (Expression item in outer)
        {
            if (item is Column { Parts: [var only] })
            {
                selected.Add(only.Name);
            }
        }
        bool hasStar = outer.Exists(item => item is Star);
        Expression condition = TreeRewriter.Rewrite(select.Qualify!, node =>
        {
            switch (node)
            {
                case Over over:
                    Identifier name = windows++ == 0 ? Identifier.Plain("_w") : Identifier.Plain($"_w_{windows}");
                    inner.Add(new Alias(TreeRewriter.Rewrite(over, part => ByAlias(part, aliases)), name));
                    return new Column([name]);
                case Column column:
                    if (!hasStar && !selected.Contains(column.Last.Name))
                    {
                        inner.Add(column);
                        selected.Add(column.Last.Name);
                    }
                    return new Column([column.Last]) { Position = column.Position };
                default:
                    return null;
            }
        });
        Select source = select with
        {
            Items = [.. inner],
            Qualify = null,
            OrderBy = [],
            Limit = null,
            Offset = null,
            With = null,
            Distinct = false,
        };
        return new Select([.. outer])
        {
            Distinct = select.Distinct,
            With = select.With,
            From = new FromClause(new SubqueryTable(source) { Alias = new TableAlias(Identifier.Plain("_t"), []) }, []),
            Where = condition,
            OrderBy = select.OrderBy,
            Limit = select.Limit,
            Offset = select.Offset,
            Position = select.Position,
        };
    }

    /// <summary>A window over an output column computes what that column is: no select list sees its own names.</summary>
    private static Expression? ByAlias(Expression node, Dictionary<string, Expression> aliases) =>
        node is Column { Parts: [var only] } && aliases.TryGetValue(only.Name, out Expression? value) && value is not (Column or Over)
            ? value is Binary or CaseExpression ? new Paren(value) : value : null;
}
