using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// DuckDB's PIVOT with listed values and GROUP BY as aggregates with a condition each, named by the value.
/// </summary>
// https://duckdb.org/docs/stable/sql/statements/pivot
internal static class PivotByGroups
{
    /// <summary>PIVOT t ON column IN (values) USING aggregate GROUP BY columns; null for other forms.</summary>
    public static Select? Rewrite(PivotStatement pivot) =>
        pivot is
        {
            Unpivot: false, On: [InExpression { Value: Column column, Items: { Length: > 0 } values }],
            GroupBy: { All: false, With: null } group
        }
            ? Aggregated(pivot.Source, column, values, pivot.Using, group) : null;

    /// <summary>
    /// SELECT * FROM t PIVOT(aggregate FOR column IN (values) GROUP BY columns); null for other forms.
    /// </summary>
    public static Select? Rewrite(Select select)
    {
        if (select is not
            {
                Items: [Star { Qualifier.Length: 0 }],
                From:
                {
                    Joins.Length: 0,
                    First:
                    {
                        Pivots: [
                        {
                            IsUnpivot: false, Alias: null, DefaultOnNull: null,
                            For: [{ Column: Column column, Any: false, Query: null, NoParens: false } item],
                            GroupBy: { All: false, With: null } group
                        } pivot]
                    } table
                }
            }
            || select.Where is not null || select.Qualify is not null || select.GroupBy is not null)
        {
            return null;
        }
        Select? aggregated = Aggregated(table with { Pivots = [] }, column, item.Values, pivot.Aggregates, group);
        return aggregated is null ? null
            : aggregated with { OrderBy = select.OrderBy, Limit = select.Limit, Offset = select.Offset };
    }

    private static Select? Aggregated(
        TableExpression table, Column column, Expression[] values, Expression[] aggregates, GroupBy group)
    {
        if (aggregates is not [Call { Distinct: false, Arguments.Length: > 0 } aggregate] || !Array.TrueForAll(
            group.Items, item => item is Column) || !Array.TrueForAll(values, value => Name(value) is not null))
        {
            return null;
        }
        IEnumerable<Expression> pivoted = values.Select(value => (Expression)new Alias(
            new FilterClause(aggregate, new Binary(BinaryOperator.Equal, column,
                value is Alias alias ? alias.Value : value)), new Identifier(Name(value)!, true)));
        return new Select([.. group.Items, .. pivoted]) { From = new FromClause(table, []), GroupBy = group };
    }

    private static string? Name(Expression value) => value switch
    {
        Alias alias => alias.Name.Name,
        StringLiteral text => text.Value,
        NumberLiteral { IsInteger: true } number => long.TryParse(number.Text, NumberStyles.None,
            CultureInfo.InvariantCulture, out long whole) ? whole.ToString(CultureInfo.InvariantCulture) : null,
        _ => null,
    };
}
