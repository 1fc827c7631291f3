using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// UNNEST among the selected columns, moved to FROM; it runs behind WHERE and before ORDER BY in either place.
/// </summary>
internal static class SelectedUnnest
{
    private const string ItemName = "_u";

    public static Select Rewrite(Select select, bool aliasIsColumn)
    {
        if (SeveralUnnests.Rewrite(select, aliasIsColumn) is { } aligned)
        {
            return aligned;
        }
        if (Array.FindAll(select.Items, item => ArrayOf(item) is not null) is not [var found]
            || select.GroupBy is not null || select.Having is not null || select.Qualify is not null
            || Array.Exists(select.Items, item => item != found && (
                item is Star || Contains(item) || Aggregates.Contains(item) || Aggregates.ContainsWindow(item))))
        {
            return select;
        }
        Identifier table = Identifier.Plain(ItemName);
        Identifier name = found is Alias alias ? alias.Name : Identifier.Plain("unnest");
        Unnest unnest = new([ArrayOf(found)!])
        {
            Alias = aliasIsColumn ? new TableAlias(table, []) : new TableAlias(table, [name]),
            AliasIsColumn = aliasIsColumn,
        };
        Expression value = aliasIsColumn ? new Alias(new Column([table]), name) : new Column([table, name]);
        return select with
        {
            Items = Array.ConvertAll(select.Items, item => item == found ? value : item),
            From = select.From is null ? new FromClause(unnest, [])
            : select.From with { Joins = [.. select.From.Joins, new Join(JoinKind.Cross, unnest)] },
        };
    }

    /// <summary>
    /// PostgreSQL's GENERATE_SERIES among the selected columns gives rows: UNNEST of the array that it is elsewhere.
    /// </summary>
    public static Select OfSeries(Select select)
    {
        return !Array.Exists(select.Items, IsSeries) ? select : select with
        {
            Items = Array.ConvertAll(select.Items,
                item => !IsSeries(item) ? item : item is Alias alias
                ? alias with { Value = Call.OfFinal("UNNEST", alias.Value) } : Call.OfFinal("UNNEST", item)),
        };
    }

    public static bool IsSeries(Expression item) =>
        item is Call { Name: "GENERATE_SERIES" } or Alias { Value: Call { Name: "GENERATE_SERIES" } };

    /// <summary>Whether UNNEST stands anywhere in an expression (not in its subqueries).</summary>
    public static bool Contains(Expression expression) => TreeSearch.Contains(
        expression,
        node => node is Call call && (
            call.Name.Equals("UNNEST", StringComparison.OrdinalIgnoreCase) || JsonElements.Of(call) is not null),
        node => node is SubqueryExpression or Exists or ArrayQuery or InExpression);

    public static Expression? ArrayOf(Expression item) =>
        (item is Alias { Names.Length: 0 } alias ? alias.Value : item) switch
        {
            Call call when JsonElements.Of(call) is { } elements => elements,
            Call { Distinct: false, Arguments: [not NamedArgument and var array] } call when call.Name.Equals(
                "UNNEST", StringComparison.OrdinalIgnoreCase) => array,
            _ => null,
        };
}
