using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Rewriting;

/// <summary>Names of the select list where the target does not look them up.</summary>
internal static class SelectNames
{
    /// <summary>HAVING with what its names stand for, which BigQuery, Snowflake and DuckDB allow.</summary>
    public static Select AggregatesInHaving(Select select)
    {
        if (select.Having is null)
        {
            return select;
        }
        Dictionary<string, Expression> named = new(StringComparer.OrdinalIgnoreCase);
        foreach (Alias alias in select.Items.OfType<Alias>().Where(
            alias => alias.Names.Length == 0 && Aggregates.Contains(alias.Value)))
        {
            named[alias.Name.Name] = alias.Value;
        }
        return named.Count == 0 ? select : select with
        {
            Having = TreeRewriter.Rewrite(select.Having, node => node switch
            {
                Column { Parts: [Identifier name] } when named.TryGetValue(name.Name, out Expression? value) =>
                    Generator.Wrap(value),
                Call call when Aggregates.IsAggregate(call.Name) => call,
                _ => null,
            }),
        };
    }

    /// <summary>
    /// Names of earlier columns within later ones and in WHERE, which DuckDB and Snowflake look up where no table has
    /// such a column.
    /// </summary>
    public static Select EarlierColumns(Select select, Func<Identifier, bool> isNoColumn)
    {
        Dictionary<string, Expression> named = new(StringComparer.OrdinalIgnoreCase);
        Expression Replaced(Expression expression) =>
            named.Count == 0 ? expression : TreeRewriter.Rewrite(expression, node => node switch
        {
            Column { Parts: [Identifier name] } when named.TryGetValue(name.Name, out Expression? value) =>
                Generator.Wrap(value),
            SubqueryExpression or Exists or ArrayQuery => node,
            _ => null,
        });
        Expression[] items = Array.ConvertAll(select.Items, item =>
        {
            Expression replaced = item is Star ? item : Replaced(item);
            if (replaced is Alias { Names.Length: 0 } alias && isNoColumn(alias.Name))
            {
                named[alias.Name.Name] = alias.Value;
            }
            return replaced;
        });
        return select with { Items = items, Where = select.Where is null ? null : Replaced(select.Where) };
    }

    /// <summary>
    /// ORDER BY ALL of DuckDB and Snowflake by the places of all columns; null where a star hides their number.
    /// </summary>
    public static Select? OrderByAll(Select select)
    {
        OrderItem item = select.OrderBy[0];
        return Array.Exists(select.Items, column => column is Star) ? null : select with
        {
            OrderBy = [.. select.Items.Select((_, index) => item with { Value = NumberLiteral.Of(index + 1) })],
        };
    }

    public static bool IsOrderByAll(Select select) => select.OrderBy is [{ Value: WordExpression { Word: "ALL" } }];
}
