using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>SEMI and ANTI joins as EXISTS in WHERE.</summary>
internal static class SemiJoinToExists
{
    public static bool Applies(Select select) => select.From is not null && Array.Exists(select.From.Joins, IsHalf);

    public static Select Rewrite(Select select)
    {
        Expression? where = select.Where;
        List<Join> kept = [];
        foreach (Join join in select.From!.Joins)
        {
            if (!IsHalf(join) || Condition(join, select.From.First) is not { } on)
            {
                kept.Add(join);
                continue;
            }
            Select inner = new([new NumberLiteral("1")]) { From = new FromClause(join.Table, []), Where = on };
            Expression test = new Exists(inner) { Position = join.Position };
            if (join.Kind is JoinKind.Anti or JoinKind.LeftAnti)
            {
                test = new Unary(UnaryOperator.Not, test);
            }
            where = where is null ? test : new Binary(
                BinaryOperator.And, where is Binary { Operator: BinaryOperator.Or } ? new Paren(where) : where, test);
        }
        return select with { From = select.From with { Joins = [.. kept] }, Where = where };
    }

    private static bool IsHalf(Join join) =>
        join is
        {
            Kind: JoinKind.Semi or JoinKind.LeftSemi or JoinKind.Anti or JoinKind.LeftAnti, Asof: false,
            Nested.Length: 0
        };

    private static Expression? Condition(Join join, TableExpression left)
    {
        if (join.On is not null || join.Using.Length == 0)
        {
            return join.On;
        }
        if (NameOf(left) is not { } outer || NameOf(join.Table) is not { } inner)
        {
            return null;
        }
        Expression? all = null;
        foreach (Expression column in join.Using)
        {
            Identifier name = column is Column { Last: var last } ? last : (Identifier)column;
            Expression equal = new Binary(BinaryOperator.Equal, new Column([outer, name]), new Column([inner, name]));
            all = all is null ? equal : new Binary(BinaryOperator.And, all, equal);
        }
        return all;
    }

    private static Identifier? NameOf(TableExpression table) =>
        table.Alias?.Name ?? (table is TableName { Parts: [.., Identifier last] } ? last : null);
}
