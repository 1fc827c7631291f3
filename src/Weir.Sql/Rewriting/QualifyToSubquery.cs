using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>QUALIFY as a WHERE around a subquery that computes the window functions.</summary>
internal static class QualifyToSubquery
{
    /// <param name="select">A SELECT with QUALIFY.</param>
    /// <param name="aliasesFirst">Whether a name that is an alias and a column is the alias, as in BigQuery.</param>
    public static Query Rewrite(Select select, bool aliasesFirst)
    {
        Lifted lifted = new(select.Items, count => $"_c{count}", aliasesFirst);
        Expression condition = lifted.See(select.Qualify!);
        OrderItem[] order = select.Distinct ? select.OrderBy : Array.ConvertAll(select.OrderBy,
            item => item.Value is NumberLiteral ? item : item with { Value = lifted.See(item.Value, output: true) });
        Select source = select with
        {
            Items = [.. lifted.Inner],
            Qualify = null,
            OrderBy = [],
            Limit = null,
            Offset = null,
            With = null,
            Distinct = false,
        };
        return new Select(lifted.Outer)
        {
            Distinct = select.Distinct,
            With = select.With,
            From = new FromClause(new SubqueryTable(source) { Alias = new TableAlias(Identifier.Plain("_t"), []) }, []),
            Where = condition,
            OrderBy = order,
            Limit = select.Limit,
            Offset = select.Offset,
            Position = select.Position,
        };
    }
}
