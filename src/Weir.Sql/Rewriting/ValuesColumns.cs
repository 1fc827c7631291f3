using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// Snowflake's VALUES in FROM without names: its columns are column1, column2 … (in PostgreSQL too, which wants a name
/// for the table).
/// </summary>
internal static class ValuesColumns
{
    public static Select Rewrite(Select select, string target) =>
        select.From is null || target == "snowflake" ? select : select with
        {
            From = select.From with
            {
                First = Table(select.From.First),
                Joins = Array.ConvertAll(select.From.Joins, join => join with { Table = Table(join.Table) }),
            },
        };

    private static TableExpression Table(TableExpression table)
    {
        if (table is not SubqueryTable
            {
                Query: Values { Rows: [var first, ..] },
                Alias: null or { Columns.Length: 0 }
            } subquery)
        {
            return table;
        }
        Identifier[] columns = [.. Enumerable.Range(1, Values.ItemsOf(first).Length).Select(index => Identifier.Plain(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"column{index}")))];
        return subquery with { Alias = new TableAlias(subquery.Alias?.Name ?? Identifier.Plain("_v"), columns) };
    }
}
