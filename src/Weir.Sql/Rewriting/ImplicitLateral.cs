using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// DuckDB's subqueries in FROM that see the tables left of them without LATERAL: the word is put where one is used.
/// </summary>
// https://duckdb.org/docs/stable/sql/query_syntax/from#lateral-joins
internal static class ImplicitLateral
{
    public static Select Rewrite(Select select)
    {
        if (select.From is not { Joins.Length: > 0 } source
            || !Array.Exists(source.Joins, join => join.Table is SubqueryTable { Lateral: false }))
        {
            return select;
        }
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        Add(seen, source.First);
        Join[] joins = new Join[source.Joins.Length];
        for (int index = 0; index < joins.Length; index++)
        {
            Join join = source.Joins[index];
            joins[index] = join.Table is SubqueryTable { Lateral: false } subquery && Uses(subquery.Query, seen)
                ? join with { Table = subquery with { Lateral = true } } : join;
            Add(seen, join.Table);
        }
        return select with { From = source with { Joins = joins } };
    }

    private static void Add(HashSet<string> names, TableExpression table)
    {
        if ((table.Alias?.Name ?? (table as TableName)?.Parts[^1] as Identifier) is { } name)
        {
            names.Add(name.Name);
        }
    }

    /// <summary>Whether a column is qualified by one of the names, which no table of the query itself has.</summary>
    private static bool Uses(Query query, HashSet<string> names)
    {
        HashSet<string> outer = new(names, StringComparer.OrdinalIgnoreCase);
        if (query is not Select select)
        {
            return false;
        }
        foreach (TableExpression own in (select.From?.Joins ?? []).Select(join => join.Table).Concat(
            select.From is null ? [] : [select.From.First]))
        {
            HashSet<string> inner = [];
            Add(inner, own);
            outer.ExceptWith(inner);
        }
        return TreeSearch.Contains(new SubqueryExpression(query), node =>
            node is Column { Parts: [var table, _, ..] } && outer.Contains(table.Name));
    }
}
