using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>
/// Values whose type PostgreSQL does not find by itself, and functions that it has for other types only.
/// </summary>
internal partial class PostgresGenerator
{
    protected override void WriteCast(Cast cast)
    {
        if (!SameDialect && cast.Value is ArrayLiteral { Items.Length: 0 })
        {
            Out.Append("CAST(ARRAY[] AS ");
            WriteType(cast.Type);
            Out.Append(')');
            return;
        }
        if (!SameDialect && Source.Family == "bigquery"
            && cast is { Kind: CastKind.Strict, Zone: { } zone, Format: StringLiteral }
            && TypeInference.OfKind(cast.Type.Kind) == TypeGroup.TimestampTz
            && Types.Group(cast.Value) == TypeGroup.Text)
        {
            // The text shows the zone's clock; TO_TIMESTAMP reads it on the session's.
            Write(Filled("CAST($1 AS TIMESTAMP) AT TIME ZONE $2", cast with { Zone = null }, zone));
            return;
        }
        if (!SameDialect && AsStruct(cast) is { } made)
        {
            Write(made);
            return;
        }
        if (!SameDialect && cast.Value is Call got && Element(got) is JsonAccess part)
        {
            cast = cast with { Value = part };
        }
        if (!SameDialect && cast.Format is null && AsJson(cast) is { } json)
        {
            Write(json);
            return;
        }
        if (Source.Family == "snowflake" && TypeInference.OfKind(cast.Type.Kind) == TypeGroup.Timestamp
            && SecondsOf(cast.Value) is { } seconds)
        {
            WriteOperation(Filled("TO_TIMESTAMP($1) AT TIME ZONE 'UTC'", seconds));
            return;
        }
        base.WriteCast(cast);
    }

    /// <summary>Snowflake's GET: an element of an array, a value of a map, or a part of JSON.</summary>
    /// <remarks>A column whose type is known to be an array is one.</remarks>
    private Expression? Element(Call call) =>
        Source.Family == "snowflake" && call is { Name: "GET", Arguments: [var value, var key] } ? value switch
        {
            Column when Types.Group(value) == TypeGroup.Array => new Subscript(value, [key], SubscriptKind.ZeroBased),
            ArrayLiteral or Call { Name: "ARRAY_AGG_NOT_NULL" or "SPLIT" } =>
                new Subscript(value, [key], SubscriptKind.ZeroBased),
            Cast { Type: { Kind: TypeKind.Map, Elements: [_, var member] } } map => OfMap(map, key, member),
            _ => new JsonAccess(value, key is StringLiteral name ? new JsonPath([JsonStep.OfKey(name.Value)]) : key,
                JsonResult.Value)
            { FromColon = true, Position = call.Position },
        }
    : null;

    /// <summary>A map's value, which has the map's type of values.</summary>
    private static Cast OfMap(Cast map, Expression key, DataType member) => new(
        new Binary(BinaryOperator.Operator, map, key is StringLiteral ? key
            : key is NumberLiteral number ? new StringLiteral(number.Text)
            : new Cast(key, DataType.Of(TypeKind.Text), CastKind.Strict))
        { Custom = "->>" },
        member, CastKind.Strict);

    /// <summary>
    /// A cast to JSON reads text only; other values become JSON by a function. Snowflake's VARIANT of a text is the
    /// text.
    /// </summary>
    private Call? AsJson(Cast cast)
    {
        bool variant = cast.Type.Kind is TypeKind.Variant or TypeKind.JsonB;
        TypeGroup group = Types.Group(cast.Value);
        return cast.Type.Kind is not (TypeKind.Json or TypeKind.JsonB or TypeKind.Variant) ? null
            : group is TypeGroup.Array or TypeGroup.Integer or TypeGroup.Decimal or TypeGroup.Float or TypeGroup.Boolean
            || (group == TypeGroup.Struct && Source.Family != "snowflake")
            ? Call.OfFinal(variant ? "TO_JSONB" : "TO_JSON", cast.Value)
            : group == TypeGroup.Text && cast.Type.Kind == TypeKind.Variant
            ? Call.OfFinal("TO_JSONB", new Cast(cast.Value, DataType.Of(TypeKind.Text), CastKind.Strict))
            : null;
    }

    /// <summary>
    /// Snowflake reads a number, and a text of digits alone, as seconds since 1970 (as milliseconds and less from
    /// 31,536,000,000 on).
    /// </summary>
    // https://docs.snowflake.com/en/sql-reference/functions/to_timestamp
    private static NumberLiteral? SecondsOf(Expression value) => value switch
    {
        NumberLiteral number => number,
        StringLiteral { Value: var text } when text.Length is > 0 and < 11
        && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 => new NumberLiteral(text),
        _ => null,
    };

    /// <summary>BigQuery's STRING(n): TEXT takes no length.</summary>
    public override void WriteType(DataType type) => base.WriteType(!SameDialect
        && type is { Kind: TypeKind.Text, Parameters.Length: > 0 } ? type with { Kind = TypeKind.VarChar } : type);

    protected override void WriteArray(ArrayLiteral array)
    {
        if (!SameDialect && array.Items.Length == 0)
        {
            // BigQuery's [] is ARRAY<INT64>, DuckDB's INT[].
            Write(new Cast(array, new DataType(TypeKind.Array)
            {
                Elements = [
                DataType.Of(Source.Family == "bigquery" ? TypeKind.BigInt : TypeKind.Int)]
            }, CastKind.Strict));
            return;
        }
        if (!SameDialect && array.Items is [Call { Name: "LIST_COMPREHENSION" } items] && IsComprehension(items))
        {
            // The brackets are the comprehension's own.
            Write(items);
            return;
        }
        base.WriteArray(array);
    }

    protected override void WriteSubscript(Subscript subscript)
    {
        _readsFields |= !SameDialect && subscript.Indexes is [StringLiteral];
        if (!SameDialect && subscript is
            {
                Indexes: [var index and not Slice],
                Kind: SubscriptKind.ZeroBased or SubscriptKind.Key
            } && Types.Group(subscript.Base) == TypeGroup.Json)
        {
            WriteOperation(new Binary(BinaryOperator.Operator, Wrap(subscript.Base), Wrap(index)) { Custom = "->" });
            return;
        }
        base.WriteSubscript(subscript);
    }

    protected override void WriteHex(HexLiteral hex)
    {
        // x'…' is a bit string here.
        if (!SameDialect && !hex.IsNumber)
        {
            WriteCall(Call.OfFinal("DECODE", new StringLiteral(hex.Digits), new StringLiteral("hex")));
            return;
        }
        base.WriteHex(hex);
    }

    protected override void WriteInterval(Interval interval)
    {
        if (!SameDialect && interval.Unit is "NANOSECOND" or "NANOSECONDS")
        {
            Refuse(interval, "an interval of nanoseconds", "PostgreSQL keeps microseconds");
        }
        if (!SameDialect && interval.Unit is "QUARTER" or "QUARTERS"
            && interval.Value is StringLiteral or NumberLiteral)
        {
            string count = interval.Value is StringLiteral text ? text.Value : ((NumberLiteral)interval.Value).Text;
            if (int.TryParse(count, out int quarters))
            {
                interval = interval with
                {
                    Value = new StringLiteral((quarters * 3).ToString(
                    System.Globalization.CultureInfo.InvariantCulture)),
                    Unit = "MONTH"
                };
            }
        }
        base.WriteInterval(interval);
    }

    /// <summary>A division whose sides are not known is written as one of doubles.</summary>
    private bool IsQuotient(Expression value) => Types.Group(value) == TypeGroup.Unknown && value switch
    {
        Binary { Operator: BinaryOperator.Divide } => true,
        Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Add or BinaryOperator.Subtract } binary =>
            IsQuotient(binary.Left) || IsQuotient(binary.Right),
        Paren paren => IsQuotient(paren.Inner),
        _ => false,
    };

    /// <summary>NUMERIC is rounded half away from zero: a half behind an even digit is cut.</summary>
    private bool WriteRoundEven(Call call)
    {
        if (WholeNumber(call.Arguments[1]) is not { } places || places is < 0 or > 30
            || Types.Group(call.Arguments[0]) is not (TypeGroup.Decimal or TypeGroup.Integer or TypeGroup.Wide))
        {
            Refuse(call, "ROUND half to even", "PostgreSQL rounds NUMERIC half away from zero");
            return false;
        }
        string scale = "1" + new string('0', (int)places);
        Write(Filled($"CASE WHEN MOD(ABS($1) * {scale}, 2) = 0.5 THEN TRUNC($1, $2) ELSE ROUND($1, $2) END",
            call.Arguments[0], call.Arguments[1]));
        return true;
    }

    /// <summary>
    /// ROUND and TRUNC to places want NUMERIC and an INT; text functions have no form for bytes. True where it was
    /// written.
    /// </summary>
    private bool WriteTypedCall(Call call)
    {
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "GET" when Element(call) is { } element:
                Write(element);
                return true;
            case "ROUND_EVEN" when a.Length == 2 && Source.Family == "duckdb":
                return WriteRoundEven(call);
            case "DATE_SUB" or "DATESUB" when Source.Family == "duckdb" && a is [StringLiteral unit, _, _]:
                return WriteElapsed(call, Parsing.DateParts.Canonical(Parsing.DateParts.Name(unit), Source));
            case "UNNEST" when a is [StructLiteral made]:
                Refuse(made, "UNNEST of a struct", "name the fields");
                return false;
            case "DATE_TRUNC" or "TIMESTAMP_TRUNC" or "DATETIME_TRUNC" when a is [_, Parameter, ..]
                && Source.Family == "bigquery":
                Refuse(call, "a part of a date by a parameter", "name the part");
                return false;
            case "ROUND" or "TRUNC" when Array.Exists(a, argument => argument is NamedArgument):
                WriteCall(call with { Arguments = Positional(a, "EXPR", "SCALE", "ROUNDING_MODE") });
                return true;
            case "ROUND" when a is [_, _, StringLiteral { Value: var mode }]
                && mode.EndsWith("EVEN", StringComparison.Ordinal):
                return WriteRoundEven(call);
            case "ROUND" or "TRUNC" when a.Length == 2 && !call.Final && Source.Name.Length > 0:
                Expression value = Types.Group(a[0]) is TypeGroup.Float || IsQuotient(a[0])
                    ? new Cast(a[0], DataType.Of(TypeKind.Decimal), CastKind.Strict) { Final = true } : a[0];
                Expression places = Types.Group(a[1]) is TypeGroup.Decimal or TypeGroup.Float
                    ? new Cast(a[1], DataType.Of(TypeKind.Int), CastKind.Strict) { Final = true } : a[1];
                if (ReferenceEquals(value, a[0]) && ReferenceEquals(places, a[1]))
                {
                    return false;
                }
                WriteCall(Call.OfFinal(call.Name, value, places));
                return true;
            case "LPAD" or "RPAD" when a.Length is 2 or 3 && Types.Group(a[0]) == TypeGroup.Bytes
                && (a.Length == 2 || Types.Group(a[2]) != TypeGroup.Bytes):
                Refuse(call, call.Name + " of bytes", "PostgreSQL has it for text only: pad the hexadecimal digits");
                return false;
            default:
                return false;
        }
    }
}
