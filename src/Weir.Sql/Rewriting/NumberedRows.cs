using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// EXCEPT ALL and INTERSECT ALL where there is none: equal rows are numbered, and the numbers compared.
/// </summary>
internal static class NumberedRows
{
    private static readonly Identifier Number = Identifier.Plain("_n");
    private static readonly Identifier Rows = Identifier.Plain("_s");
    private static readonly Identifier Key = Identifier.Plain("_k");

    /// <param name="operation">The set operation.</param>
    /// <param name="row">A row of <c>_s</c> as one value that can be grouped by.</param>
    /// <param name="apart">The value stands among the columns of a subquery first.</param>
    public static Select Rewrite(SetOperation operation, Expression row, bool apart)
    {
        // What stands behind the last query belongs to the whole.
        Query last = operation.Right;
        bool outer = last is not ParenQuery;
        Query right = outer ? last with { OrderBy = [], Limit = null, Offset = null } : last;
        SetOperation distinct = operation with
        {
            All = null,
            Left = apart ? NumberedApart(operation.Left, row) : Numbered(operation.Left, row, new Star([])),
            Right = apart ? NumberedApart(right, row) : Numbered(right, row, new Star([])),
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

    private static Select NumberedApart(Query query, Expression row)
    {
        Select keyed = new([new Star([]), new Alias(row, Key)])
        {
            From = new FromClause(new SubqueryTable(query) { Alias = new TableAlias(Rows, []) }, []),
        };
        return Numbered(keyed, new Column([Key]), new Star([]) { Except = [new Column([Key])] });
    }

    private static Select Numbered(Query query, Expression row, Star columns) =>
        new([
            columns,
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
