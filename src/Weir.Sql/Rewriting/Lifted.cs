using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// What an outer query sees of an inner one: its columns by name, and what is computed within and carried out under a
/// name of its own.
/// </summary>
internal sealed class Lifted
{
    private readonly List<Expression> _outer = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Expression> _aliases = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _aliasesFirst;
    private bool _isOutput;
    private int _windows;
    private int _carried;

    /// <param name="items">The select list.</param>
    /// <param name="unnamed">What columns without a name are called.</param>
    /// <param name="aliasesFirst">Whether a name that is an alias and a column is the alias.</param>
    public Lifted(Expression[] items, Func<int, string> unnamed, bool aliasesFirst)
    {
        _aliasesFirst = aliasesFirst;
        int count = 0;
        foreach (Expression item in items)
        {
            switch (item)
            {
                case Star star:
                    HasStar = true;
                    Inner.Add(star);
                    _outer.Add(star.Qualifier.Length > 0 ? new Star([]) : star);
                    break;
                case Alias alias:
                    _aliases[alias.Name.Name] = alias.Value;
                    Add(item, alias.Name);
                    break;
                case Column column:
                    Add(item, column.Last);
                    break;
                default:
                    Identifier name = Identifier.Plain(unnamed(count++));
                    Add(new Alias(item, name), name);
                    break;
            }
        }
    }

    /// <summary>The inner select list.</summary>
    public List<Expression> Inner { get; } = [];

    /// <summary>The outer select list.</summary>
    public Expression[] Outer => [.. _outer];

    public bool HasStar { get; }

    /// <summary>
    /// An expression as the outer query sees it; windows, aggregates and columns that are not selected are computed
    /// within.
    /// </summary>
    /// <param name="expression">A condition of QUALIFY or a key of ORDER BY.</param>
    /// <param name="output">Whether a name alone is the output column in any case, as in ORDER BY.</param>
    public Expression See(Expression expression, bool output = false)
    {
        _isOutput = output && expression is Column;
        return See(expression);
    }

    private Expression See(Expression expression) => TreeRewriter.Rewrite(expression, node =>
    {
        switch (node)
        {
            case Over:
                return Carry(ByAlias(node), _windows++ == 0 ? "_w" : $"_w_{_windows}");
            case FilterClause or WithinGroup:
                return Carried(node);
            case Call call when Aggregates.IsAggregate(call.Name):
                return Carried(node);
            case Column { Parts: [_, .., var last] } column when _aliases.TryGetValue(last.Name, out Expression? value)
                && !value.Equals(column):
                return Carried(column);
            case Column { Parts: [var only] } column when !_aliasesFirst && !_isOutput && _aliases.TryGetValue(
                only.Name, out Expression? value) && value is not Column && Mentions(value, only.Name):
                return Carried(column);
            case Column column:
                if (!HasStar && _names.Add(column.Last.Name))
                {
                    Inner.Add(column);
                }
                return new Column([column.Last]) { Position = column.Position };
            case SubqueryExpression or Exists or ArrayQuery:
                return node;
            default:
                return null;
        }
    });

    private Column Carried(Expression value)
    {
        foreach ((string name, Expression known) in _aliases)
        {
            if (known.Equals(value) || known is Call { Arguments: [Star] } count
                && value is Call { Arguments: [Star] } other && count.Name == other.Name)
            {
                return Column.Of(name);
            }
        }
        return Carry(value, _carried++ == 0 ? "_v" : $"_v_{_carried}");
    }

    private Column Carry(Expression value, string name)
    {
        Inner.Add(new Alias(value, Identifier.Plain(name)));
        return Column.Of(name);
    }

    private void Add(Expression item, Identifier name)
    {
        Inner.Add(item);
        _names.Add(name.Name);
        _outer.Add(new Column([name]));
    }

    /// <summary>
    /// A window over an output column computes what that column is: no select list sees its own names.
    /// </summary>
    private Expression ByAlias(Expression over) => TreeRewriter.Rewrite(over, node =>
        node is Column { Parts: [var only] } && _aliases.TryGetValue(only.Name, out Expression? value)
            && value is not (Column or Over) && (_aliasesFirst || !Mentions(value, only.Name))
            ? value is Binary or CaseExpression ? new Paren(value) : value : null);

    private static bool Mentions(Expression expression, string name) => TreeSearch.Contains(
        expression, node => node is Column column && column.Last.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
