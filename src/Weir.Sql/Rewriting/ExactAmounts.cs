using System.Globalization;
using System.Numerics;
using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Rewriting;

/// <summary>
/// uint256 and int256 where they are exact numbers (BIGNUM in DuckDB, NUMERIC(78, 0) in PostgreSQL): constants keep all
/// their digits, casts to whole decimals keep the value, and what the engine computes as a double is said.
/// </summary>
internal sealed partial class ExactAmounts(TypeInference types, bool duckDb, Action<Node, string> warn)
{
    private static readonly NumberLiteral Nought = new("0");

    public Select Rewrite(Select select) => select with
    {
        Items = Array.ConvertAll(select.Items, R),
        DistinctOn = Array.ConvertAll(select.DistinctOn, R),
        From = select.From is null ? null : select.From with
        {
            Joins = Array.ConvertAll(
            select.From.Joins, join => join.On is null ? join : join with { On = R(join.On) })
        },
        Where = N(select.Where),
        GroupBy = select.GroupBy is null ? null
        : select.GroupBy with { Items = Array.ConvertAll(select.GroupBy.Items, R) },
        Having = N(select.Having),
        Qualify = N(select.Qualify),
        OrderBy = O(select.OrderBy),
    };

    private Expression R(Expression node) => TreeRewriter.Rewrite(node, Replace);

    private Expression? N(Expression? node) => node is null ? null : R(node);

    private OrderItem[] O(OrderItem[] items) => Array.ConvertAll(items, item => item with { Value = R(item.Value) });

    private bool IsWide(Expression node) => types.Group(node) == TypeGroup.Wide;

    private Expression? Replace(Expression node)
    {
        switch (node)
        {
            case SubqueryExpression or Exists or ArrayQuery:
                return node; // its own names are looked up when it is written
            case InExpression { Query: not null } test:
                return test with { Value = R(test.Value) };
            case Cast cast when IsWide(cast.Value):
                return OfCast(cast);
            case Call call:
                return OfCall(call);
            case Binary binary when IsWide(binary.Left) || IsWide(binary.Right):
                return OfBinary(binary);
            case Between { Symmetric: false } between when IsWide(between.Value):
                return OfBetween(between);
            case InExpression { Array: null } test when IsWide(test.Value):
                return OfList(test);
            case CaseExpression { Operand: { } operand } choice when IsWide(operand):
                return choice with
                {
                    Operand = R(operand),
                    Branches = Array.ConvertAll(choice.Branches, branch => branch with
                    {
                        Condition = Constant(
                        branch.Condition) ?? R(branch.Condition),
                        Result = R(branch.Result)
                    }),
                    Else = N(choice.Else),
                };
            case CaseExpression choice when IsWide(choice):
                return choice with
                {
                    Branches = Array.ConvertAll(choice.Branches, branch => branch with
                    {
                        Condition = R(
                        branch.Condition),
                        Result = Constant(branch.Result) ?? R(branch.Result)
                    }),
                    Else = choice.Else is null ? null : Constant(choice.Else) ?? R(choice.Else),
                };
            default:
                return null;
        }
    }

    private Expression OfBinary(Binary binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual
                or BinaryOperator.NullSafeEqual or BinaryOperator.NullSafeNotEqual:
                return Compared(binary);
            case BinaryOperator.Add or BinaryOperator.Subtract:
                return Computed(binary, approximate: false);
            case BinaryOperator.Multiply or BinaryOperator.Modulo:
                return Computed(binary, approximate: duckDb);
            case BinaryOperator.Divide or BinaryOperator.IntegerDivide or BinaryOperator.Power:
                return Computed(binary, approximate: true);
            default:
                return binary with { Left = R(binary.Left), Right = R(binary.Right) };
        }
    }

    /// <summary>A sum, product or quotient: whole constants keep their digits, others make it a double.</summary>
    private Binary Computed(Binary binary, bool approximate)
    {
        Expression left = Constant(binary.Left) ?? R(binary.Left);
        Expression right = Constant(binary.Right) ?? R(binary.Right);
        if (approximate || Array.Exists([left, right],
            side => types.Group(side) is TypeGroup.Float || duckDb && types.Group(side) is TypeGroup.Decimal))
        {
            Approximate(binary, "is computed");
        }
        return binary with { Left = left, Right = right };
    }

    private void Approximate(Expression node, string how) =>
        warn(node, $"an amount of uint256 {how} as a double here, which has 15 to 17 digits");

    /// <summary>A whole constant with all its digits; null for what is no constant or has a fraction.</summary>
    private Expression? Constant(Expression node) =>
        ExactNumber.Of(node) is { IsWhole: true } number ? Written(number.Floor, node) : null;

    private Expression Written(BigInteger value, Node at)
    {
        string digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture);
        Expression number = !duckDb || BigInteger.Abs(value) <= long.MaxValue
            ? new NumberLiteral(digits) { Position = at.Position }
            : new Cast(new StringLiteral(digits), DataType.Of(TypeKind.BigNum),
                CastKind.Strict)
            { Position = at.Position, Final = true };
        return value.Sign < 0 ? new Unary(UnaryOperator.Minus, number) : number;
    }
}
