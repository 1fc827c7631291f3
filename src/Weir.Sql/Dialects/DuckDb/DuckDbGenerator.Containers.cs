using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.DuckDb;

internal sealed partial class DuckDbGenerator
{
    protected override void WriteArrayType(DataType type) => WriteBracketArrayType(type);

    protected override void WriteVectorType(DataType type)
    {
        if (type.Length is null)
        {
            Refuse(type, "a vector of no length", "name the length: FLOAT[3]");
        }
        Out.Append("FLOAT[");
        Write(type.Length ?? new NumberLiteral("1"));
        Out.Append(']');
    }

    public override void WriteType(DataType type)
    {
        if (!SameDialect && type is { Kind: TypeKind.Struct or TypeKind.Object, Elements.Length: 0 })
        {
            Out.Append("JSON");
            return;
        }
        if (!SameDialect && type.Kind == TypeKind.Range)
        {
            Refuse(type, "the type RANGE", "keep both ends in columns of their own");
        }
        base.WriteType(!SameDialect && type.FieldTails.Length > 0 ? type with { FieldTails = [] } : type);
    }

    protected override void WriteArray(ArrayLiteral array)
    {
        if (array.Type is { Elements.Length: > 0 } type && !SameDialect)
        {
            Write(new Cast(array with { Type = null }, type, CastKind.Strict));
            return;
        }
        Out.Append('[');
        WriteArrayItems(array);
        Out.Append(']');
    }

    protected override void WriteStruct(StructLiteral literal)
    {
        if (literal.Fields.Length > 0 && !Array.TrueForAll(
            literal.Fields, field => field is Alias or NamedArgument or Column or Star or Binary { Custom: ":" }))
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
            Separate(index);
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
            Separate(index);
            Write(map.Keys[index]);
            Out.Append(": ");
            Write(map.Values[index]);
        }
        Out.Append('}');
    }

    private void WriteComprehension(Expression[] parts)
    {
        Write(parts[0]);
        Out.Append(" FOR ");
        if (parts[1] is TupleExpression names)
        {
            WriteList(names.Items, lines: false);
        }
        else
        {
            Write(parts[1]);
        }
        Out.Append(" IN ");
        Write(parts[2]);
        if (parts.Length > 3)
        {
            Out.Append(" IF ");
            Write(parts[3]);
        }
    }

    protected override void WriteInArray(InExpression test)
    {
        Expression array = test.Array!;
        Expression value = test.Value;
        Write(new CaseExpression(null,
        [
            new WhenBranch(
                new Binary(BinaryOperator.Or, new IsTest(array, new NullLiteral(), false),
                    new Binary(BinaryOperator.Equal, Call.OfFinal("ARRAY_LENGTH", array), new NumberLiteral("0"))),
                    new BooleanLiteral(false)),
            new WhenBranch(Call.OfFinal("ARRAY_CONTAINS", array, value), new BooleanLiteral(true)),
            new WhenBranch(
                new Binary(BinaryOperator.Or, new IsTest(value, new NullLiteral(), false),
                    new Binary(BinaryOperator.NotEqual, Call.OfFinal("ARRAY_LENGTH", array),
                        Call.OfFinal("LIST_COUNT", array))), new NullLiteral()),
        ], new BooleanLiteral(false)));
    }
}
