using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// Constants beside a column of addresses or hashes, which are stored in lower case: EIP-55's capitals are a checksum,
/// no other address.
/// </summary>
// https://eips.ethereum.org/EIPS/eip-55
internal sealed class HexConstants(Func<Expression, bool> isHex)
{
    public Select Rewrite(Select select) => select with
    {
        Items = Array.ConvertAll(select.Items, R),
        From = select.From is null ? null : select.From with
        {
            Joins = Array.ConvertAll(
            select.From.Joins, join => join.On is null ? join : join with { On = R(join.On) })
        },
        Where = N(select.Where),
        Having = N(select.Having),
        Qualify = N(select.Qualify),
    };

    private Expression R(Expression node) => TreeRewriter.Rewrite(node, Replace);

    private Expression? N(Expression? node) => node is null ? null : R(node);

    private Expression? Replace(Expression node) => node switch
    {
        SubqueryExpression or Exists or ArrayQuery => node,
        InExpression { Query: not null } test => test with { Value = R(test.Value) },
        Binary { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.NullSafeEqual or BinaryOperator.NullSafeNotEqual } binary when isHex(binary.Left) => binary with { Right = Lowered(binary.Right) },
        Binary { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.NullSafeEqual or BinaryOperator.NullSafeNotEqual } binary when isHex(binary.Right) => binary with { Left = Lowered(binary.Left) },
        InExpression { Items.Length: > 0 } test when isHex(test.Value) =>
            test with { Items = Array.ConvertAll(test.Items, Lowered) },
        CaseExpression { Operand: { } operand } choice when isHex(operand) => choice with
        {
            Branches = Array.ConvertAll(choice.Branches,
                branch => branch with { Condition = Lowered(branch.Condition), Result = R(branch.Result) }),
            Else = N(choice.Else),
        },
        _ => null,
    };

    private Expression Lowered(Expression value) => value switch
    {
        StringLiteral { Value: ['0', 'x' or 'X', ..] } text => text with { Value = text.Value.ToLowerInvariant() },
        Parameter parameter => Call.Of("LOWER", parameter),
        Cast { Value: StringLiteral or Parameter } cast when Generation.TypeInference.OfKind(
            cast.Type.Kind) == Generation.TypeGroup.Text => cast with { Value = Lowered(cast.Value) },
        Paren paren => paren with { Inner = Lowered(paren.Inner) },
        _ => R(value),
    };
}
