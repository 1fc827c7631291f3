using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>Set operations that match columns by name (BY NAME, CORRESPONDING; LEFT, FULL and INNER of BigQuery), with the columns in one order.</summary>
// https://cloud.google.com/bigquery/docs/reference/standard-sql/query-syntax#by_name_or_corresponding
internal static class SetOperationByName
{
    /// <summary>The operation by position; null where the columns are not known, or a side's names do not fit.</summary>
    public static SetOperation? Rewrite(SetOperation operation, OutputColumns columns, string family)
    {
        if (operation.Matching is null && operation.Side is not null || columns.Of(operation.Left) is not { } left || columns.Of(operation.Right) is not { } right)
        {
            return null;
        }
        string side = operation.Side?.Split(' ')[0] ?? (family == "bigquery" ? "STRICT" : "FULL");
        Identifier[] names = side switch
        {
            "FULL" => [.. left, .. right.Where(column => !Has(left, column))],
            "LEFT" => left,
            "INNER" => [.. left.Where(column => Has(right, column))],
            _ => left,
        };
        if (operation.Matching!.IndexOf(" ON ", StringComparison.Ordinal) is > 0 and var on)
        {
            names = [.. operation.Matching[(on + 4)..].Trim('(', ')').Split(',', StringSplitOptions.TrimEntries).Select(Identifier.Plain)];
        }
        else if (side == "STRICT" && (left.Length != right.Length || !Array.TrueForAll(left, column => Has(right, column))))
        {
            return null;
        }
        if (names.Length == 0)
        {
            return null;
        }
        // What stands behind the last SELECT is the whole operation's.
        Query last = operation.Right;
        operation = operation with
        {
            OrderBy = operation.OrderBy.Length > 0 ? operation.OrderBy : last.OrderBy,
            Limit = operation.Limit ?? last.Limit,
            Offset = operation.Offset ?? last.Offset,
            Fetch = operation.Fetch ?? last.Fetch,
        };
        last = last with { OrderBy = [], Limit = null, Offset = null, Fetch = null };
        return operation with { Left = Arranged(operation.Left, left, names), Right = Arranged(last, right, names), Side = null, Matching = null };
    }

    private static bool Has(Identifier[] columns, Identifier name) => Array.Exists(columns, column => column.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase));

    private static Query Arranged(Query query, Identifier[] has, Identifier[] wanted)
    {
        if (has.Length == wanted.Length && has.Zip(wanted).All(pair => pair.First.Name.Equals(pair.Second.Name, StringComparison.OrdinalIgnoreCase)))
        {
            return query;
        }
        Expression[] items = Array.ConvertAll(wanted, name => Has(has, name) ? new Column([name]) : (Expression)new Alias(new NullLiteral(), name));
        return new Select(items) { From = new FromClause(new SubqueryTable(query) { Alias = new TableAlias(Identifier.Plain("_s"), []) }, []) };
    }
}
