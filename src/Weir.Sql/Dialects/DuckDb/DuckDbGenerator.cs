using Weir.Sql.Ast;
using Weir.Sql.Generation;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Dialects.DuckDb;

/// <summary>What DuckDB says in another way.</summary>

internal sealed partial class DuckDbGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    protected override bool MergeTargetsBare => true;

    protected override string? DefaultSampleMethod(TableSample sample) =>
        sample.Rows && !sample.UsingSample ? "RESERVOIR" : null;

    protected override void WriteSet(SetStatement set) => base.WriteSet(
        set.Scope is null && Source.Family == "snowflake" && !set.Unset ? set with { Scope = "VARIABLE" } : set);

    protected override bool IgnoreNullsBehindOrder => true;

    /// <summary>BigQuery's UNNEST of structs gives a column a field.</summary>
    protected override void WriteUnnest(Unnest unnest)
    {
        if (SameDialect || Source.Family != "bigquery" || unnest.Arrays is not [ArrayLiteral array]
            || unnest.Offset is not null
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

    protected override void WriteSelectItems(Select select) =>
        base.WriteSelectItems(
            !SameDialect && Source.Family is "postgres" or "redshift" ? SelectedUnnest.OfSeries(select) : select);

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
        if (bytes.Value.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0
            || bytes.Value.AsSpan().IndexOfAny('\\', '\'') >= 0)
        {
            WriteCall(Call.OfFinal(
                "UNHEX", new StringLiteral(Convert.ToHexString(System.Text.Encoding.Latin1.GetBytes(bytes.Value)))));
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
            case "DIV" when Source.Family == "postgres" && call.Arguments is [
                NumberLiteral { IsInteger: true, Text.Length: < 16 } dividend, NumberLiteral divisor]:
                // PostgreSQL's DIV gives NUMERIC.
                WriteCastAs("CAST", new Cast(new Binary(BinaryOperator.IntegerDivide, dividend, divisor),
                    DataType.Of(TypeKind.Decimal), CastKind.Strict)
                { Final = true });
                return true;
            case "JSON_AGG" when !SameDialect && (call.Distinct || call.OrderBy.Length > 0):
                WriteCall(Call.OfFinal("TO_JSON",
                    Call.OfFinal("LIST", call.Arguments) with { Distinct = call.Distinct, OrderBy = call.OrderBy }));
                return true;
            case "SUBSTRING" when !SameDialect && call.Arguments.Length > 0
                && Types.Group(call.Arguments[0]) == TypeGroup.Bytes:
                WriteBytesPart(call);
                return true;
            case "SUBSTRING" when Source.Family == "snowflake" && call.Arguments.Length is 2 or 3
                && call.Arguments[1] is not Paren:
                Expression from = call.Arguments[1];
                Expression shifted = new CaseExpression(null, [new WhenBranch(
                    new Binary(BinaryOperator.Equal, from, new NumberLiteral("0")), new NumberLiteral("1"))], from);
                WritePlainCall(call with
                {
                    Arguments = [call.Arguments[0], shifted,
                    .. Array.ConvertAll(call.Arguments[2..], NotNegative)]
                }, "SUBSTRING");
                return true;
            case "DATE_FROM_PARTS" when Source.Family == "snowflake" && call.Arguments.Length == 3:
                Expression first =
                    Call.OfFinal("MAKE_DATE", call.Arguments[0], new NumberLiteral("1"), new NumberLiteral("1"));
                Write(new Cast(
                    new Binary(BinaryOperator.Add, new Binary(BinaryOperator.Add, first, Less(call.Arguments[1],
                        "MONTH")), Less(call.Arguments[2], "DAY")), DataType.Of(TypeKind.Date), CastKind.Strict));
                return true;
            case "OCTET_LENGTH" or "BYTE_LENGTH" when !SameDialect && call.Arguments is [var text8]
                && Types.Group(text8) != TypeGroup.Bytes:
                WriteCall(Call.OfFinal("STRLEN", text8));
                return true;
            case "LENGTH" when !SameDialect && call.Arguments is [var bytes] && Types.Group(bytes) == TypeGroup.Bytes:
                WriteCall(Call.OfFinal("OCTET_LENGTH", bytes));
                return true;
            case "UNIX_SECONDS" when call.Arguments is [Cast { Value: StringLiteral { Value: var whole } }]
                && !whole.Contains('.', StringComparison.Ordinal):
                Write(new Cast(
                    Call.OfFinal("EPOCH", call.Arguments[0]), DataType.Of(TypeKind.BigInt), CastKind.Strict));
                return true;
            case "UNIX_SECONDS" or "UNIX_MILLIS" or "UNIX_MICROS" when call.Arguments is [StringLiteral text]:
                WriteCall(
                    call with { Arguments = [new Cast(text, DataType.Of(TypeKind.TimestampTz), CastKind.Strict)] });
                return true;
            case "CURRENT_TIME" when Source.Family == "snowflake" && call.Arguments.Length == 1:
                Out.Append("LOCALTIME");
                return true;
            case "LIST_COMPREHENSION" when call.Arguments.Length >= 3:
                WriteComprehension(call.Arguments);
                return true;
            case "CURRENT_TIMESTAMP" or "CURRENT_DATE" or "CURRENT_TIME" when call.Arguments.Length == 0:
                Out.Append(call.Name);
                return true;
            default:
                return base.WriteSpecialCall(call);
        }
    }

    /// <summary>DuckDB takes parts of texts alone: those of bytes by their hexadecimal digits.</summary>
    private void WriteBytesPart(Call call)
    {
        Expression[] a = call.Arguments;
        if (a[1] is not NumberLiteral { IsInteger: true } start || start.Text == "0")
        {
            Refuse(call, "a part of bytes from a place that is not a number above 0", "write the place as a number");
            base.WriteSpecialCall(call);
            return;
        }
        Expression from = Number((long.Parse(start.Text, System.Globalization.CultureInfo.InvariantCulture) * 2) - 1);
        Expression[] length = a.Length < 3 ? [] : [new Binary(BinaryOperator.Multiply, Wrap(a[2]), Number(2))];
        WriteCall(Call.OfFinal("UNHEX", Call.OfFinal("SUBSTRING", [Call.OfFinal("HEX", a[0]), from, .. length])));
    }

    protected override void WriteJsonAccess(JsonAccess access)
    {
        if (!SameDialect && access is { Result: JsonResult.Scalar, Path: JsonPath path })
        {
            Write(Call.OfFinal("JSON_VALUE", access.Value, path));
            Out.Append(" ->> '$'");
            return;
        }
        if (!SameDialect && access is { Path: JsonPath { Steps: [] }, Function: null, Result: JsonResult.Value })
        {
            Write(access.Value);
            return;
        }
        base.WriteJsonAccess(access);
    }

    /// <summary>DuckDB's arrows bind loosely; those that its own text holds stay as they were.</summary>
    private bool NeedsParens(Expression operand) =>
        operand is JsonAccess access && (!SameDialect || access.Function is not null);

    private Expression Tight(Expression operand) =>
        NeedsParens(operand) && operand is JsonAccess { Result: JsonResult.Value } ? new Paren(operand) : operand;

    protected override void WriteIs(IsTest test) => base.WriteIs(test with { Value = Tight(test.Value) });

    protected override void WriteLike(Like like) => base.WriteLike(like with { Value = Tight(like.Value) });

    protected override void WriteIn(InExpression test) => base.WriteIn(test with { Value = Tight(test.Value) });

    protected override void WriteSubscript(Subscript subscript) =>
        base.WriteSubscript(NeedsParens(subscript.Base) ? subscript with
        {
            Base = new Paren(subscript.Base),
            Kind = SameDialect ? subscript.Kind : SubscriptKind.Key
        } : subscript);

    protected override void WriteCast(Cast cast)
    {
        if (!SameDialect && cast is
            {
                Value: StructLiteral
                {
                    Type: null,
                    Fields: [not (Alias or NamedArgument or Column or Star), ..]
                } tuple, Type.Kind: TypeKind.Struct
            })
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
        if (!SameDialect && WithinRange(binary) is { } fitting)
        {
            binary = fitting;
        }
        if (binary.Operator is not (BinaryOperator.And or BinaryOperator.Or)
            && (NeedsParens(binary.Left) || NeedsParens(binary.Right)))
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
        base.WriteUnary(
            !SameDialect && unary.Operand is JsonAccess ? unary with { Operand = new Paren(unary.Operand) } : unary);

    private static CaseExpression NotNegative(Expression length) =>
        new(null, [new WhenBranch(
            new Binary(BinaryOperator.Less, Wrap(length), new NumberLiteral("0")), new NumberLiteral("0"))], length);

    protected override void WriteBitOperator(Binary binary)
    {
        if (binary.Operator == BinaryOperator.BitXor)
        {
            WriteCall(Call.OfFinal("XOR", Unwrap(binary.Left), Unwrap(binary.Right)));
            return;
        }
        base.WriteBitOperator(binary);
    }

    protected override void WriteWithinGroup(WithinGroup within)
    {
        if (within is
            {
                Function: Call
                {
                    Name: "PERCENTILE_CONT" or "PERCENTILE_DISC",
                    Arguments: [var fraction]
                } quantile, OrderBy: [var key]
            } && !SameDialect)
        {
            string name = quantile.Name == "PERCENTILE_CONT" ? "QUANTILE_CONT" : "QUANTILE_DISC";
            WritePlainCall(Call.OfFinal(name, key.Value, fraction) with { OrderBy = [key] }, name);
            return;
        }
        if (within.Function is Call { Name: "ARRAY_AGG_NOT_NULL", Arguments: [var element] } collected && !SameDialect)
        {
            Call ordered =
                Call.OfFinal("ARRAY_AGG", element) with { OrderBy = within.OrderBy, Distinct = collected.Distinct };
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
}
