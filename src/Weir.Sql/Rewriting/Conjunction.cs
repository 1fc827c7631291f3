using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>Conditions joined by AND, as a list and back.</summary>
internal static class Conjunction
{
    /// <summary>The conditions in their order, parentheses around one left off.</summary>
    public static List<Expression> Parts(Expression? condition)
    {
        List<Expression> parts = [];
        while (condition is Binary { Operator: BinaryOperator.And } and)
        {
            parts.Insert(0, Bare(and.Right));
            condition = and.Left;
        }
        if (condition is not null)
        {
            parts.Insert(0, Bare(condition));
        }
        return parts;
    }

    /// <summary>All of them; null of none.</summary>
    public static Expression? All(IEnumerable<Expression> parts)
    {
        Expression? all = null;
        foreach (Expression part in parts)
        {
            Expression operand = part is Binary { Operator: BinaryOperator.Or } ? new Paren(part) : part;
            all = all is null ? operand : new Binary(BinaryOperator.And, all, operand);
        }
        return all;
    }

    private static Expression Bare(Expression condition) => condition is Paren paren ? paren.Inner : condition;
}
