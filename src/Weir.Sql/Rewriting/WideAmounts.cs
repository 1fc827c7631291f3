using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Rewriting;

/// <summary>
/// uint256 and int256 where they are text with a double beside it (BigQuery, Snowflake): computing and ordering go by
/// the double, equality by the text (the data model's promises for such columns).
/// </summary>
internal sealed class WideAmounts(TypeInference types, Action<Node, string> warn)
{
    public Select Rewrite(Select select) => select with
    {
        Items = Array.ConvertAll(select.Items, R),
        Where = N(select.Where),
        Having = N(select.Having),
        Qualify = N(select.Qualify),
        From = select.From is null ? null : select.From with
        {
            Joins = Array.ConvertAll(
            select.From.Joins, join => join.On is null ? join : join with { On = R(join.On) })
        },
        OrderBy = O(select.OrderBy),
    };

    private Expression R(Expression node) => TreeRewriter.Rewrite(node, Replace);

    private Expression? N(Expression? node) => node is null ? null : R(node);

    private OrderItem[] O(OrderItem[] items) =>
        Array.ConvertAll(items, item => item with { Value = ByDouble(item.Value) });

    private Expression? Replace(Expression node)
    {
        switch (node)
        {
            case Binary binary when Computes(binary.Operator) && (IsWide(binary.Left) || IsWide(binary.Right)):
                return binary with { Left = ByDouble(binary.Left), Right = ByDouble(binary.Right) };
            case Binary equal when Equates(equal.Operator) && IsWide(equal.Left) != IsWide(equal.Right):
                return equal with { Left = AsDigits(equal.Left), Right = AsDigits(equal.Right) };
            case Between between when IsWide(between.Value):
                return between with
                {
                    Value = ByDouble(between.Value),
                    Low = ByDouble(between.Low),
                    High = ByDouble(between.High)
                };
            case InExpression { Query: null } test when IsWide(test.Value):
                return test with { Items = Array.ConvertAll(test.Items, AsDigits) };
            case Unary { Operator: UnaryOperator.Minus } negative when IsWide(negative.Operand):
                return negative with { Operand = ByDouble(negative.Operand) };
            case Call call when !KeepsText(call.Name) && Array.Exists(call.Arguments, IsWide):
                return call with { Arguments = Array.ConvertAll(call.Arguments, ByDouble), OrderBy = O(call.OrderBy) };
            case CaseExpression choice when IsWide(choice) && !(Array.TrueForAll(
                choice.Branches, branch => IsText(branch.Result)) && (choice.Else is null || IsText(choice.Else))):
                return ByDouble(choice);
            case Over { Window: { } window } over:
                return over with
                {
                    Function = R(over.Function),
                    Window = window with
                    {
                        OrderBy = O(window.OrderBy),
                        PartitionBy = Array.ConvertAll(window.PartitionBy, R)
                    }
                };
            default:
                return null;
        }
    }

    private static bool Computes(BinaryOperator operation) =>
        operation is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply
        or BinaryOperator.Divide or BinaryOperator.Modulo or BinaryOperator.IntegerDivide or BinaryOperator.Power or BinaryOperator.Less
        or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual;

    private static bool Equates(BinaryOperator operation) =>
        operation is BinaryOperator.Equal or BinaryOperator.NotEqual
        or BinaryOperator.NullSafeEqual or BinaryOperator.NullSafeNotEqual;

    /// <summary>Functions for which the digits are as good as the number.</summary>
    private static bool KeepsText(string name) =>
        name is "COUNT" or "APPROX_DISTINCT" or "ANY_VALUE" or "ARRAY_AGG" or "ARRAY_AGG_NOT_NULL"
        or "LENGTH" or "TO_CHAR" or "CONCAT" or "STRING_AGG" or "NULLIF";

    private bool IsWide(Expression node) => node switch
    {
        Column => types.Group(node) == TypeGroup.Wide,
        Paren paren => IsWide(paren.Inner),
        Call { Name: "ANY_VALUE", Arguments: [var inner] } => IsWide(inner),
        CaseExpression choice => Array.Exists(choice.Branches, branch => IsWide(branch.Result))
        || (choice.Else is not null && IsWide(choice.Else)),
        _ => false,
    };

    private bool IsText(Expression node) => node is NullLiteral || IsWide(node);

    private Expression ByDouble(Expression node)
    {
        switch (node)
        {
            case Column column when IsWide(column):
                warn(column,
                    $"{column.Last.Name} is decimal text here: computed and ordered by its double, which has 15 to 17 digits");
                return types.IsOfTable(column)
                    ? column with
                    {
                        Parts = [.. column.Parts[..^1],
                        column.Last with { Name = column.Last.Name + "_double" }]
                    }
                    : new Cast(column, DataType.Of(TypeKind.Double), CastKind.Strict) { Position = column.Position };
            case Paren paren when IsWide(paren.Inner):
                return paren with { Inner = ByDouble(paren.Inner) };
            case CaseExpression choice when IsWide(choice):
                return choice with
                {
                    Operand = N(choice.Operand),
                    Branches = Array.ConvertAll(choice.Branches,
                        branch => branch with { Condition = R(branch.Condition), Result = ByDouble(branch.Result) }),
                    Else = choice.Else is null ? null : ByDouble(choice.Else),
                };
            case Call call when IsWide(call):
                return new Cast(call, DataType.Of(TypeKind.Double), CastKind.Strict) { Position = call.Position };
            default:
                return R(node);
        }
    }

    private Expression AsDigits(Expression node) =>
        ExactNumber.Of(node) is { IsWhole: true } number ? new StringLiteral(number.Floor.ToString(
            System.Globalization.CultureInfo.InvariantCulture))
        { Position = node.Position } : node switch
        {
            StringLiteral or NullLiteral or Column => types.Group(node) is TypeGroup.Integer
                ? new Cast(node, DataType.Of(TypeKind.Text), CastKind.Strict) : node,
            Cast { Value: StringLiteral or NumberLiteral } cast when TypeInference.OfKind(
                cast.Type.Kind) is TypeGroup.Decimal or TypeGroup.Integer or TypeGroup.Wide => AsDigits(cast.Value),
            _ => R(node),
        };
}
