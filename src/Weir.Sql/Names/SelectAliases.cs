using Weir.Sql.Ast;
using Weir.Sql.Generation;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Names;

/// <summary>
/// The names of a select list, resolved as the source does and written so that the target cannot resolve them
/// otherwise.
/// GROUP BY, HAVING, QUALIFY and expressions of ORDER BY take the alias in BigQuery and the column elsewhere; ORDER BY
/// of the name alone takes the alias everywhere (asked of GoogleSQL's engine, DuckDB 1.5 and PostgreSQL 15). A name
/// collides where the schema shows such a column, or the alias's own expression does.
/// </summary>
/// <remarks>
/// https://cloud.google.com/bigquery/docs/reference/standard-sql/query-syntax#using_aliases,
/// https://docs.snowflake.com/en/sql-reference/constructs/group-by#usage-notes
/// </remarks>
internal sealed class SelectAliases
{
    private readonly Dictionary<string, Expression> _aliases = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _collisions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Select _select;
    private readonly Action<Node, string> _refuse;

    /// <param name="select">The query.</param>
    /// <param name="names">Its tables.</param>
    /// <param name="refuse">Told of a name that nothing tells from an alias.</param>
    public SelectAliases(Select select, Binder names, Action<Node, string> refuse)
    {
        _select = select;
        _refuse = refuse;
        foreach (Alias alias in select.Items.OfType<Alias>().Where(
            alias => alias.Names.Length == 0 && !IsItself(alias)))
        {
            _aliases[alias.Name.Name] = alias.Value;
            if (Mentions(alias.Value, alias.Name) || names.Find(new Column([alias.Name])) is not null)
            {
                _collisions.Add(alias.Name.Name);
            }
        }
    }

    /// <summary>A query of BigQuery's, whose aliases come first, for a dialect whose columns do.</summary>
    public Select AliasesFirst() => _collisions.Count == 0 ? _select : _select with
    {
        GroupBy = _select.GroupBy is null ? null
            : _select.GroupBy with { Items = Array.ConvertAll(_select.GroupBy.Items, Grouped) },
        Having = _select.Having is null ? null : ByAlias(_select.Having),
        Qualify = _select.Qualify is null ? null : ByAlias(_select.Qualify),
        OrderBy = Array.ConvertAll(_select.OrderBy,
            item => item.Value is Column { Parts.Length: 1 } ? item : item with { Value = ByAlias(item.Value) }),
    };

    /// <summary>A query whose columns come first, for BigQuery.</summary>
    public Select ColumnsFirst() => _collisions.Count == 0 ? _select : _select with
    {
        GroupBy = _select.GroupBy is null ? null
            : _select.GroupBy with
            {
                Items = Array.ConvertAll(_select.GroupBy.Items,
                item => item is Column { Parts: [var key] } && !(_aliases.TryGetValue(key.Name, out Expression? value)
                    && HasEqualGroups(value)) ? Qualified(item) : item)
            },
        Having = _select.Having is null ? null : InHaving(_select.Having),
        Qualify = _select.Qualify is null || HidesColumnsOfQualify ? _select.Qualify : Qualified(_select.Qualify),
        OrderBy = Array.ConvertAll(_select.OrderBy,
            item => item.Value is Column { Parts.Length: 1 } ? item : item with { Value = Qualified(item.Value) }),
    };

    /// <summary>
    /// Whether QUALIFY must be computed within a subquery: no table's name tells its columns from the aliases.
    /// </summary>
    public bool HidesColumnsOfQualify => _select.Qualify is { } qualify && TableName() is null
        && _collisions.Any(name => Mentions(qualify, Identifier.Plain(name)));

    private Expression Grouped(Expression item)
    {
        if (item is not Column { Parts: [var name] } || !_collisions.Contains(name.Name)
            || HasEqualGroups(_aliases[name.Name]))
        {
            return item;
        }
        // A literal among the grouping keys would be a place of the select list.
        int place = Array.FindIndex(_select.Items,
            one => one is Alias alias && alias.Name.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase)) + 1;
        Expression value = _aliases[name.Name];
        return value is StringLiteral or NumberLiteral or NullLiteral or BooleanLiteral or SubqueryExpression
            ? NumberLiteral.Of(place) : value;
    }

    private Expression ByAlias(Expression expression) => TreeRewriter.Rewrite(expression, node => node switch
    {
        Column { Parts: [var name] } when _collisions.Contains(name.Name) => Generator.Wrap(_aliases[name.Name]),
        SubqueryExpression or Exists or ArrayQuery => node,
        _ => null,
    });

    /// <summary>
    /// HAVING sees a column where it is a grouping key or stands within an aggregate, else the alias.
    /// </summary>
    private Expression InHaving(Expression having)
    {
        bool Grouped(Identifier name) => _select.GroupBy is { } group
            && Array.Exists(group.Items, item => item is Column column && Same(column.Last, name));
        return TreeRewriter.Rewrite(having, node => node switch
        {
            Call call when Aggregates.IsAggregate(call.Name) => Qualified(call),
            Column { Parts: [var name] } when Grouped(name) => Qualified(node),
            SubqueryExpression or Exists or ArrayQuery => node,
            _ => null,
        });
    }

    private Expression Qualified(Expression expression) => TreeRewriter.Rewrite(expression, node =>
    {
        if (node is SubqueryExpression or Exists or ArrayQuery)
        {
            return node;
        }
        if (node is not Column { Parts: [var name] } column || !_collisions.Contains(name.Name))
        {
            return null;
        }
        if (TableName() is { } qualifier)
        {
            return column with { Parts = [qualifier, name] };
        }
        _refuse(column, name.Name);
        return column;
    });

    /// <summary>The name of the only table.</summary>
    private Identifier? TableName() => _select.From is { Joins.Length: 0, First: not Unnest and { } table }
        ? table.Alias?.Name ?? (table as Ast.TableName)?.Parts[^1] as Identifier : null;

    /// <summary>A text of a column: its groups are the column's.</summary>
    private static bool HasEqualGroups(Expression value) => value is Cast { Value: Column, Kind: CastKind.Strict } cast
        && TypeInference.OfKind(cast.Type.Kind) == TypeGroup.Text;

    /// <summary>Whether an expression names the column: by itself, or of a table.</summary>
    private bool Mentions(Expression expression, Identifier name) => TreeSearch.Contains(
        expression,
        node => node is Column column && Same(column.Last, name)
            && (column.Parts.Length == 1 || _select.From is not null),
        node => node is SubqueryExpression or Exists or ArrayQuery);

    private static bool IsItself(Alias alias) => alias.Value is Column column && Same(column.Last, alias.Name);

    private static bool Same(Identifier first, Identifier second) =>
        first.Name.Equals(second.Name, StringComparison.OrdinalIgnoreCase);

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
    public static Select EarlierColumns(Select select, Binder names)
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
            if (replaced is Alias { Names.Length: 0 } alias && names.Find(new Column([alias.Name])) is null)
            {
                named[alias.Name.Name] = alias.Value;
            }
            return replaced;
        });
        return select with { Items = items, Where = select.Where is null ? null : Replaced(select.Where) };
    }

    /// <summary>GROUP BY with the expressions themselves, for targets that take no aliases there.</summary>
    /// <param name="select">The query.</param>
    /// <param name="names">Its tables.</param>
    /// <param name="places">Whether they take no places of the select list either.</param>
    public static Select GroupByExpressions(Select select, Binder names, bool places = true)
    {
        if (select.GroupBy is not { All: false } group)
        {
            return select;
        }
        Expression? Named(Expression item) => item switch
        {
            NumberLiteral { IsInteger: true } place when places && int.TryParse(place.Text, out int index) && index >= 1
                && index <= select.Items.Length => ValueOf(select.Items[index - 1]),
            Column { Parts: [var name] } column when names.Find(column) is null => Array.Find(select.Items,
                one => one is Alias alias && Same(alias.Name, name)) is Alias alias ? alias.Value : null,
            _ => null,
        };
        Expression[] items = Array.ConvertAll(group.Items, item => Named(item) ?? item);
        return select with { GroupBy = group with { Items = items } };
    }

    private static Expression ValueOf(Expression item) => item is Alias alias ? alias.Value : item;

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
