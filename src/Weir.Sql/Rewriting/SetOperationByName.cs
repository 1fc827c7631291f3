using Weir.Sql.Ast;
using Weir.Sql.Names;

namespace Weir.Sql.Rewriting;

/// <summary>
/// Set operations that match columns by name (BY NAME, CORRESPONDING; LEFT, FULL and INNER of BigQuery), with the
/// columns in one order.
/// </summary>
// https://cloud.google.com/bigquery/docs/reference/standard-sql/query-syntax#by_name_or_corresponding
internal static class SetOperationByName
{
    /// <summary>
    /// The operation by position; null where the columns are not known, or a side's names do not fit.
    /// </summary>
    public static SetOperation? Rewrite(SetOperation operation, Binder binder, string family)
    {
        if (operation.Matching is null && operation.Side is not null || binder.Of(operation.Left).Names is not { } left
            || binder.Of(operation.Right).Names is not { } right)
        {
            return null;
        }
        string side = operation.Side == "OUTER" ? "FULL"
            : operation.Side?.Split(' ')[0] ?? (family == "bigquery" ? "STRICT" : "FULL");
        Identifier[] names = side switch
        {
            "FULL" => [.. left, .. right.Where(column => !Has(left, column))],
            "LEFT" => left,
            "INNER" => [.. left.Where(column => Has(right, column))],
            _ => left,
        };
        if (operation.Matching!.IndexOf(" ON ", StringComparison.Ordinal) is > 0 and var on)
        {
            names = [.. operation.Matching[(on + 4)..].Trim('(', ')').Split(',', StringSplitOptions.TrimEntries).Select(
                Identifier.Plain)];
            if (side is not ("LEFT" or "FULL") && !Array.TrueForAll(names, name => Has(left, name) && Has(right, name)))
            {
                return null;
            }
        }
        else if (side == "STRICT"
            && (left.Length != right.Length || !Array.TrueForAll(left, column => Has(right, column))))
        {
            return null;
        }
        // ORDER BY and LIMIT behind the last SELECT are the whole operation's: they cannot go into a subquery with it.
        if (names.Length == 0 || (operation.Right is Query { OrderBy.Length: > 0 } or Query { Limit: not null }
            && !IsArrangedInPlace(operation.Right, right)))
        {
            return null;
        }
        return operation with
        {
            Left = Arranged(operation.Left, left, names),
            Right = Arranged(operation.Right, right, names),
            Side = null,
            Matching = null
        };
    }

    private static bool Has(Identifier[] columns, Identifier name) =>
        Array.Exists(columns, column => Same(column, name));

    private static bool Same(Identifier first, Identifier second) =>
        first.Name.Equals(second.Name, StringComparison.OrdinalIgnoreCase);

    private static bool IsArrangedInPlace(Query query, Identifier[] has) =>
        query is Select { Distinct: false, DistinctOn.Length: 0, Kind: null } select
            && select.Items.Length == has.Length && !Array.Exists(select.Items, item => item is Star);

    private static Query Arranged(Query query, Identifier[] has, Identifier[] wanted)
    {
        if (has.Length == wanted.Length && has.Zip(wanted).All(pair => Same(pair.First, pair.Second)))
        {
            return query;
        }
        if (query is Select select && IsArrangedInPlace(query, has))
        {
            return select with
            {
                Items = Array.ConvertAll(wanted, name => Array.FindIndex(has, column => Same(
                column, name)) is >= 0 and var index ? select.Items[index] : new Alias(new NullLiteral(), name))
            };
        }
        Expression[] items = Array.ConvertAll(
            wanted, name => Has(has, name) ? new Column([name]) : (Expression)new Alias(new NullLiteral(), name));
        return new Select(items)
        {
            From = new FromClause(
            new SubqueryTable(query) { Alias = new TableAlias(Identifier.Plain("_s"), []) }, [])
        };
    }
}
