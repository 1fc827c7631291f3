using Weir.Sql.Ast;
using Weir.Sql.Generation;
using Weir.Sql.Names;

namespace Weir.Sql.Dialects.TSql;

/// <summary>What TSql says in another way.</summary>
internal sealed class TSqlGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    /// <summary>TOP where nothing is left out before, OFFSET … FETCH behind an order.</summary>
    // https://learn.microsoft.com/en-us/sql/t-sql/queries/select-order-by-clause-transact-sql
    protected override void WriteLimits(Query query, Expression? limit)
    {
        Expression? count = limit ?? query.Fetch?.Count;
        if (SameDialect || (count is null && query.Offset is null) || query is Select { Top: not null })
        {
            base.WriteLimits(query, limit);
            return;
        }
        if (query.OrderBy.Length == 0)
        {
            Refuse(query, "LIMIT without ORDER BY", "order the rows, or write TOP");
        }
        Out.Append(" OFFSET ");
        Write(query.Offset ?? new NumberLiteral("0"));
        Out.Append(" ROWS");
        if (count is not null)
        {
            Out.Append(" FETCH NEXT ");
            Write(count);
            Out.Append(" ROWS ONLY");
        }
    }

    protected override Select PrepareForeign(Select select)
    {
        select = base.PrepareForeign(select);
        select = SelectAliases.GroupByExpressions(select, Types.Names);
        return select is { Limit: NumberLiteral limit, Offset: null, Fetch: null, OrderBy.Length: 0 }
            ? select with { Limit = null, Top = limit } : select;
    }

    /// <summary><c>a || b</c> is NULL where a side is, which CONCAT is not; <c>+</c> would add numbers.</summary>
    protected override void WriteConcat(Binary binary)
    {
        if (SameDialect)
        {
            base.WriteConcat(binary);
            return;
        }
        List<Expression> parts = [];
        Expression left = binary;
        while (left is Binary { Operator: BinaryOperator.Concat } step)
        {
            parts.Insert(0, step.Right);
            left = step.Left;
        }
        parts.Insert(0, left);
        Expression joined = Call.OfFinal("CONCAT", [.. parts]);
        Expression? missing =
            parts.Where(part => part is not StringLiteral).Select(
                part => (Expression)new IsTest(part, new NullLiteral(), true) { Postfix = true }).Aggregate((
                    Expression?)null, (all, one) => all is null ? one : new Binary(BinaryOperator.And, all, one));
        Write(missing is null ? joined : new CaseExpression(null, [new WhenBranch(missing, joined)], null));
    }

    protected override void WriteExtract(Extract extract)
    {
        if (SameDialect
            || extract.Part is not WordExpression { Word: "YEAR" or "QUARTER" or "MONTH" or "DAY" or "HOUR" or "MINUTE" } part)
        {
            Refuse(extract, "EXTRACT of this part", "write DATEPART");
            base.WriteExtract(extract);
            return;
        }
        WriteCall(Call.OfFinal("DATEPART", part, extract.Value));
    }
}
