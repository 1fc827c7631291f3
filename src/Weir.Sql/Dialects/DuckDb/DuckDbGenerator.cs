using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.DuckDb;

/// <summary>What DuckDB says in another way.</summary>
internal sealed class DuckDbGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    protected override bool MergeTargetsBare => true;

    protected override bool IgnoreNullsBehindOrder => true;

    protected override void WriteArrayType(DataType type) => WriteBracketArrayType(type);

    protected override void WriteArray(ArrayLiteral array)
    {
        Out.Append('[');
        WriteArrayItems(array);
        Out.Append(']');
    }

    protected override void WriteStruct(StructLiteral literal)
    {
        if (literal.Fields.Length > 0 && !Array.TrueForAll(literal.Fields, field => field is Alias or NamedArgument or Column or Star or Binary { Custom: ":" }))
        {
            if (literal.Type is not null)
            {
                Write(new Cast(Call.OfFinal("ROW", literal.Fields), literal.Type, CastKind.Strict));
                return;
            }
        }
        Out.Append('{');
        for (int index = 0; index < literal.Fields.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(", ");
            }
            switch (literal.Fields[index])
            {
                case NamedArgument named:
                    WriteString(named.Name.Name);
                    Out.Append(": ");
                    Write(named.Value);
                    break;
                case Alias alias:
                    WriteString(alias.Name.Name);
                    Out.Append(": ");
                    Write(alias.Value);
                    break;
                case Column column:
                    WriteString(column.Last.Name);
                    Out.Append(": ");
                    Write(column);
                    break;
                case Star or Binary { Custom: ":" }:
                    Write(literal.Fields[index]);
                    break;
                default:
                    WriteString("_" + index.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    Out.Append(": ");
                    Write(literal.Fields[index]);
                    break;
            }
        }
        Out.Append('}');
    }

    protected override void WriteMap(MapLiteral map)
    {
        Out.Append("MAP {");
        for (int index = 0; index < map.Keys.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(", ");
            }
            Write(map.Keys[index]);
            Out.Append(": ");
            Write(map.Values[index]);
        }
        Out.Append('}');
    }

    protected override void WriteEscape(EscapeLiteral escape)
    {
        if (!SameDialect)
        {
            WriteString(escape.Value);
            return;
        }
        Out.Append("e'");
        Out.Append(escape.Raw);
        Out.Append('\'');
    }

    protected override void WriteHex(HexLiteral hex)
    {
        if (hex.IsNumber)
        {
            base.WriteHex(hex);
            return;
        }
        WriteCall(Call.OfFinal("UNHEX", new StringLiteral(hex.Digits)));
    }

    protected override bool WriteSpecialCall(Call call)
    {
        switch (call.Name)
        {
            case "CURRENT_TIMESTAMP" or "CURRENT_DATE" or "CURRENT_TIME" when call.Arguments.Length == 0:
                Out.Append(call.Name);
                return true;
            default:
                return base.WriteSpecialCall(call);
        }
    }

    protected override void WriteBinary(Binary binary)
    {
        if (!SameDialect && binary.Operator is not (BinaryOperator.And or BinaryOperator.Or) && (binary.Left is JsonAccess || binary.Right is JsonAccess))
        {
            base.WriteBinary(binary with
            {
                Left = binary.Left is JsonAccess ? new Paren(binary.Left) : binary.Left,
                Right = binary.Right is JsonAccess ? new Paren(binary.Right) : binary.Right,
            });
            return;
        }
        base.WriteBinary(binary);
    }

    protected override void WriteUnary(Unary unary) =>
        base.WriteUnary(!SameDialect && unary.Operand is JsonAccess ? unary with { Operand = new Paren(unary.Operand) } : unary);

    protected override void WriteDateAdd(Call call, Expression value, Expression amount, string unit, bool subtract)
    {
        Write(WrapOperand(value is StringLiteral ? new Cast(value, DataType.Of(call.Name.StartsWith("DATE_", StringComparison.Ordinal) ? TypeKind.Date : TypeKind.Timestamp), CastKind.Strict) : value));
        Out.Append(subtract ? " - " : " + ");
        Write(new Interval(amount, unit, null));
    }

    protected override void WriteIntervalValue(Interval interval)
    {
        if (interval.Value is StringLiteral or NumberLiteral or Paren)
        {
            Write(interval.Value);
            return;
        }
        Out.Append('(');
        Write(interval.Value!);
        Out.Append(')');
    }

    protected override bool WriteFormatCall(Call call)
    {
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "TIME_TO_STR":
                WriteCall(Call.OfFinal("STRFTIME", a[0], FormatOut(a[1])));
                return true;
            case "FORMAT_DATE":
                WriteCall(Call.OfFinal("STRFTIME", new Cast(a[0], DataType.Of(TypeKind.Date), CastKind.Strict), FormatOut(a[1])));
                return true;
            case "FORMAT_TIMESTAMP" or "FORMAT_DATETIME":
                WriteCall(Call.OfFinal("STRFTIME", new Cast(a[0], DataType.Of(TypeKind.Timestamp), CastKind.Strict), FormatOut(a[1])));
                return true;
            case "STR_TO_TIME":
                WriteCall(Call.OfFinal("STRPTIME", a[0], FormatOut(a[1])));
                return true;
            case "TRY_STR_TO_TIME":
                WriteCall(Call.OfFinal("TRY_STRPTIME", a[0], FormatOut(a[1])));
                return true;
            case "STR_TO_DATE":
                Write(new Cast(Call.OfFinal("STRPTIME", a[0], FormatOut(a[1])), DataType.Of(TypeKind.Date), CastKind.Strict));
                return true;
            default:
                return false;
        }
    }
}
