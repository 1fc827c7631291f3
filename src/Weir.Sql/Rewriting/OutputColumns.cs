using System.Runtime.CompilerServices;
using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// The columns that a query or a table gives, in their order, where its text and the schema say them all; else null.
/// </summary>
internal sealed class OutputColumns(SqlSchema? schema)
{
    private readonly List<CommonTable> _common = [];

    /// <summary>How many of the common tables are in sight.</summary>
    private int _seen;

    /// <summary>The common tables in sight now, to be given to <see cref="Leave"/>.</summary>
    public int Enter() => _seen;

    /// <summary>Only the common tables of <paramref name="entered"/> are in sight.</summary>
    public void Leave(int entered) => _seen = entered;

    /// <summary>A common table is in sight from here on.</summary>
    public void Define(CommonTable table)
    {
        _common.RemoveRange(_seen, _common.Count - _seen);
        _common.Add(table);
        _seen++;
    }

    public Identifier[]? Of(Query query)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return null;
        }
        int entered = Enter();
        foreach (CommonTable table in query.With?.Tables ?? [])
        {
            Define(table);
        }
        Identifier[]? columns = query switch
        {
            Select select => Of(select),
            SetOperation { Matching: null, Side: null } operation => Of(operation.Left),
            ParenQuery paren => Of(paren.Inner),
            _ => null,
        };
        Leave(entered);
        return columns;
    }

    /// <summary>The nearest common table of this name, or -1.</summary>
    private int Find(Identifier name)
    {
        int index = _seen - 1;
        while (index >= 0 && !Same(_common[index].Name, name))
        {
            index--;
        }
        return index;
    }

    /// <summary>What a common table gives; it sees those before it.</summary>
    private Identifier[]? OfCommon(int index)
    {
        CommonTable table = _common[index];
        if (table.Columns.Length > 0 || table.Query is not Query query)
        {
            return table.Columns.Length > 0 ? table.Columns : null;
        }
        CommonTable[] later = [.. _common[index.._seen]];
        int entered = Enter();
        Leave(index);
        Identifier[]? columns = Of(query);
        Leave(index);
        foreach (CommonTable one in later)
        {
            Define(one);
        }
        Leave(entered);
        return columns;
    }

    public Identifier[]? Of(FromClause from)
    {
        List<Identifier> columns = [];
        foreach (TableExpression table in from.Joins.Select(join => join.Table).Prepend(from.First))
        {
            if (Of(table) is not { } some)
            {
                return null;
            }
            columns.AddRange(some);
        }
        return Array.Exists(from.Joins,
            join => join.Using.Length > 0 || join.Natural
            || join.Kind is not (
                JoinKind.Plain or JoinKind.Inner or JoinKind.Left or JoinKind.Right or JoinKind.Full or JoinKind.Cross)) ? null : [.. columns];
    }

    public Identifier[]? Of(TableExpression table)
    {
        if (table.Pivots.Length > 0)
        {
            return null;
        }
        if (table.Alias is { Columns.Length: > 0 } alias)
        {
            return alias.Columns;
        }
        return table switch
        {
            SubqueryTable subquery => Of(subquery.Query),
            TableName { Parts: [Identifier name] } when Find(name) is >= 0 and var index => OfCommon(index),
            TableName { Parts: [.., Identifier name] } when schema is not null && schema.HasTable(name.Name) =>
                [.. schema.ColumnsOf(name.Name).Keys.Select(Identifier.Plain)],
            _ => null,
        };
    }

    private Identifier[]? Of(Select select)
    {
        List<Identifier> columns = [];
        foreach (Expression item in select.Items)
        {
            switch (item)
            {
                case Alias { Names.Length: 0 } alias:
                    columns.Add(alias.Name);
                    break;
                case Column column:
                    columns.Add(column.Last);
                    break;
                case Star star when Expanded(star, select.From) is { } items:
                    columns.AddRange(
                        items.Select(expanded => expanded is Alias renamed ? renamed.Name : ((Column)expanded).Last));
                    break;
                default:
                    return null;
            }
        }
        return [.. columns];
    }

    /// <summary>A star as the columns it stands for; null where they are not known.</summary>
    public Expression[]? Expanded(Star star, FromClause? from)
    {
        if (star.Like is not null || from is null)
        {
            return null;
        }
        TableExpression[] tables = [.. from.Joins.Select(join => join.Table).Prepend(from.First)];
        Identifier[]? columns;
        if (star.Qualifier.Length > 0)
        {
            TableExpression? table = Array.Find(tables, one => NameOf(one) is { } name && name.Name.Equals(
                star.Qualifier[^1].Name, StringComparison.OrdinalIgnoreCase));
            columns = table is null ? null : Of(table);
        }
        else
        {
            columns = Of(from);
        }
        if (columns is null)
        {
            return null;
        }
        List<Expression> items = [];
        foreach (Identifier column in columns)
        {
            if (Array.Exists(star.Except, except => Same(NameOf(except), column)))
            {
                continue;
            }
            Expression? replaced = Array.Find(star.Replace, item => item is Alias alias && Same(alias.Name, column));
            Expression? renamed =
                Array.Find(star.Rename, item => item is Alias alias && Same(NameOf(alias.Value), column));
            Column plain = new([.. star.Qualifier, column]);
            items.Add(replaced ?? (renamed is Alias other ? new Alias(plain, other.Name) : plain));
        }
        return [.. items];
    }

    private static bool Same(Identifier? first, Identifier second) =>
        first is not null && first.Name.Equals(second.Name, StringComparison.OrdinalIgnoreCase);

    private static Identifier? NameOf(Expression expression) => expression switch
    {
        Column column => column.Last,
        Identifier name => name,
        StringLiteral text => Identifier.Plain(text.Value),
        _ => null,
    };

    private static Identifier? NameOf(TableExpression table) =>
        table.Alias?.Name ?? (table as TableName)?.Parts[^1] as Identifier;
}
