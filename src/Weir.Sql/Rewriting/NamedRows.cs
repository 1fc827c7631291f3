using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// Subqueries and VALUES with names behind the alias, <c>(…) AS t(a, b)</c>, as queries whose own columns have these
/// names.
/// </summary>
internal static class NamedRows
{
    /// <summary>Null where a star hides the columns.</summary>
    public static SubqueryTable? Rewrite(SubqueryTable table)
    {
        if (table.Alias is not { Columns: { Length: > 0 } names } alias || Named(table.Query, names) is not { } query)
        {
            return null;
        }
        return table with { Query = query, Alias = alias with { Columns = [] } };
    }

    private static Query? Named(Query query, Identifier[] names)
    {
        switch (query)
        {
            case Values values:
                Query? union = null;
                foreach (Expression row in values.Rows)
                {
                    Expression[] items = Values.ItemsOf(row);
                    Query one = new Select(union is not null ? items : [
                        .. items.Select((item, index) => index < names.Length ? new Alias(item, names[index]) : item)]);
                    union = union is null ? one : new SetOperation("UNION", true, union, one);
                }
                return union;
            case SetOperation operation when Named(operation.Left, names) is { } left:
                return operation with { Left = left };
            case Select select when !Array.Exists(select.Items, item => item is Star):
                return select with
                {
                    Items = [.. select.Items.Select((item, index) => index < names.Length
                    ? new Alias(item is Alias alias ? alias.Value : item, names[index]) : item)]
                };
            case ParenQuery paren:
                return Named(paren.Inner, names);
            default:
                return null;
        }
    }
}
