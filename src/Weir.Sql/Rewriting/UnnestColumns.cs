using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// Columns of unnested arrays where the item itself has a name and its table none: <c>x.v</c> of <c>UNNEST(…) AS
/// x(v)</c> becomes <c>v</c>.
/// </summary>
internal static class UnnestColumns
{
    public static Select Rewrite(Select select)
    {
        if (select.From is null)
        {
            return select;
        }
        HashSet<(string Table, string Column)> names = [];
        Add(select.From.First, names);
        foreach (Join join in select.From.Joins)
        {
            Add(join.Table, names);
        }
        if (names.Count == 0)
        {
            return select;
        }
        Expression R(Expression node) => TreeRewriter.Rewrite(
            node, inner => inner is Column { Parts: [Identifier table, Identifier last, .. var fields] } column
            && names.Contains((table.Name.ToUpperInvariant(), last.Name.ToUpperInvariant()))
            ? column with { Parts = [last, .. fields] } : null);
        Expression? N(Expression? node) => node is null ? null : R(node);
        return select with
        {
            Items = Array.ConvertAll(select.Items, R),
            Where = N(select.Where),
            GroupBy = select.GroupBy is null ? null
            : select.GroupBy with { Items = Array.ConvertAll(select.GroupBy.Items, R) },
            Having = N(select.Having),
            Qualify = N(select.Qualify),
            OrderBy = Array.ConvertAll(select.OrderBy, item => item with { Value = R(item.Value) }),
            From = select.From with
            {
                Joins = Array.ConvertAll(
                select.From.Joins, join => join.On is null ? join : join with { On = R(join.On) })
            },
        };
    }

    private static void Add(TableExpression table, HashSet<(string Table, string Column)> names)
    {
        if (table is TableFunction
            {
                Call: Call { Name: "GENERATE_SERIES" or "ARRAY_GENERATE_RANGE" or "RANGE" },
                Alias: { Name: { } series, Columns: [var only] }
            })
        {
            names.Add((series.Name.ToUpperInvariant(), only.Name.ToUpperInvariant()));
        }
        if (table is not Unnest { AliasIsColumn: false, Alias: { Name: { } name, Columns: var columns } } unnest)
        {
            return;
        }
        foreach (Identifier column in unnest.Offset is null ? columns : [.. columns, unnest.Offset])
        {
            names.Add((name.Name.ToUpperInvariant(), column.Name.ToUpperInvariant()));
        }
    }
}
