using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>Snowflake's <c>$1</c> and DuckDB's <c>#1</c> over VALUES as the columns' names.</summary>
internal static class PositionColumns
{
    /// <param name="select">A SELECT.</param>
    /// <param name="sign"><c>$</c> or <c>#</c>, which stands before a position in the source.</param>
    public static Select Rewrite(Select select, string sign)
    {
        if (select.From is not
            { Joins.Length: 0, First: SubqueryTable { Query: Values { Rows: [var first, ..] } } rows }
            || !Array.Exists(select.Items, item => Of(item is Alias alias ? alias.Value : item, sign) is not null))
        {
            return select;
        }
        int count = Values.ItemsOf(first).Length;
        if (rows.Alias is not { Columns.Length: > 0 })
        {
            Identifier[] columns = [.. Enumerable.Range(0, count).Select(index =>
                Identifier.Plain(string.Create(CultureInfo.InvariantCulture, $"col{index}")))];
            rows = rows with { Alias = new TableAlias(rows.Alias?.Name ?? Identifier.Plain("_v"), columns) };
        }
        Identifier[] names = rows.Alias.Columns;
        return select with
        {
            From = new FromClause(rows, []),
            Items = Array.ConvertAll(select.Items, Named),
            Where = select.Where is null ? null : Named(select.Where),
            OrderBy = Array.ConvertAll(select.OrderBy, item => item with { Value = OfOrder(item.Value) }),
        };

        // In DuckDB's ORDER BY a position is one of the selected columns.
        Expression OfOrder(Expression value) => value is Parameter { Sigil: "#", Name: var place }
            ? new NumberLiteral(place) : Named(value);

        Expression Named(Expression expression) => TreeRewriter.Rewrite(expression, node =>
            Of(node, sign) is { } place && place >= 1 && place <= names.Length ? new Column([names[place - 1]]) : null);
    }

    private static int? Of(Expression expression, string sign) => expression switch
    {
        Parameter { Sigil: var sigil, Name: var name } when sigil == sign => Number(name),
        Column { Parts: [{ Quoted: false, Name: ['$', .. var name] }] } when sign == "$" => Number(name),
        _ => null,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
