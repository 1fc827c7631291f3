using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.MySql;

/// <summary>What MySQL says in another way.</summary>
internal sealed class MySqlGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    protected override void WriteNullSafe(Binary binary)
    {
        if (binary.Operator == BinaryOperator.NullSafeNotEqual)
        {
            Out.Append("NOT (");
        }
        Write(binary.Left);
        Out.Append(" <=> ");
        Write(binary.Right);
        if (binary.Operator == BinaryOperator.NullSafeNotEqual)
        {
            Out.Append(')');
        }
    }

    /// <summary>CAST has words of its own: SIGNED for every whole number, CHAR for every text.</summary>
    // https://dev.mysql.com/doc/refman/8.4/en/cast-functions.html#function_cast
    protected override void WriteCast(Cast cast)
    {
        string? word = SameDialect || cast.Final ? null
            : TypeInference.OfKind(cast.Type.Kind) switch
            {
                TypeGroup.Integer => "SIGNED",
                TypeGroup.Text when cast.Type.Parameters.Length == 0 => "CHAR",
                _ => null
            };
        if (word is null || cast.Kind == CastKind.Try)
        {
            base.WriteCast(cast);
            return;
        }
        Out.Append("CAST(");
        Write(cast.Value);
        Out.Append($" AS {word})");
    }

    /// <summary>A quotient of decimals has four digits more than its left side here, not all.</summary>
    protected override void WriteDivision(Binary binary)
    {
        if (!SameDialect && (Types.Group(binary.Left), Types.Group(binary.Right)) is (TypeGroup.Decimal,
            TypeGroup.Decimal or TypeGroup.Integer) or (TypeGroup.Integer, TypeGroup.Decimal))
        {
            Write(new Cast(binary.Left, DataType.Of(TypeKind.Double), CastKind.Strict) { Final = true });
            Out.Append(" / ");
            Write(binary.Right);
            return;
        }
        base.WriteDivision(binary);
    }

    private const string Epoch = "0000-01-01 00:00:00";

    /// <summary>MySQL has no DATE_TRUNC: whole units since a fixed time, added to it again.</summary>
    protected override void WriteDateTrunc(Call call, Expression value, string unit, Expression? zone)
    {
        if (SameDialect || zone is not null
            || unit is not ("YEAR" or "QUARTER" or "MONTH" or "DAY" or "HOUR" or "MINUTE" or "SECOND"))
        {
            Refuse(call, "DATE_TRUNC to " + unit, "truncate with DATE_FORMAT");
        }
        Expression count =
            new Paren(Call.OfFinal("TIMESTAMPDIFF", new WordExpression(unit), new StringLiteral(Epoch), value));
        WriteCall(Call.OfFinal("DATE_ADD", new StringLiteral(Epoch), new Interval(count, unit, null)));
    }

    protected override void WriteDateAdd(Call call, Expression value, Expression amount, string unit, bool subtract) =>
        WriteCall(Call.OfFinal(subtract ? "DATE_SUB" : "DATE_ADD", value, new Interval(amount, unit, null)));

    protected override void WriteDateDiff(Call call, Expression end, Expression start, string unit) =>
        WriteCall(unit == "DAY" ? Call.OfFinal("DATEDIFF", end, start)
            : Call.OfFinal("TIMESTAMPDIFF", new WordExpression(unit), start, end));

    protected override void WriteConcat(Binary binary)
    {
        List<Expression> parts = [];
        Expression left = binary;
        while (left is Binary { Operator: BinaryOperator.Concat } step)
        {
            parts.Insert(0, step.Right);
            left = step.Left;
        }
        parts.Insert(0, left);
        WriteCall(Call.OfFinal("CONCAT", [.. parts]));
    }

    protected override bool WriteFormatCall(Call call)
    {
        if (call.Name is "TIME_TO_STR" or "FORMAT_DATE" or "FORMAT_TIMESTAMP" or "FORMAT_DATETIME")
        {
            WriteCall(Call.OfFinal("DATE_FORMAT", call.Arguments[0], FormatOut(call, call.Arguments[1])));
            return true;
        }
        if (call.Name is "STR_TO_TIME" or "STR_TO_DATE" or "PARSE_TIMESTAMP" or "PARSE_DATETIME")
        {
            WriteCall(Call.OfFinal("STR_TO_DATE", call.Arguments[0], FormatOut(call, call.Arguments[1])));
            return true;
        }
        return false;
    }
}
