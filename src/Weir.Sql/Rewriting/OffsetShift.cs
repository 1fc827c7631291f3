using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>Positions of unnested items: WITH OFFSET counts from 0, WITH ORDINALITY from 1.</summary>
internal static class OffsetShift
{
    /// <summary>The names of position columns in a FROM clause.</summary>
    public static HashSet<string> Names(FromClause? from)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        if (from is null)
        {
            return names;
        }
        Add(from.First, names);
        foreach (Join join in from.Joins)
        {
            Add(join.Table, names);
        }
        return names;
    }

    /// <summary>The query with <paramref name="delta"/> added to each position.</summary>
    public static Select Rewrite(Select select, HashSet<string> names, int delta)
    {
        Expression Shifted(Expression column) =>
            new Binary(delta > 0 ? BinaryOperator.Add : BinaryOperator.Subtract, column, new NumberLiteral("1"));
        Expression? Replace(Expression node) => node switch
        {
            Column column when names.Contains(column.Last.Name) && column.Parts.Length <= 2 =>
                new Paren(Shifted(column)),
            _ => null,
        };
        Expression R(Expression node) => TreeRewriter.Rewrite(node, Replace);
        Expression Item(Expression item) => item switch
        {
            Column column when names.Contains(column.Last.Name) =>
                new Alias(Shifted(column), column.Last) { Position = column.Position },
            Alias { Value: Column column } alias when names.Contains(column.Last.Name) =>
                alias with { Value = Shifted(column) },
            _ => R(item),
        };
        return select with
        {
            Items = Array.ConvertAll(select.Items, Item),
            Where = select.Where is null ? null : Unwrapped(R(select.Where)),
            Qualify = select.Qualify is null ? null : R(select.Qualify),
            From = select.From! with
            {
                Joins = Array.ConvertAll(
                select.From.Joins, join => join.On is null ? join : join with { On = R(join.On) })
            },
        };
    }

    /// <summary>
    /// BigQuery's unnested arrays with their positions as subqueries that count from 0; null where there are others.
    /// </summary>
    public static FromClause? Counted(FromClause tables, Func<Identifier> name)
    {
        TableExpression? Table(TableExpression table, bool first)
        {
            if (table is not Unnest
                {
                    Offset: { } offset, WithOrdinality: false, Sample: null, Pivots.Length: 0
                } unnest)
            {
                return table is Unnest { WithOrdinality: true } or Unnest { Offset: not null } ? null : table;
            }
            Identifier value = (unnest.AliasIsColumn ? unnest.Alias?.Name : null) ?? Identifier.Plain("_c");
            Identifier position = Identifier.Plain("_o");
            Select items = new([new Column([value]), new Alias(new Binary(BinaryOperator.Subtract,
                new Column([position]), new NumberLiteral("1")), offset)])
            {
                From = new FromClause(new Unnest(unnest.Arrays)
                {
                    WithOrdinality = true,
                    Alias = new TableAlias(name(), [value, position]),
                }, []),
            };
            return new SubqueryTable(items)
            {
                Lateral = !first,
                Alias = new TableAlias(name(), []),
                Position = unnest.Position,
            };
        }
        if (Table(tables.First, true) is not { } start)
        {
            return null;
        }
        Join[] joins = new Join[tables.Joins.Length];
        for (int index = 0; index < joins.Length; index++)
        {
            if (Table(tables.Joins[index].Table, false) is not { } next)
            {
                return null;
            }
            joins[index] = tables.Joins[index] with { Table = next };
        }
        return tables with { First = start, Joins = joins };
    }

    /// <summary>
    /// What a star stands for, table by table, with the position columns by their names; null where a table or a column
    /// has none.
    /// </summary>
    public static Expression[]? Columns(FromClause from)
    {
        List<Expression> items = [];
        foreach (TableExpression table in from.Joins.Select(join => join.Table).Prepend(from.First))
        {
            if (table is Unnest { Offset: not null } or Unnest { WithOrdinality: true })
            {
                Unnest unnest = (Unnest)table;
                Identifier[] names = unnest.Alias is not { } alias ? [] : unnest.AliasIsColumn ? alias.Name is null ? []
                    : [alias.Name] : alias.Columns;
                Identifier[] columns = unnest.Offset is null ? names : [.. names, unnest.Offset];
                if (columns.Length < 2)
                {
                    return null;
                }
                items.AddRange(columns.Select(column => new Column([column])));
                continue;
            }
            if ((table.Alias?.Name ?? (table as TableName)?.Parts[^1] as Identifier) is not { } name)
            {
                return null;
            }
            items.Add(table is Unnest { AliasIsColumn: true } ? new Column([name]) : new Star([name]));
        }
        return Array.Exists(from.Joins, join => join.Using.Length > 0 || join.Natural) ? null : [.. items];
    }

    private static Expression Unwrapped(Expression expression) =>
        expression is Paren { Inner: Binary inner } ? inner : expression;

    private static void Add(TableExpression table, HashSet<string> names)
    {
        if (table is not Unnest unnest)
        {
            return;
        }
        Identifier? name = unnest.Offset
            ?? (unnest.WithOrdinality && unnest.Alias?.Columns is [.., _, var last] ? last : null);
        // _o is this library's own: a template counts as its dialect does.
        if (name is not null && name.Name != "_o")
        {
            names.Add(name.Name);
        }
    }
}
