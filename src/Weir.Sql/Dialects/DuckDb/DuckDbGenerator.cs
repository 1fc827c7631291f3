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
            case "SUBSTRING" when Source.Family == "snowflake" && call.Arguments.Length is 2 or 3 && call.Arguments[1] is not Paren:
                Expression from = call.Arguments[1];
                Expression shifted = new CaseExpression(null, [new WhenBranch(new Binary(BinaryOperator.Equal, from, new NumberLiteral("0")), new NumberLiteral("1"))], from);
                WritePlainCall(call with { Arguments = [call.Arguments[0], shifted, .. call.Arguments[2..]] }, "SUBSTRING");
                return true;
            case "DATE_FROM_PARTS" when Source.Family == "snowflake" && call.Arguments.Length == 3:
                Expression first = Call.OfFinal("MAKE_DATE", call.Arguments[0], new NumberLiteral("1"), new NumberLiteral("1"));
                Write(new Cast(new Binary(BinaryOperator.Add, new Binary(BinaryOperator.Add, first, Less(call.Arguments[1], "MONTH")), Less(call.Arguments[2], "DAY")), DataType.Of(TypeKind.Date), CastKind.Strict));
                return true;
            case "LENGTH" when !SameDialect && call.Arguments is [var bytes] && Types.Group(bytes) == TypeGroup.Bytes:
                WriteCall(Call.OfFinal("OCTET_LENGTH", bytes));
                return true;
            case "UNIX_SECONDS" or "UNIX_MILLIS" or "UNIX_MICROS" when call.Arguments is [StringLiteral text]:
                WriteCall(call with { Arguments = [new Cast(text, DataType.Of(TypeKind.TimestampTz), CastKind.Strict)] });
                return true;
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

    /// <summary>BigQuery fills what a format leaves out from 1970, DuckDB from 1900.</summary>
    private void WriteYearSafe(Expression[] a) => WriteCall(Call.OfFinal("STRPTIME",
        new Binary(BinaryOperator.Concat, new StringLiteral("1970 "), Wrap(a[0])), new Binary(BinaryOperator.Concat, new StringLiteral("%Y "), FormatOut(a[1]))));

    private static Call WeekOf(Expression value, int shift) =>
        Call.OfFinal("DATE_TRUNC", new StringLiteral("WEEK"), shift == 0 ? value : new Binary(BinaryOperator.Add, Wrap(value), Days(shift)));

    private static Interval Less(Expression value, string unit) =>
        new(new Paren(new Binary(BinaryOperator.Subtract, Wrap(value), new NumberLiteral("1"))), unit, null);

    protected override void WriteExtract(Extract extract)
    {
        string part = extract.Part is WordExpression word ? word.Word : string.Empty;
        string? own = SameDialect ? null : part switch
        {
            "DAYOFWEEKISO" => "ISODOW",
            "WEEKISO" or "ISOWEEK" => "WEEK",
            "YEAROFWEEK" or "YEAROFWEEKISO" => "ISOYEAR",
            _ => null,
        };
        base.WriteExtract(own is null ? extract : extract with { Part = new WordExpression(own) });
    }

    protected override void WriteBitOperator(Binary binary)
    {
        if (binary.Operator == BinaryOperator.BitXor)
        {
            WriteCall(Call.OfFinal("XOR", Unwrap(binary.Left), Unwrap(binary.Right)));
            return;
        }
        base.WriteBitOperator(binary);
    }

    /// <summary>DuckDB's weeks begin on Monday: other weeks are moved there and back.</summary>
    protected override void WriteDateTrunc(Call call, Expression value, string unit, Expression? zone)
    {
        string? start = SameDialect ? null : WeekStart(unit, Source.Family == "bigquery" ? "SUNDAY" : "MONDAY");
        bool date = call.Name == "DATE_TRUNC";
        if (zone is not null && !SameDialect)
        {
            AtTimeZone local = new(Wrap(value), zone);
            Write(new AtTimeZone(Call.OfFinal("DATE_TRUNC", new StringLiteral(start is null ? unit : "WEEK"), local), zone));
            return;
        }
        if (start is null or "MONDAY")
        {
            Expression truncated = Call.OfFinal("DATE_TRUNC", new StringLiteral(start is null ? unit : "WEEK"), value);
            Write(date && Source.Family == "bigquery" ? new Cast(truncated, DataType.Of(TypeKind.Date), CastKind.Strict) : truncated);
            return;
        }
        int shift = Shift(start);
        Expression moved = new Binary(BinaryOperator.Add, Call.OfFinal("DATE_TRUNC", new StringLiteral("WEEK"), new Binary(BinaryOperator.Add, Wrap(value), Days(shift))), Days(-shift));
        Write(date ? new Cast(moved, DataType.Of(TypeKind.Date), CastKind.Strict) : moved);
    }

    /// <summary>Days from the week's first day to the Monday behind it.</summary>
    private static int Shift(string start) => start switch
    {
        "SUNDAY" => 1,
        "SATURDAY" => 2,
        "FRIDAY" => 3,
        "THURSDAY" => 4,
        "WEDNESDAY" => 5,
        "TUESDAY" => 6,
        _ => 0,
    };

    private static Interval Days(int count) =>
        new(new StringLiteral(count.ToString(System.Globalization.CultureInfo.InvariantCulture)), "DAY", null);

    protected override void WriteInArray(InExpression test)
    {
        Expression array = test.Array!;
        Expression value = test.Value;
        Write(new CaseExpression(null,
        [
            new WhenBranch(new Binary(BinaryOperator.Or, new IsTest(array, new NullLiteral(), false), new Binary(BinaryOperator.Equal, Call.OfFinal("ARRAY_LENGTH", array), new NumberLiteral("0"))), new BooleanLiteral(false)),
            new WhenBranch(Call.OfFinal("ARRAY_CONTAINS", array, value), new BooleanLiteral(true)),
            new WhenBranch(new Binary(BinaryOperator.Or, new IsTest(value, new NullLiteral(), false), new Binary(BinaryOperator.NotEqual, Call.OfFinal("ARRAY_LENGTH", array), Call.OfFinal("LIST_COUNT", array))), new NullLiteral()),
        ], new BooleanLiteral(false)));
    }

    protected override void WriteWithinGroup(WithinGroup within)
    {
        if (within is { Function: Call { Name: "PERCENTILE_CONT" or "PERCENTILE_DISC", Arguments: [var fraction] } quantile, OrderBy: [var key] } && !SameDialect)
        {
            string name = quantile.Name == "PERCENTILE_CONT" ? "QUANTILE_CONT" : "QUANTILE_DISC";
            WritePlainCall(Call.OfFinal(name, key.Value, fraction) with { OrderBy = [key] }, name);
            return;
        }
        if (within.Function is Call { Name: "STRING_AGG" or "ARRAY_AGG_NOT_NULL" or "LISTAGG" } call && !SameDialect)
        {
            Write(call with { OrderBy = within.OrderBy });
            return;
        }
        base.WriteWithinGroup(within);
    }

    protected override void WriteOver(Over over)
    {
        Expression function = over.Function is NullTreatment treatment ? treatment.Function : over.Function;
        if (Source.Family == "snowflake" && function is Call { Name: "FIRST_VALUE" or "LAST_VALUE" or "NTH_VALUE" } && over.Window is { Frame: null } window)
        {
            base.WriteOver(over with { Window = window with { Frame = new WindowFrame("ROWS", new FrameBound(null, "PRECEDING"), new FrameBound(null, "FOLLOWING"), null) } });
            return;
        }
        base.WriteOver(over);
    }

    protected override void WriteDateDiff(Call call, Expression end, Expression start, string unit)
    {
        if (SameDialect)
        {
            base.WriteDateDiff(call, end, start, unit);
            return;
        }
        TypeKind kind = call.Name.StartsWith("DATE_", StringComparison.Ordinal) ? TypeKind.Date : TypeKind.Timestamp;
        Expression later = AsTimestamp(end, kind);
        Expression earlier = AsTimestamp(start, kind);
        if (WeekStart(unit, Source.Family == "bigquery" ? "SUNDAY" : "MONDAY") is { } week)
        {
            WriteCall(Call.OfFinal("DATE_DIFF", new StringLiteral("WEEK"), WeekOf(earlier, Shift(week)), WeekOf(later, Shift(week))));
            return;
        }
        if (call.Name == "TIMESTAMP_DIFF" && Source.Family == "bigquery" && unit is not ("MILLISECOND" or "MICROSECOND" or "SECOND"))
        {
            WriteCall(Call.OfFinal("DATE_SUB", new StringLiteral(unit), earlier, later));
            return;
        }
        base.WriteDateDiff(call, later, earlier, unit);
    }

    protected override bool WriteFormatCall(Call call)
    {
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "TRY_STR_TO_DATE":
                Write(new Cast(new Cast(Call.OfFinal("TRY_STRPTIME", a[0], FormatOut(a[1])), DataType.Of(TypeKind.Timestamp), CastKind.Strict), DataType.Of(TypeKind.Date), CastKind.Strict));
                return true;
            case "PARSE_DATETIME" or "PARSE_TIMESTAMP" when a.Length == 2:
                WriteYearSafe(a);
                return true;
            case "STR_TO_DATE" when Source.Family == "bigquery":
                Out.Append("CAST(");
                WriteYearSafe(a);
                Out.Append(" AS DATE)");
                return true;
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
