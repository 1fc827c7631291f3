using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

/// <summary>How tightly an operator binds; 0 for what needs no parentheses anywhere.</summary>
internal static class Binding
{
    public static int Of(Expression expression) => expression switch
    {
        Binary binary => Of(binary),
        Unary { Operator: UnaryOperator.Not } => 3,
        IsTest or Like or InExpression or Between => 4,
        Unary => 8,
        Subscript or DotAccess or AtTimeZone or Collate or JsonAccess => 9,
        _ => 0,
    };

    /// <summary>
    /// Whether an operation of <paramref name="inner"/> as an operand of <paramref name="outer"/> needs parentheses.
    /// </summary>
    public static bool NeedsParens(Expression inner, int outer)
    {
        int level = Of(inner);
        return level > 0 && outer > 0 && (level < outer || (level == outer && level > 3) || (level == 5 && outer > 5)
            || (level is 6 or 7 && outer == 5));
    }

    private static int Of(Binary binary) => binary.Operator switch
    {
        BinaryOperator.Or => 1,
        BinaryOperator.And => 2,
        BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.NullSafeEqual or BinaryOperator.NullSafeNotEqual or BinaryOperator.Less
            or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual => 4,
        BinaryOperator.Add or BinaryOperator.Subtract => 6,
        BinaryOperator.Operator when binary.Custom == "/" => 7,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.IntegerDivide or BinaryOperator.Modulo => 7,
        _ => 5,
    };
}
