using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Rewriting;

/// <summary>Comparisons of whole numbers with constants: one with a fraction lies between two whole ones.</summary>
internal sealed partial class ExactAmounts
{
    private Expression Compared(Binary binary)
    {
        if (ExactNumber.Of(binary.Right) is { } right && IsWide(binary.Left))
        {
            return With(binary, R(binary.Left), binary.Operator, right);
        }
        if (ExactNumber.Of(binary.Left) is { } left && IsWide(binary.Right))
        {
            return With(binary, R(binary.Right), Turned(binary.Operator), left);
        }
        return binary with { Left = Comparable(binary.Left), Right = Comparable(binary.Right) };
    }

    /// <summary>DuckDB compares BIGNUM with no DECIMAL.</summary>
    private Expression Comparable(Expression node)
    {
        Expression side = R(node);
        if (!duckDb || types.Group(side) != TypeGroup.Decimal)
        {
            return side;
        }
        Approximate(node, "is compared");
        return new Cast(side, DataType.Of(TypeKind.Double), CastKind.Strict) { Position = node.Position };
    }

    private Expression With(Binary binary, Expression amount, BinaryOperator operation, ExactNumber number)
    {
        bool whole = number.IsWhole;
        Expression Test(BinaryOperator other, System.Numerics.BigInteger value) => new Binary(
            other, amount, Written(value, binary))
        { Position = binary.Position, Comments = binary.Comments };
        return operation switch
        {
            BinaryOperator.Greater => Test(BinaryOperator.Greater, number.Floor),
            BinaryOperator.GreaterEqual => Test(BinaryOperator.GreaterEqual, number.Ceiling),
            BinaryOperator.Less => Test(BinaryOperator.Less, number.Ceiling),
            BinaryOperator.LessEqual => Test(BinaryOperator.LessEqual, number.Floor),
            BinaryOperator.NullSafeEqual when !whole => new BooleanLiteral(false),
            BinaryOperator.NullSafeNotEqual when !whole => new BooleanLiteral(true),
            BinaryOperator.Equal when !whole => Never(amount),
            BinaryOperator.NotEqual when !whole => new Unary(UnaryOperator.Not, Never(amount)),
            _ => Test(operation, number.Floor),
        };
    }

    /// <summary>False, or NULL where the amount is.</summary>
    private static Paren Never(Expression amount) =>
        new(new Binary(BinaryOperator.And, new Binary(BinaryOperator.Less, amount, Nought),
            new Binary(BinaryOperator.Greater, amount, Nought)));

    private static BinaryOperator Turned(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.GreaterEqual => BinaryOperator.LessEqual,
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.LessEqual => BinaryOperator.GreaterEqual,
        _ => operation,
    };

    private Between OfBetween(Between between) => between with
    {
        Value = R(between.Value),
        Low = ExactNumber.Of(between.Low) is { } low ? Written(low.Ceiling, between.Low) : Comparable(between.Low),
        High = ExactNumber.Of(between.High) is { } high ? Written(high.Floor, between.High) : Comparable(between.High),
    };

    /// <summary>Constants with a fraction are no member of the list.</summary>
    private Expression OfList(InExpression test)
    {
        Expression[] items = [.. test.Items.Where(item => ExactNumber.Of(item) is null or { IsWhole: true }).Select(
            item => Constant(item) ?? Comparable(item))];
        Expression amount = R(test.Value);
        Expression list = test with { Value = amount, Items = items };
        return items.Length == 0 ? Never(amount) : list;
    }
}
