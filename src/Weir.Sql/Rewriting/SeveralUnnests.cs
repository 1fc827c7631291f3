using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// Several UNNEST among the selected columns, in columns of their own or within an operation: they run side by side,
/// NULL behind the end of the shorter ones. A series of positions as long as the longest array is joined, and each
/// array is read at it.
/// </summary>
internal static class SeveralUnnests
{
    /// <summary>Null where the columns hold less than two, or what cannot be moved.</summary>
    public static Select? Rewrite(Select select, bool bigQuery)
    {
        List<Expression> arrays = [];
        foreach (Expression item in select.Items)
        {
            Collect(item, arrays);
        }
        bool direct = Array.TrueForAll(
            select.Items, item => SelectedUnnest.ArrayOf(item) is not null || !SelectedUnnest.Contains(item));
        if (arrays.Count == 0 || (arrays.Count == 1 && direct) || arrays.Contains(null!) || select.GroupBy is not null
            || select.Having is not null || select.Qualify is not null || select.Distinct
            || Array.Exists(
                select.Items, item => item is Star || Aggregates.Contains(item) || Aggregates.ContainsWindow(item)))
        {
            return null;
        }
        Expression[] lengths = [.. arrays.Select(array => Call.OfFinal(
            "COALESCE", Call.OfFinal(bigQuery ? "ARRAY_LENGTH" : "ARRAY_SIZE", array), new NumberLiteral("0")))];
        Expression longest = lengths.Length == 1 ? lengths[0] : Call.OfFinal("GREATEST", lengths);
        Identifier position = Identifier.Plain("_p");
        Identifier table = Identifier.Plain("_u");
        Call positions = bigQuery
            ? Call.OfFinal("GENERATE_ARRAY", new NumberLiteral("0"),
                new Binary(BinaryOperator.Subtract, longest, new NumberLiteral("1")))
            : Call.OfFinal("ARRAY_GENERATE_RANGE", new NumberLiteral("0"), longest);
        Unnest unnest = new([positions])
        {
            Alias = bigQuery ? new TableAlias(position, [])
            : new TableAlias(table, [position]),
            AliasIsColumn = bigQuery
        };
        Column at = bigQuery ? new Column([position]) : new Column([table, position]);
        return select with
        {
            Items = Array.ConvertAll(select.Items, item => Read(item, at, bigQuery)),
            From = select.From is null ? new FromClause(unnest, [])
            : select.From with { Joins = [.. select.From.Joins, new Join(JoinKind.Cross, unnest)] },
        };
    }

    private static void Collect(Expression item, List<Expression> arrays) =>
        TreeRewriter.Rewrite(item, node =>
        {
            if (node is Call call && call.Name.Equals("UNNEST", StringComparison.OrdinalIgnoreCase))
            {
                arrays.Add(SelectedUnnest.ArrayOf(call)!);
                return node;
            }
            return node is SubqueryExpression or Exists or ArrayQuery or InExpression ? node : null;
        });

    private static Expression Read(Expression item, Column at, bool bigQuery)
    {
        bool bare = SelectedUnnest.ArrayOf(item) is not null && item is Call;
        Expression read = TreeRewriter.Rewrite(item, node => node switch
        {
            Call call when SelectedUnnest.ArrayOf(call) is { } array =>
                bigQuery ? new Subscript(array, [at], SubscriptKind.SafeZeroBased) : Call.OfFinal("GET", array, at),
            SubqueryExpression or Exists or ArrayQuery or InExpression => node,
            _ => null,
        });
        return bare ? new Alias(read, Identifier.Plain("unnest")) : read;
    }
}
