using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// Fields of unnested structs as <c>value['field']</c>, for dialects whose flattened items are objects.
/// </summary>
internal static class StructFieldsByKey
{
    public static Select Rewrite(Select select)
    {
        HashSet<string> items = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> fields = new(StringComparer.OrdinalIgnoreCase);
        foreach (TableExpression table in Tables(select.From))
        {
            if (table is not Unnest { AliasIsColumn: true } unnest)
            {
                continue;
            }
            if (unnest.Alias?.Name is { } name)
            {
                items.Add(name.Name);
            }
            else if (unnest.Arrays is [ArrayLiteral { Items: [StructLiteral first, ..] }])
            {
                fields.UnionWith(first.Fields.Select(NameOf).OfType<string>());
            }
        }
        if (items.Count == 0 && fields.Count == 0)
        {
            return select;
        }
        Expression? Replace(Expression node) => node is Column column ? ByKey(column, items, fields) : null;
        Expression R(Expression node) => TreeRewriter.Rewrite(node, Replace);
        Expression Item(Expression item) => item is Column column && ByKey(column, items, fields) is { } access
            ? new Alias(access, column.Last) { Position = column.Position } : R(item);
        TableExpression T(TableExpression table) =>
            table is Unnest unnest ? unnest with { Arrays = Array.ConvertAll(unnest.Arrays, R) } : table;
        return select with
        {
            Items = Array.ConvertAll(select.Items, Item),
            Where = select.Where is null ? null : R(select.Where),
            GroupBy = select.GroupBy is null ? null
            : select.GroupBy with { Items = Array.ConvertAll(select.GroupBy.Items, R) },
            OrderBy = Array.ConvertAll(select.OrderBy, item => item with { Value = R(item.Value) }),
            From = select.From! with
            {
                Joins = Array.ConvertAll(select.From.Joins,
                join => join with { Table = T(join.Table), On = join.On is null ? null : R(join.On) })
            },
        };
    }

    private static Subscript? ByKey(Column column, HashSet<string> items, HashSet<string> fields)
    {
        if (column.Parts.Length == 1 && fields.Contains(column.Last.Name))
        {
            return new Subscript(Column.Of("value"), [new StringLiteral(column.Last.Name)],
                SubscriptKind.Key)
            { Position = column.Position };
        }
        if (column.Parts.Length < 2 || !items.Contains(column.Parts[0].Name))
        {
            return null;
        }
        Expression access = new Column([column.Parts[0]]);
        foreach (Identifier part in column.Parts[1..])
        {
            access = new Subscript(
                access, [new StringLiteral(part.Name)], SubscriptKind.Key)
            { Position = column.Position };
        }
        return (Subscript)access;
    }

    private static string? NameOf(Expression field) => field switch
    {
        Alias alias => alias.Name.Name,
        NamedArgument named => named.Name.Name,
        Column column => column.Last.Name,
        _ => null,
    };

    private static IEnumerable<TableExpression> Tables(FromClause? from) =>
        from is null ? [] : [from.First, .. from.Joins.Select(join => join.Table)];
}
