using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.DuckDb;

/// <summary>What DuckDB says in another way.</summary>
internal sealed partial class DuckDbGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    protected override bool MergeTargetsBare => true;

    protected override string? DefaultSampleMethod(TableSample sample) => sample.Rows && !sample.UsingSample ? "RESERVOIR" : null;

    protected override void WriteSet(SetStatement set) => base.WriteSet(set.Scope is null && Source.Family == "snowflake" && !set.Unset ? set with { Scope = "VARIABLE" } : set);

    protected override bool IgnoreNullsBehindOrder => true;

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

    /// <summary>BigQuery's UNNEST of structs gives a column a field.</summary>
    protected override void WriteUnnest(Unnest unnest)
    {
        if (SameDialect || Source.Family != "bigquery" || unnest.Arrays is not [ArrayLiteral array] || unnest.Offset is not null
            || !(array.Type is { Elements: [{ Kind: TypeKind.Struct }] } || array.Items is [StructLiteral, ..]))
        {
            base.WriteUnnest(unnest);
            return;
        }
        Out.Append("(SELECT UNNEST(");
        Write(array);
        Out.Append(", max_depth => 2))");
        if (unnest.Alias is { Name: not null } alias)
        {
            WriteTableAlias(alias);
        }
    }

    protected override void WriteSelectItems(Select select)
    {
        if (!SameDialect && Source.Family is "postgres" or "redshift" && Array.Exists(select.Items, item => (item is Alias alias ? alias.Value : item) is Call { Name: "GENERATE_SERIES" }))
        {
            select = select with
            {
                Items = Array.ConvertAll(select.Items, item => item switch
                {
                    Alias { Value: Call { Name: "GENERATE_SERIES" } series } alias => alias with { Value = Call.OfFinal("UNNEST", series) },
                    Call { Name: "GENERATE_SERIES" } series => Call.OfFinal("UNNEST", series),
                    _ => item,
                }),
            };
        }
        base.WriteSelectItems(select);
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

    protected override void WriteEscape(EscapeLiteral escape)
    {
        if (!SameDialect)
        {
            WriteString(escape.Value);
            return;
        }
        Out.Append("e'");
        Out.Append(escape.Raw.Replace("\\'", "''", StringComparison.Ordinal));
        Out.Append('\'');
    }

    protected override void WriteBytes(BytesLiteral bytes)
    {
        if (bytes.Value.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0 || bytes.Value.AsSpan().IndexOfAny('\\', '\'') >= 0)
        {
            WriteCall(Call.OfFinal("UNHEX", new StringLiteral(Convert.ToHexString(System.Text.Encoding.Latin1.GetBytes(bytes.Value)))));
            return;
        }
        Out.Append("CAST(e'");
        Out.Append(bytes.Value);
        Out.Append("' AS BLOB)");
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
        if (WriteRegexCall(call) || WriteSnowflakeCall(call))
        {
            return true;
        }
        switch (call.Name)
        {
            case "SUBSTRING" when Source.Family == "snowflake" && call.Arguments.Length is 2 or 3 && call.Arguments[1] is not Paren:
                Expression from = call.Arguments[1];
                Expression shifted = new CaseExpression(null, [new WhenBranch(new Binary(BinaryOperator.Equal, from, new NumberLiteral("0")), new NumberLiteral("1"))], from);
                WritePlainCall(call with { Arguments = [call.Arguments[0], shifted, .. Array.ConvertAll(call.Arguments[2..], NotNegative)] }, "SUBSTRING");
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
            case "ABS" when Types.Scope is not null && call.Arguments is [var amount] && Types.Group(amount) == TypeGroup.Wide:
                Refuse(call, "ABS of uint256, which DuckDB computes as a double in silence", "say so: ABS(value::DOUBLE)");
                return base.WriteSpecialCall(call);
            case "CURRENT_TIME" when Source.Family == "snowflake" && call.Arguments.Length == 1:
                Out.Append("LOCALTIME");
                return true;
            case "LIST_COMPREHENSION" when call.Arguments.Length >= 3:
                WriteComprehension(call.Arguments);
                return true;
            case "JSONB_EXISTS" when call.Arguments is [var json, StringLiteral key]:
                WriteCall(Call.OfFinal("JSON_EXISTS", json, new JsonPath([JsonStep.OfKey(key.Value)])));
                return true;
            case "CURRENT_TIMESTAMP" or "CURRENT_DATE" or "CURRENT_TIME" when call.Arguments.Length == 0:
                Out.Append(call.Name);
                return true;
            default:
                return base.WriteSpecialCall(call);
        }
    }

    protected override void WriteJsonAccess(JsonAccess access)
    {
        if (!SameDialect && access is { Result: JsonResult.Scalar, Path: JsonPath path })
        {
            Write(Call.OfFinal("JSON_VALUE", access.Value, path));
            Out.Append(" ->> '$'");
            return;
        }
        if (!SameDialect && access is { Path: JsonPath { Steps: [] }, Function: null })
        {
            Write(access.Value);
            return;
        }
        base.WriteJsonAccess(access);
    }

    /// <summary>DuckDB's arrows bind loosely; those that its own text holds stay as they were.</summary>
    private bool NeedsParens(Expression operand) => operand is JsonAccess access && (!SameDialect || access.Function is not null);

    protected override void WriteSubscript(Subscript subscript) =>
        base.WriteSubscript(NeedsParens(subscript.Base) ? subscript with { Base = new Paren(subscript.Base), Kind = SameDialect ? subscript.Kind : SubscriptKind.Key } : subscript);

    protected override void WriteCast(Cast cast)
    {
        if (!SameDialect && cast is { Value: StructLiteral { Type: null, Fields: [not (Alias or NamedArgument or Column or Star), ..] } tuple, Type.Kind: TypeKind.Struct })
        {
            cast = cast with { Value = Call.OfFinal("ROW", tuple.Fields) };
        }
        if (!SameDialect && cast is { Type.Kind: TypeKind.DecFloat })
        {
            Refuse(cast, "DECFLOAT", "cast to DOUBLE, or to DECIMAL(38, s)");
        }
        base.WriteCast(cast);
    }

    protected override void WriteBinary(Binary binary)
    {
        if (binary.Operator is BinaryOperator.Multiply or BinaryOperator.Modulo or BinaryOperator.IntegerDivide && Types.Scope is not null
            && (Types.Group(binary.Left) == TypeGroup.Wide || Types.Group(binary.Right) == TypeGroup.Wide))
        {
            Refuse(binary, $"{Sign(binary.Operator)} of uint256, which DuckDB computes as a double in silence", "say so: value::DOUBLE");
        }
        if (binary.Operator is not (BinaryOperator.And or BinaryOperator.Or) && (NeedsParens(binary.Left) || NeedsParens(binary.Right)))
        {
            binary = binary with
            {
                Left = NeedsParens(binary.Left) ? new Paren(binary.Left) : binary.Left,
                Right = NeedsParens(binary.Right) ? new Paren(binary.Right) : binary.Right,
            };
        }
        base.WriteBinary(binary);
    }

    protected override void WriteUnary(Unary unary) =>
        base.WriteUnary(!SameDialect && unary.Operand is JsonAccess ? unary with { Operand = new Paren(unary.Operand) } : unary);

    protected override void WriteDateAdd(Call call, Expression value, Expression amount, string unit, bool subtract)
    {
        if (Source.Family == "snowflake" && unit == "NANOSECOND")
        {
            Filled("MAKE_TIMESTAMP_NS(EPOCH_NS(CAST($1 AS TIMESTAMP_NS)) + $2)", value, amount);
            return;
        }
        if (Source.Family == "snowflake" && value is StringLiteral { Value.Length: > 10 } moment)
        {
            value = new Cast(moment, DataType.Of(TypeKind.Timestamp), CastKind.Strict);
        }
        Expression from = WrapOperand(value is StringLiteral ? new Cast(value, DataType.Of(call.Name.StartsWith("DATE_", StringComparison.Ordinal) ? TypeKind.Date : TypeKind.Timestamp), CastKind.Strict) : value);
        WriteOperation(new Binary(subtract ? BinaryOperator.Subtract : BinaryOperator.Add, from, new Interval(amount, unit, null)));
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

    private static CaseExpression NotNegative(Expression length) =>
        new(null, [new WhenBranch(new Binary(BinaryOperator.Less, Wrap(length), new NumberLiteral("0")), new NumberLiteral("0"))], length);

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
        if (Source.Family == "snowflake" && !extract.Final && PartTemplate(part) is { } template)
        {
            Filled(template, extract.Value);
            return;
        }
        string? own = SameDialect || extract.Final ? null : part switch
        {
            "DAYOFWEEKISO" => "ISODOW",
            "WEEKISO" or "ISOWEEK" => "WEEK",
            "YEAROFWEEK" or "YEAROFWEEKISO" => "ISOYEAR",
            _ => null,
        };
        base.WriteExtract(own is null ? extract : extract with { Part = new WordExpression(own) });
    }

    /// <summary>Parts that DuckDB's EXTRACT does not have, or gives as a fraction.</summary>
    private static string? PartTemplate(string part) => part switch
    {
        "WEEKISO" => "CAST(STRFTIME($1, '%V') AS INT)",
        "YEAROFWEEK" or "YEAROFWEEKISO" => "CAST(STRFTIME($1, '%G') AS INT)",
        "EPOCH_SECOND" or "EPOCH" => "CAST(EPOCH($1) AS BIGINT)",
        "EPOCH_MILLISECOND" => "EPOCH_MS($1)",
        "EPOCH_MICROSECOND" => "EPOCH_US($1)",
        "EPOCH_NANOSECOND" => "EPOCH_NS($1)",
        "NANOSECOND" => "CAST(STRFTIME(CAST($1 AS TIMESTAMP_NS), '%n') AS BIGINT)",
        _ => null,
    };

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
            if (start is not (null or "MONDAY"))
            {
                int days = Shift(start);
                Binary weeks = new(BinaryOperator.Add, Call.OfFinal("DATE_TRUNC", new StringLiteral("WEEK"), new Binary(BinaryOperator.Add, local, Days(days))), Days(-days));
                Write(new AtTimeZone(new Paren(weeks), zone));
                return;
            }
            Write(new AtTimeZone(Call.OfFinal("DATE_TRUNC", new StringLiteral(start is null ? unit : "WEEK"), local), zone));
            return;
        }
        if (Source.Family == "snowflake" && zone is null && Types.Group(value) is (TypeGroup.Date or TypeGroup.TimestampTz or TypeGroup.Time) and var group)
        {
            Expression based = group == TypeGroup.Time ? new Binary(BinaryOperator.Add, new Cast(new StringLiteral("1970-01-01"), DataType.Of(TypeKind.Date), CastKind.Strict), Wrap(value)) : value;
            TypeKind kind = group switch { TypeGroup.Date => TypeKind.Date, TypeGroup.Time => TypeKind.Time, _ => TypeKind.TimestampTz };
            Expression cut = Call.OfFinal("DATE_TRUNC", new StringLiteral(start is null ? unit : "WEEK"), based);
            Write(group == TypeGroup.Date && unit is not ("HOUR" or "MINUTE" or "SECOND") ? cut : new Cast(cut, DataType.Of(kind), CastKind.Strict));
            return;
        }
        if (start is null or "MONDAY")
        {
            Expression truncated = Call.OfFinal("DATE_TRUNC", new StringLiteral(start is null ? unit : "WEEK"), value);
            Write(date && Source.Family == "bigquery" ? new Cast(truncated, DataType.Of(TypeKind.Date), CastKind.Strict) : truncated);
            return;
        }
        int shift = Shift(start);
        if (call.Name == "DATETIME_TRUNC")
        {
            value = new Cast(value, DataType.Of(TypeKind.Timestamp), CastKind.Strict);
        }
        Expression moved = new Binary(BinaryOperator.Add, Call.OfFinal("DATE_TRUNC", new StringLiteral("WEEK"), new Binary(BinaryOperator.Add, Wrap(value), Days(shift))), Days(-shift));
        Write(date ? new Cast(moved, DataType.Of(TypeKind.Date), CastKind.Strict) : moved);
    }

    /// <summary>Days from the week's first day to the Monday behind it.</summary>
    private static int Shift(string start) => start switch
    {
        "SUNDAY" => 1,
        "SATURDAY" => -5,
        "FRIDAY" => -4,
        "THURSDAY" => -3,
        "WEDNESDAY" => -2,
        "TUESDAY" => -1,
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
        if (within.Function is Call { Name: "ARRAY_AGG_NOT_NULL", Arguments: [var element] } collected && !SameDialect)
        {
            Call ordered = Call.OfFinal("ARRAY_AGG", element) with { OrderBy = within.OrderBy, Distinct = collected.Distinct };
            Write(new FilterClause(ordered, new IsTest(element, new NullLiteral(), true) { Postfix = true }));
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
        if (Source.Family == "snowflake" && unit == "NANOSECOND")
        {
            Filled("EPOCH_NS(CAST($1 AS TIMESTAMP_NS)) - EPOCH_NS(CAST($2 AS TIMESTAMP_NS))", end, start);
            return;
        }
        TypeKind kind = call.Name.StartsWith("DATE_", StringComparison.Ordinal) ? TypeKind.Date : TypeKind.Timestamp;
        Expression later = AsTimestamp(end, end is StringLiteral { Value.Length: > 10 } ? TypeKind.Timestamp : kind);
        Expression earlier = AsTimestamp(start, start is StringLiteral { Value.Length: > 10 } ? TypeKind.Timestamp : kind);
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
                Expression moment = Call.OfFinal("TRY_STRPTIME", a[0], FormatOut(a[1]));
                Write(new Cast(Source.Family == "snowflake" ? new Cast(moment, DataType.Of(TypeKind.Timestamp), CastKind.Strict) : moment, DataType.Of(TypeKind.Date), CastKind.Strict));
                return true;
            case "PARSE_DATETIME" or "PARSE_TIMESTAMP" when a.Length == 2:
                WriteYearSafe(a);
                return true;
            case "STR_TO_DATE" when Source.Family == "bigquery" && !call.Safe:
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
            case "FORMAT_DATETIME" when a[0] is Cast { Type.Kind: TypeKind.Timestamp or TypeKind.DateTime }:
                WriteCall(Call.OfFinal("STRFTIME", a[0], FormatOut(a[1])));
                return true;
            case "FORMAT_TIME":
                WriteCall(Call.OfFinal("STRFTIME", new Cast(a[0], DataType.Of(TypeKind.Time), CastKind.Strict), FormatOut(a[1])));
                return true;
            case "PARSE_TIME":
                Write(new Cast(Call.OfFinal("STRPTIME", a[0], FormatOut(a[1])), DataType.Of(TypeKind.Time), CastKind.Strict));
                return true;
            case "TRY_STR_TO_TIME" when Source.Family == "snowflake":
                Write(new Cast(Call.OfFinal("TRY_STRPTIME", a[0], FormatOut(a[1])), DataType.Of(TypeKind.Timestamp), CastKind.Strict));
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
