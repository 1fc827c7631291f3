using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Snowflake;

/// <summary>What Snowflake says in another way.</summary>
internal sealed class SnowflakeGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    protected override string SeedWord => " SEED (";

    protected override string AddColumnWords => "ADD ";

    protected override string OverwriteWords => "INSERT OVERWRITE INTO ";

    protected override string? DefaultSampleMethod(TableSample sample) => sample.Rows ? null : "BERNOULLI";

    protected override void WriteUnnest(Unnest unnest)
    {
        Out.Append("TABLE(FLATTEN(INPUT => ");
        Write(unnest.Arrays[0]);
        Out.Append("))");
        Identifier value = unnest.AliasIsColumn ? unnest.Alias?.Name ?? Identifier.Plain("value") : unnest.Alias?.Columns is [var first, ..] ? first : Identifier.Plain("value");
        Identifier index = unnest.Offset ?? (unnest.Alias?.Columns is [_, var second, ..] ? second : Identifier.Plain("index"));
        Identifier table = unnest.AliasIsColumn || unnest.Alias?.Name is null ? FreshTable() : unnest.Alias.Name;
        WriteTableAlias(new TableAlias(table, [Identifier.Plain("seq"), Identifier.Plain("key"), Identifier.Plain("path"), index, value, Identifier.Plain("this")]));
    }

    protected override void WriteArray(ArrayLiteral array)
    {
        Out.Append('[');
        WriteArrayItems(array);
        Out.Append(']');
    }

    protected override void WriteStruct(StructLiteral literal)
    {
        List<Expression> arguments = [];
        for (int index = 0; index < literal.Fields.Length; index++)
        {
            (string name, Expression value) = literal.Fields[index] switch
            {
                NamedArgument named => (named.Name.Name, named.Value),
                Alias alias => (alias.Name.Name, alias.Value),
                Column column => (column.Last.Name, column),
                var other => ("_" + index.ToString(System.Globalization.CultureInfo.InvariantCulture), other),
            };
            if (literal.Fields[index] is Star)
            {
                arguments.Add(literal.Fields[index]);
                continue;
            }
            arguments.Add(new StringLiteral(name));
            arguments.Add(value);
        }
        WriteCall(Call.OfFinal("OBJECT_CONSTRUCT", [.. arguments]));
    }

    protected override void WriteBitOperator(Binary binary)
    {
        string name = binary.Operator switch
        {
            BinaryOperator.BitAnd => "BITAND",
            BinaryOperator.BitOr => "BITOR",
            BinaryOperator.BitXor => "BITXOR",
            BinaryOperator.ShiftLeft => "BITSHIFTLEFT",
            _ => "BITSHIFTRIGHT",
        };
        WriteCall(Call.OfFinal(name, Unwrap(binary.Left), Unwrap(binary.Right)));
    }

    protected override void WriteBitNot(Expression operand) => WriteCall(Call.OfFinal("BITNOT", operand));

    protected override void WriteExtract(Extract extract) => WriteCall(Call.OfFinal("DATE_PART", extract.Part, extract.Value));

    protected override void WriteDateAdd(Call call, Expression value, Expression amount, string unit, bool subtract)
    {
        string name = call.Name.StartsWith("TIMESTAMP", StringComparison.Ordinal) || call.Name.StartsWith("DATETIME", StringComparison.Ordinal) ? "TIMESTAMPADD" : call.Name is "TIME_ADD" && SameDialect ? "TIMEADD" : "DATEADD";
        Expression signed = !subtract ? amount : amount is StringLiteral or NumberLiteral or Paren ? new Binary(BinaryOperator.Multiply, amount, new Unary(UnaryOperator.Minus, new NumberLiteral("1"))) : new Binary(BinaryOperator.Multiply, new Paren(amount), new Unary(UnaryOperator.Minus, new NumberLiteral("1")));
        WriteCall(Call.OfFinal(name, new WordExpression(unit), signed, value));
    }

    protected override void WriteDateDiff(Call call, Expression end, Expression start, string unit) =>
        WriteCall(Call.OfFinal(call.Name.StartsWith("DATE_", StringComparison.Ordinal) ? "DATEDIFF" : "TIMESTAMPDIFF", new WordExpression(unit), start, end));

    protected override bool WriteFormatCall(Call call)
    {
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "TIME_TO_STR" or "FORMAT_DATE" or "FORMAT_TIMESTAMP" or "FORMAT_DATETIME":
                Expression value = call.Name == "TIME_TO_STR" || a[0] is Cast ? a[0] : new Cast(a[0], DataType.Of(call.Name == "FORMAT_DATE" ? TypeKind.Date : TypeKind.Timestamp), CastKind.Strict);
                WriteCall(Call.OfFinal("TO_CHAR", value, FormatOut(a[1])));
                return true;
            case "STR_TO_TIME" or "PARSE_TIMESTAMP" or "PARSE_DATETIME":
                WriteCall(Call.OfFinal("TO_TIMESTAMP", a[0], FormatOut(a[1])));
                return true;
            case "TRY_STR_TO_DATE":
                WriteCall(Call.OfFinal("TRY_TO_DATE", a[0], FormatOut(a[1])));
                return true;
            case "TRY_STR_TO_TIME":
                WriteCall(Call.OfFinal("TRY_TO_TIMESTAMP", a[0], FormatOut(a[1])));
                return true;
            case "STR_TO_DATE":
                WriteCall(Call.OfFinal("TO_DATE", a[0], FormatOut(a[1])));
                return true;
            default:
                return false;
        }
    }

    protected override void WriteJsonAccess(JsonAccess access)
    {
        Expression path = access.Path is JsonPath steps ? new StringLiteral(PlainPath(steps.Steps)) : access.Path;
        if (access.Path is JsonPath { Steps.Length: 0 })
        {
            Write(access.Value);
            return;
        }
        WriteCall(Call.OfFinal(access.Result == JsonResult.Value ? "GET_PATH" : "JSON_EXTRACT_PATH_TEXT", access.Value, path));
    }

    protected override void WriteAtTimeZone(AtTimeZone zone) => WriteCall(Call.OfFinal("CONVERT_TIMEZONE", zone.Zone, zone.Value));

    protected override void WriteIs(IsTest test)
    {
        if (test.Test is BooleanLiteral truth)
        {
            Expression equal = new Binary(BinaryOperator.Equal, test.Value, truth);
            Write(test.Not ? new Unary(UnaryOperator.Not, equal) : equal);
            return;
        }
        base.WriteIs(test);
    }

    protected override bool WriteSpecialCall(Call call)
    {
        if (call.Name is "ARRAY_CONTAINS" && call.Arguments.Length == 2)
        {
            Expression item = call.Arguments[1] is Cast { Type.Kind: TypeKind.Variant } || SameDialect ? call.Arguments[1] : new Cast(call.Arguments[1], DataType.Of(TypeKind.Variant), CastKind.Strict);
            WriteCall(Call.OfFinal("ARRAY_CONTAINS", item, call.Arguments[0]));
            return true;
        }
        if (call.Name is "CURRENT_TIMESTAMP" && call.Arguments.Length == 0)
        {
            Out.Append("CURRENT_TIMESTAMP()");
            return true;
        }
        return base.WriteSpecialCall(call);
    }

    protected override void WriteInArray(InExpression test) =>
        WriteCall(Call.OfFinal("ARRAY_CONTAINS", new Cast(test.Value, DataType.Of(TypeKind.Variant), CastKind.Strict), test.Array!));

    protected override void WriteHex(HexLiteral hex)
    {
        Out.Append("x'");
        Out.Append(hex.Digits);
        Out.Append('\'');
    }
}
