using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Rewriting;

/// <summary>
/// A constant's exact value: <paramref name="Digits"/> · 10^<paramref name="Exponent"/>, by the digits that are
/// written, whatever the notation.
/// </summary>
internal readonly record struct ExactNumber(BigInteger Digits, int Exponent)
{
    /// <summary>Longer numbers are no amounts: 2^256 has 78 digits.</summary>
    private const int MaxExponent = 400;

    public bool IsWhole => Exponent >= 0 || BigInteger.Remainder(Digits, BigInteger.Pow(10, -Exponent)).IsZero;

    /// <summary>The largest whole number that is not above it.</summary>
    public BigInteger Floor
    {
        get
        {
            if (Exponent >= 0)
            {
                return Digits * BigInteger.Pow(10, Exponent);
            }
            BigInteger whole = BigInteger.DivRem(Digits, BigInteger.Pow(10, -Exponent), out BigInteger rest);
            return rest.Sign < 0 ? whole - 1 : whole;
        }
    }

    /// <summary>The smallest whole number that is not below it.</summary>
    public BigInteger Ceiling => IsWhole ? Floor : Floor + 1;

    /// <summary>
    /// The value of a constant expression: literals, texts of digits, signs, casts, + - * and powers; null for any
    /// other.
    /// </summary>
    public static ExactNumber? Of(Expression expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (expression)
        {
            case NumberLiteral number:
                return Parse(number.Text);
            case StringLiteral text:
                return Parse(text.Value.Trim());
            case HexLiteral { IsNumber: true } hex:
                return BigInteger.TryParse("0" + hex.Digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture,
                    out BigInteger value) ? new ExactNumber(value, 0) : null;
            case Paren paren:
                return Of(paren.Inner);
            case Unary { Operator: UnaryOperator.Minus } minus:
                return Of(minus.Operand) is { } positive ? positive with { Digits = -positive.Digits } : null;
            case Unary { Operator: UnaryOperator.Plus } plus:
                return Of(plus.Operand);
            case Cast cast:
                return OfCast(cast);
            case Binary binary:
                return OfBinary(binary);
            case Call { Name: "POWER", Arguments: [var number, var power] }:
                return Power(Of(number), Of(power));
            case Call
            {
                Name: "TO_NUMBER" or "TRY_TO_NUMBER" or "PARSE_NUMERIC" or "PARSE_BIGNUMERIC",
                Arguments: [var number]
            }:
                return Of(number);
            default:
                return null;
        }
    }

    private static ExactNumber? OfCast(Cast cast)
    {
        if (Of(cast.Value) is not { } value)
        {
            return null;
        }
        return TypeInference.OfKind(cast.Type.Kind) switch
        {
            TypeGroup.Wide or TypeGroup.Float => value,
            TypeGroup.Integer => value.IsWhole ? value : null,
            TypeGroup.Decimal => value.IsWhole || cast.Type.Parameters.Length == 0 ? value : null,
            _ => null,
        };
    }

    private static ExactNumber? OfBinary(Binary binary)
    {
        if (Of(binary.Left) is not { } left || Of(binary.Right) is not { } right)
        {
            return null;
        }
        switch (binary.Operator)
        {
            case BinaryOperator.Multiply:
                return Within(left.Digits * right.Digits, left.Exponent + right.Exponent);
            case BinaryOperator.Add or BinaryOperator.Subtract:
                int exponent = Math.Min(left.Exponent, right.Exponent);
                BigInteger first = left.Digits * BigInteger.Pow(10, left.Exponent - exponent);
                BigInteger second = right.Digits * BigInteger.Pow(10, right.Exponent - exponent);
                return Within(binary.Operator == BinaryOperator.Add ? first + second : first - second, exponent);
            case BinaryOperator.Power:
                return Power(left, right);
            default:
                return null;
        }
    }

    private static ExactNumber? Power(ExactNumber? number, ExactNumber? power)
    {
        if (number is not { } of || power is not { IsWhole: true } times || times.Digits.Sign < 0
            || times.Floor > MaxExponent)
        {
            return null;
        }
        int count = (int)times.Floor;
        return of.Digits.GetBitLength() * count > 4 * MaxExponent ? null
            : Within(BigInteger.Pow(of.Digits, count), of.Exponent * count);
    }

    private static ExactNumber? Within(BigInteger digits, int exponent) =>
        Math.Abs(exponent) > MaxExponent || digits.GetBitLength() > 8 * MaxExponent ? null
            : new ExactNumber(digits, exponent);

    private static ExactNumber? Parse(string text)
    {
        int mark = text.AsSpan().IndexOfAny('e', 'E');
        int exponent = 0;
        if (mark >= 0 && !int.TryParse(
            text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return null;
        }
        string digits = (mark < 0 ? text : text[..mark]).Replace("_", string.Empty, StringComparison.Ordinal);
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= digits.Length - point - 1;
            digits = digits.Remove(point, 1);
        }
        return digits.Length <= MaxExponent && Math.Abs((long)exponent) <= MaxExponent && BigInteger.TryParse(
            digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value)
            ? new ExactNumber(value, exponent) : null;
    }
}
