using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>DuckDB's statements PIVOT and UNPIVOT as the clauses of BigQuery and Snowflake.</summary>
// https://duckdb.org/docs/stable/sql/statements/pivot, https://duckdb.org/docs/stable/sql/statements/unpivot
internal static class StatementPivots
{
    /// <summary>
    /// PIVOT over a column's every value, which Snowflake has as ANY; null for other forms.
    /// </summary>
    public static Select? AnyValue(PivotStatement pivot)
    {
        if (pivot is not
            {
                Unpivot: false, On: [Column { Parts: [_] } column],
                Using: [Call { Name: "SUM" or "MIN" or "MAX" or "AVG", Arguments: [Column] } total]
            }
            || pivot.GroupBy is { All: true } or { With: not null })
        {
            return null;
        }
        TableExpression source = pivot.Source;
        if (pivot.GroupBy is { Items: var groups })
        {
            if (!Array.TrueForAll(groups, item => item is Column))
            {
                return null;
            }
            Select needed = new([.. groups, column, total.Arguments[0]]) { From = new FromClause(source, []) };
            source = new SubqueryTable(needed);
        }
        PivotFor every = new(column, [])
        {
            Any = true,
            AnyOrder = [new OrderItem(column, SortDirection.Unspecified, NullOrder.Unspecified)],
        };
        return Whole(source, new Pivot(false) { Aggregates = [total], For = [every] }, pivot);
    }

    /// <summary>UNPIVOT of listed columns as BigQuery's; a row with a NULL among its values is left out.</summary>
    /// <param name="pivot">The statement.</param>
    /// <param name="known">The names of its table's columns, where they are known.</param>
    public static Select? Listed(PivotStatement pivot, Identifier[]? known)
    {
        if (pivot is not { Unpivot: true, IntoName: { } name, IntoValues: { Length: > 0 } values }
            || !Array.TrueForAll(pivot.On, item => Columns(item)?.Length == values.Length))
        {
            return null;
        }
        // BigQuery's alias is a text.
        Expression[] listed = Array.ConvertAll(pivot.On, item => item is Alias alias
            ? new Binary(BinaryOperator.Operator, Grouped(Columns(item)!), new StringLiteral(alias.Name.Name))
            { Custom = "AS" } : Grouped(Columns(item)!));
        Pivot clause = new(true)
        {
            Aggregates = [Grouped(values)],
            For = [new PivotFor(name, listed)],
            IncludeNulls = values.Length > 1 ? true : null,
        };
        Expression? complete = values.Length == 1 ? null : values.Select(value => (Expression)new IsTest(
            value, new NullLiteral(), true)
        { Postfix = true }).Aggregate((all, one) => new Binary(BinaryOperator.And, all, one));
        // DuckDB's name stands before the values, BigQuery's behind them.
        Expression[] added = [name, .. values];
        return Whole(pivot.Source, clause, pivot) with
        {
            Items = [.. Kept(pivot, known) ?? [new Star([]) { Except = added }], .. added],
            Where = complete,
        };
    }

    private static Expression[]? Kept(PivotStatement pivot, Identifier[]? known)
    {
        HashSet<string> turned = new(
            pivot.On.SelectMany(item => Columns(item)!).Select(column => ((Column)column).Last.Name),
            StringComparer.OrdinalIgnoreCase);
        return known is null ? null
            : [.. known.Where(name => !turned.Contains(name.Name)).Select(name => new Column([name]))];
    }

    private static Select Whole(TableExpression source, Pivot clause, PivotStatement pivot) => new([new Star([])])
    {
        With = pivot.With,
        From = new FromClause(source with { Pivots = [clause] }, []),
        OrderBy = pivot.OrderBy,
        Limit = pivot.Limit,
        Offset = pivot.Offset,
        Position = pivot.Position,
    };

    private static Expression[]? Columns(Expression item) => (item is Alias alias ? alias.Value : item) switch
    {
        TupleExpression { Items: var items } when Array.TrueForAll(items, one => one is Column) => items,
        Column column => [column],
        Paren { Inner: Column column } => [column],
        _ => null,
    };

    private static Expression Grouped(Expression[] columns) =>
        columns.Length == 1 ? columns[0] : new TupleExpression(columns);
}
