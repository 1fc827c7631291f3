using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>EXCEPT ALL and INTERSECT ALL where there is none: equal rows are numbered, and the numbers compared.</summary>
internal static class NumberedRows
{
    private static readonly Identifier Number = Identifier.Plain("_n");
    private static readonly Identifier Rows = Identifier.Plain("_s");

    /// <param name="operation">The set operation.</param>
    /// <param name="row">A row of <c>_s</c> as one value that can be grouped by.</param>
    public static Select Rewrite(SetOperation operation, Expression row)
    {
        // What stands behind the last query belongs to the whole.
        Query last = operation.Right;
        bool outer = last is not ParenQuery;
        Query right = outer ? last with { OrderBy = [], Limit = null, Offset = null } : last;
        SetOperation distinct = operation with
        {
            All = null,
            Left = Numbered(operation.Left, row),
            Right = Numbered(right, row),
            With = null,
            OrderBy = [],
            Limit = null,
            Offset = null,
        };
        return new Select([new Star([]) { Except = [new Column([Number])] }])
        {
            With = operation.With,
            From = new FromClause(new SubqueryTable(distinct) { Alias = new TableAlias(Rows, []) }, []),
            OrderBy = outer ? last.OrderBy : operation.OrderBy,
            Limit = outer ? last.Limit : operation.Limit,
            Offset = outer ? last.Offset : operation.Offset,
            Position = operation.Position,
        };
    }

    private static Select Numbered(Query query, Expression row) =>
        new([
            new Star([]),
            new Alias(new Over(Call.OfFinal("ROW_NUMBER"), new WindowSpecification
            {
                PartitionBy = [row],
                OrderBy = [new OrderItem(row, SortDirection.Unspecified, NullOrder.Unspecified)],
            }, null), Number),
        ])
        {
            From = new FromClause(new SubqueryTable(query) { Alias = new TableAlias(Rows, []) }, []),
        };
}
