using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>The value of a whole number that is written out.</summary>
    protected static long? WholeNumber(Expression expression) => expression switch
    {
        NumberLiteral { IsInteger: true } number when int.TryParse(
            number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) => value,
        Unary { Operator: UnaryOperator.Minus, Operand: NumberLiteral { IsInteger: true } number } when int.TryParse(
            number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) => -value,
        _ => null,
    };

    protected static Expression Number(long value) =>
        value < 0 ? new Unary(UnaryOperator.Minus, NumberLiteral.Of(-value)) : NumberLiteral.Of(value);

    protected virtual void WriteNumber(NumberLiteral number) => Out.Append(number.Text);

    protected virtual void WriteParameter(Parameter parameter)
    {
        string sigil = parameter.Sigil;
        if (!SameDialect && Source.Family == "snowflake" && sigil == ":" && Dialect.Family is "duckdb" or "postgres"
            && parameter.Name.Length > 0 && char.IsAsciiDigit(parameter.Name[0]))
        {
            sigil = "$";
        }
        else if (!SameDialect && Source.Family == "snowflake" && sigil is "$" or ":" && parameter.Name.Length > 0
            && char.IsAsciiDigit(parameter.Name[0]))
        {
            Refuse(parameter, sigil == "$" ? "a column by its position" : "numbered parameters",
                sigil == "$" ? "name the column" : "write ? or the target's named parameters");
        }
        if (!SameDialect && sigil == "#")
        {
            Refuse(parameter, "a column by its position", "name the column");
        }
        if (!SameDialect && sigil is "$" or "@" or ":" && Dialect.Family == "postgres" && parameter.Name.Length > 0
            && !char.IsAsciiDigit(parameter.Name[0]))
        {
            Refuse(parameter, "named parameters", "number them: $1, $2");
        }
        if (!SameDialect && sigil is "$" or "@" or ":" && parameter.Name.Length > 0
            && !char.IsAsciiDigit(parameter.Name[0]))
        {
            sigil = Rules.ParameterSigil;
        }
        Out.Append(sigil);
        Out.Append(parameter.Name);
    }

    protected virtual void WriteHex(HexLiteral hex)
    {
        if (hex.IsNumber)
        {
            Out.Append(Convert.ToUInt64(hex.Digits.Length > 16 ? "0" : hex.Digits, 16).ToString(
                System.Globalization.CultureInfo.InvariantCulture));
            return;
        }
        Out.Append("x'");
        Out.Append(hex.Digits);
        Out.Append('\'');
    }

    protected virtual void WriteBit(BitLiteral bit)
    {
        Out.Append("b'");
        Out.Append(bit.Digits);
        Out.Append('\'');
    }

    protected virtual void WriteBytes(BytesLiteral bytes)
    {
        Refuse(bytes, "byte string literals", "give the bytes as hexadecimal text and decode it");
        WriteString(bytes.Value);
    }

    protected virtual void WriteEscape(EscapeLiteral escape) => WriteString(escape.Value);

    protected virtual void WriteNational(NationalLiteral national) => WriteString(national.Value);

    protected virtual void WriteUnicode(UnicodeLiteral unicode)
    {
        if (unicode.Value.Contains(unicode.Escape ?? "\\", StringComparison.Ordinal))
        {
            if (UnicodeEscapes.Decode(unicode.Value, unicode.Escape is [var own] ? own : '\\') is { } decoded)
            {
                WriteString(decoded);
                return;
            }
            Refuse(unicode, "U&'' strings with escapes", "write the characters themselves");
        }
        WriteString(unicode.Value.Replace("''", "'", StringComparison.Ordinal));
    }
}
