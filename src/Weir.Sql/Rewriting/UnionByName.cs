using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>BigQuery's set operations by name (LEFT, FULL, INNER, ON) as ones by position, where both queries name their columns.</summary>
// https://cloud.google.com/bigquery/docs/reference/standard-sql/query-syntax#set_operators
internal static class UnionByName
{
    /// <summary>Null where a name is not to be seen.</summary>
    public static SetOperation? Rewrite(SetOperation operation)
    {
        if (operation.Matching is null || operation is not { Left: Select left, Right: Select right } || Names(left) is not { } lefts || Names(right) is not { } rights)
        {
            return null;
        }
        string[] columns = operation.Side?.Split(' ')[0] switch
        {
            "LEFT" => lefts,
            "FULL" => [.. lefts.Union(rights, StringComparer.OrdinalIgnoreCase)],
            "INNER" => [.. lefts.Intersect(rights, StringComparer.OrdinalIgnoreCase)],
            _ => lefts,
        };
        int on = operation.Matching.IndexOf(" ON ", StringComparison.Ordinal);
        if (on >= 0)
        {
            string[] listed = operation.Matching[(on + 4)..].Trim().TrimStart('(').TrimEnd(')').Split(',', StringSplitOptions.TrimEntries);
            bool outer = operation.Side is not null && !operation.Side.StartsWith("INNER", StringComparison.Ordinal);
            if (!outer && !Array.TrueForAll(listed, name => Has(lefts, name) && Has(rights, name)))
            {
                return null;
            }
            columns = listed;
        }
        return columns.Length == 0 ? null : operation with { Side = null, Matching = null, Left = Ordered(left, lefts, columns), Right = Ordered(right, rights, columns) };
    }

    private static bool Has(string[] names, string name) => Array.Exists(names, other => other.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The names of a query's columns, null where one is not to be seen.</summary>
    public static string[]? Names(Select select)
    {
        if (select.Distinct || select.DistinctOn.Length > 0 || select.Kind is not null)
        {
            return null;
        }
        string[] names = Array.ConvertAll(select.Items, item => item switch { Alias { Names.Length: 0 } alias => alias.Name.Name, Column column => column.Last.Name, _ => string.Empty });
        return Array.TrueForAll(names, name => name.Length > 0) && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length ? names : null;
    }

    private static Select Ordered(Select select, string[] names, string[] columns) => select with
    {
        Items = Array.ConvertAll(columns, column =>
        {
            int index = Array.FindIndex(names, name => name.Equals(column, StringComparison.OrdinalIgnoreCase));
            return index >= 0 ? select.Items[index] : new Alias(new NullLiteral(), Identifier.Plain(column));
        }),
    };
}
