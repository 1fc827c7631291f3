using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Names;

/// <summary>
/// Columns under a table of their own name, which GoogleSQL would read as the table's row: <c>SELECT d.d FROM d</c>.
/// Behind the select list the name of an output column is that column.
/// </summary>
internal sealed class HiddenColumns(Binder names)
{
    public Select Rewrite(Select select)
    {
        HashSet<string> outputs = new(StringComparer.OrdinalIgnoreCase);
        foreach (Expression item in select.Items)
        {
            if ((item is Alias alias ? alias.Value : item) is Column column && (item is not Alias { Name: { } name }
                || name.Name.Equals(column.Last.Name, StringComparison.OrdinalIgnoreCase)))
            {
                outputs.Add(column.Last.Name);
            }
        }
        Expression Inner(Expression node) => Qualified(node, []);
        Expression Behind(Expression node) => Qualified(node, outputs);
        return select with
        {
            Items = Array.ConvertAll(select.Items, Inner),
            From = select.From is null ? null : select.From with
            {
                Joins = Array.ConvertAll(
                select.From.Joins, join => join.On is null ? join : join with { On = Inner(join.On) })
            },
            Where = select.Where is null ? null : Inner(select.Where),
            GroupBy = select.GroupBy is null ? null
            : select.GroupBy with { Items = Array.ConvertAll(select.GroupBy.Items, Behind) },
            Having = select.Having is null ? null : Behind(select.Having),
            Qualify = select.Qualify is null ? null : Behind(select.Qualify),
            OrderBy = Array.ConvertAll(select.OrderBy, item => item with { Value = Behind(item.Value) }),
        };
    }

    private Expression Qualified(Expression expression, HashSet<string> outputs) =>
        TreeRewriter.Rewrite(expression, node => node switch
    {
        SubqueryExpression or Exists or ArrayQuery => node,
        Column { Parts: [var name] } column when !outputs.Contains(name.Name)
            && names.TableHiding(column) is { } owner => column with { Parts = [owner, name] },
        _ => null,
    });
}
