using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Rewriting;

/// <summary>Casts and functions of uint256.</summary>
internal sealed partial class ExactAmounts
{
    private Expression OfCast(Cast cast)
    {
        Expression amount = R(cast.Value);
        TypeGroup group = TypeInference.OfKind(cast.Type.Kind);
        if (group == TypeGroup.Decimal && HasNoScale(cast.Type.Parameters))
        {
            return amount;
        }
        if (group == TypeGroup.Float)
        {
            return cast with { Value = amount, Kind = CastKind.Strict };
        }
        if (group is not (TypeGroup.Integer or TypeGroup.Decimal))
        {
            return cast with { Value = amount };
        }
        if (duckDb)
        {
            // DuckDB casts BIGNUM to no DECIMAL, to HUGEINT wrongly, and TRY_CAST of it fails where it should give
            // NULL.
            return cast with
            {
                Value = new Cast(
                amount, DataType.Of(TypeKind.Text), CastKind.Strict)
                { Position = cast.Position }
            };
        }
        return cast.Kind == CastKind.Try && Limit(cast.Type) is { } limit
            ? new CaseExpression(null,
                [new WhenBranch(
                    new Between(amount, new Unary(UnaryOperator.Minus, new NumberLiteral(limit.Low)),
                        new NumberLiteral(limit.High), false), cast with { Value = amount, Kind = CastKind.Strict })],
                        null)
            { Position = cast.Position }
            : cast with { Value = amount };
    }

    private static bool HasNoScale(Expression[] parameters) =>
        parameters is [] or [_] or [_, NumberLiteral { Text: "0" }];

    private static (string Low, string High)? Limit(DataType type) => type.Kind switch
    {
        TypeKind.SmallInt => ("32768", "32767"),
        TypeKind.Int => ("2147483648", "2147483647"),
        TypeKind.BigInt => ("9223372036854775808", "9223372036854775807"),
        _ => null,
    };

    private Expression? OfCall(Call call)
    {
        if (!duckDb && call is
            {
                Name: "ROUND" or "TRUNC", Arguments: [
            Binary { Operator: BinaryOperator.Divide, Left: var dividend } quotient, var places]
            } && IsWide(dividend))
        {
            // The quotient is a double, which PostgreSQL rounds to no places.
            return call with
            {
                Arguments = [new Cast(R(quotient), DataType.Of(TypeKind.Decimal),
                CastKind.Strict) { Position = call.Position, Final = true }, places]
            };
        }
        if (call.Arguments.Length == 0 || !Array.Exists(call.Arguments, IsWide))
        {
            return null;
        }
        switch (call.Name)
        {
            case "TO_NUMBER" or "TRY_TO_NUMBER" or "TRY_TO_DECIMAL" or "TRY_TO_NUMERIC" when call.Arguments is [
                var digits, ..] && HasNoScale(call.Arguments[1..]):
                return R(digits);
            case "ROUND" or "FLOOR" or "CEIL" or "TRUNC" when call.Arguments.Length == 1
                || call.Arguments is [_, NumberLiteral { IsInteger: true }]:
                return R(call.Arguments[0]);
            case "ABS" when duckDb && call.Arguments is [var signed]:
                Expression amount = R(signed);
                return new CaseExpression(null, [new WhenBranch(new Binary(BinaryOperator.Less, amount, Nought),
                    new Unary(UnaryOperator.Minus, Operand(amount)))], amount)
                { Position = call.Position };
            case "COALESCE" or "GREATEST" or "LEAST" or "NULLIF" or "IF" or "LAG" or "LEAD" or "SUM" or "MIN" or "MAX":
                return call with
                {
                    Arguments = Array.ConvertAll(call.Arguments,
                    argument =>
                        (call.Name is "LAG" or "LEAD" && ReferenceEquals(argument, call.Arguments[^1])
                            && call.Arguments.Length == 2 ? null : Constant(argument)) ?? R(argument)),
                    OrderBy = O(call.OrderBy)
                };
            case "MOD" or "DIV" or "SAFE_DIVIDE":
                if (duckDb || call.Name == "SAFE_DIVIDE")
                {
                    Approximate(call, "is computed");
                }
                return call with
                {
                    Arguments = Array.ConvertAll(
                    call.Arguments, argument => Constant(argument) ?? R(argument))
                };
            case "AVG" when duckDb:
                Approximate(call, "is averaged");
                return null;
            case "MEDIAN" or "QUANTILE_CONT" or "PERCENTILE_CONT" or "APPROX_QUANTILE" or "APPROX_PERCENTILE" or "APPROX_QUANTILES":
                Approximate(call, "is interpolated");
                return duckDb ? call with
                {
                    Arguments = [new Cast(R(call.Arguments[0]), DataType.Of(TypeKind.Double),
                    CastKind.Strict), .. call.Arguments[1..]]
                } : null;
            default:
                return null;
        }
    }

    private static Expression Operand(Expression amount) =>
        amount is Column or Call or Paren or Cast ? amount : new Paren(amount);
}
