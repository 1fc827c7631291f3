using System.Numerics;
using Weir.Sql.Ast;
using Weir.Sql.Generation;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Dialects.DuckDb;

/// <summary>
/// Products of decimals, whose digits behind the point add up in DuckDB until none of its 38 are left before it, and
/// remainders by constants in exponent notation, which are doubles here.
/// </summary>
internal sealed partial class DuckDbGenerator
{
    /// <summary>The operation with operands that its result fits; null where it is right as it is.</summary>
    private Binary? WithinRange(Binary binary) => binary.Operator switch
    {
        BinaryOperator.Add or BinaryOperator.Subtract when Types.Group(binary.Left) == TypeGroup.Date && Types.Group(
            binary.Right) == TypeGroup.Integer && Unwrap(binary.Right) is not (NumberLiteral or Cast or Binary) =>
            binary with { Right = new Cast(binary.Right, DataType.Of(TypeKind.Int), CastKind.Strict) },
        // DATE + BIGINT is none
        BinaryOperator.Multiply when Source.Family is "bigquery" or "snowflake" => Product(binary),
        BinaryOperator.Modulo when Source.Family is "snowflake" or "postgres" => Remainder(binary),
        BinaryOperator.Divide when Source.Family is not "duckdb"
        && Unwrap(binary.Right) is NumberLiteral { Text: "0" } =>
            binary with { Right = Call.OfFinal("ERROR", new StringLiteral("division by zero")) },
        _ => null,
    };

    private Binary? Product(Binary binary)
    {
        Cast? left = AsDecimal(binary.Left);
        Cast? right = AsDecimal(binary.Right);
        bool ofLeft = left is not null && Types.Group(left.Value) == TypeGroup.Integer;
        bool ofRight = right is not null && Types.Group(right.Value) == TypeGroup.Integer;
        if ((left is null && right is null) || (left is null && Types.Group(binary.Left) == TypeGroup.Float)
            || (right is null && Types.Group(binary.Right) == TypeGroup.Float))
        {
            return null;
        }
        if (ofLeft || ofRight)
        {
            return binary with
            {
                Left = ofLeft ? Whole(left!) : binary.Left,
                Right = ofRight ? Whole(right!) : binary.Right
            };
        }
        if (left is null || right is null)
        {
            return null;
        }
        Warn(binary,
            "a product of decimals is a double here, which has 15 to 17 digits: cast to DECIMALs whose digits behind the point are 38 at most together");
        return binary with { Left = AsDouble(left), Right = AsDouble(right) };
    }

    /// <summary>A cast to a decimal with digits behind the point.</summary>
    private Cast? AsDecimal(Expression operand) =>
        Unwrap(operand) is Cast { Type.Kind: TypeKind.Decimal, Final: false } cast
        && (cast.Type.Parameters is [_, NumberLiteral { Text: not "0" }]
            || (cast.Type.Parameters.Length == 0 && Source.Family == "bigquery")) ? cast : null;

    private static Cast Whole(Cast cast) => cast with
    {
        Type = DataType.Of(
        TypeKind.Decimal) with
        { Parameters = [new NumberLiteral("38"), new NumberLiteral("0")] }
    };

    private static Cast AsDouble(Cast cast) => cast with { Type = DataType.Of(TypeKind.Double) };

    private static Binary? Remainder(Binary binary)
    {
        Expression left = InDigits(binary.Left);
        Expression right = InDigits(binary.Right);
        return ReferenceEquals(left, binary.Left) && ReferenceEquals(right, binary.Right) ? null
            : binary with { Left = left, Right = right };
    }

    private static Expression InDigits(Expression operand) =>
        Unwrap(operand) is NumberLiteral { IsInteger: false } number && number.Text.AsSpan().IndexOfAny('e', 'E') >= 0
            && ExactNumber.Of(number) is { IsWhole: true } exact && exact.Floor < BigInteger.Pow(10, 38)
            ? new NumberLiteral(exact.Floor.ToString(
                System.Globalization.CultureInfo.InvariantCulture))
            { Position = operand.Position } : operand;
}
