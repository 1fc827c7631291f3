using System.Runtime.CompilerServices;
using Weir.Sql.Ast;
using Weir.Sql.Names;

namespace Weir.Sql.Generation;

/// <summary>What kind of value an expression has, as far as its own text and the schema say.</summary>
internal enum TypeGroup : byte
{
    Unknown,
    Integer,
    Decimal,
    Float,
    Text,
    Bytes,
    Boolean,
    Date,
    Time,
    Timestamp,
    TimestampTz,
    Interval,
    Array,
    Struct,
    Json,
    Map,

    /// <summary>Weir's uint256 and int256: exact only in some operations (schema.md).</summary>
    Wide,
}

/// <summary>Types of expressions: literals, casts, functions with one result type, columns of the schema.</summary>
internal sealed class TypeInference(GenerationOptions options)
{
    private static readonly GenerationOptions Nothing =
        new() { Source = Dialects.CanonicalDialect.Instance, SourceText = string.Empty };

    private Binder? _names;

    /// <summary>The tables in scope while a query is written.</summary>
    public Binder Names => _names ??= new(options.Schema, options.Source, this);

    /// <summary>What literals and casts say by themselves, without a source's rules or a schema.</summary>
    public static TypeInference OfTextAlone() => new(Nothing);

    /// <summary>Whether the types of tables are known, those of uint256 among them.</summary>
    public bool HasSchema => options.Schema is not null;

    /// <summary>Whether the column stands in a table of the schema, not in what a query made of it.</summary>
    public bool IsOfTable(Column column) => Names.Find(column) is { OfTable: true };

    /// <summary>Whether the column holds addresses, hashes or other digits in lower case.</summary>
    public bool IsHex(Expression expression) =>
        expression is Column column && Names.Find(column) is { IsHex: true };

    /// <exception cref="InsufficientExecutionStackException">The expression is too deep for this thread's
    /// stack.</exception>
    public TypeGroup Group(Expression expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (expression)
        {
            case NumberLiteral number:
                return number.IsInteger ? TypeGroup.Integer : number.Text.AsSpan().IndexOfAny('e', 'E') >= 0
                    ? TypeGroup.Float : TypeGroup.Decimal;
            case StringLiteral or EscapeLiteral or NationalLiteral:
                return TypeGroup.Text;
            case BytesLiteral or HexLiteral { IsNumber: false }:
                return TypeGroup.Bytes;
            case DotAccess dot when Group(dot.Base) == TypeGroup.Json:
                return TypeGroup.Json;
            case BooleanLiteral or IsTest or Between or InExpression or Like or Exists:
                return TypeGroup.Boolean;
            case Paren paren:
                return Group(paren.Inner);
            case Alias alias:
                return Group(alias.Value);
            case Cast cast:
                TypeGroup to = OfKind(cast.Type.Kind);
                return to == TypeGroup.Decimal && HasSchema && cast.Type.Parameters is [] or [_] or [_,
                    NumberLiteral { Text: "0" }] && Group(cast.Value) == TypeGroup.Wide ? TypeGroup.Wide : to;
            case Interval:
                return TypeGroup.Interval;
            case ArrayLiteral or ArrayQuery:
                return TypeGroup.Array;
            case StructLiteral:
                return TypeGroup.Struct;
            case MapLiteral:
                return TypeGroup.Map;
            case Extract { Final: false } when options.Source.Name == "postgres":
                return TypeGroup.Decimal;
            case Extract
            {
                Final: false,
                Part: WordExpression { Word: "EPOCH" }
            } when options.Source.Family == "duckdb":
                return TypeGroup.Float;
            case Extract:
                return TypeGroup.Integer;
            case Unary { Operator: UnaryOperator.Minus } unary:
                return Group(unary.Operand);
            case Unary { Operator: UnaryOperator.Not }:
                return TypeGroup.Boolean;
            case JsonAccess { Path: ArrayLiteral }:
                return TypeGroup.Array;
            case JsonAccess access:
                return access.Result == JsonResult.Value ? TypeGroup.Json : TypeGroup.Text;
            case Over { Function: Call { Name: "RATIO_TO_REPORT" } }:
                return TypeGroup.Float;
            case Over over:
                return Group(over.Function);
            case FilterClause filter:
                return Group(filter.Function);
            case CaseExpression choice:
                return Common([.. choice.Branches.Select(branch => branch.Result), choice.Else ?? new NullLiteral()]);
            case Binary binary:
                return OfBinary(binary);
            case NullTreatment treatment:
                return Group(treatment.Function);
            case SubqueryExpression { Query: var query }:
                return Names.GroupOf(query);
            case Call call:
                return OfCall(call);
            case Column column:
                return OfColumn(column);
            default:
                return TypeGroup.Unknown;
        }
    }

    /// <summary>The kind that holds all of the values.</summary>
    private TypeGroup Common(Expression[] values) =>
        Array.Exists(values, value => value is not NullLiteral && Group(value) == TypeGroup.Wide)
        && Array.TrueForAll(values, value => value is NullLiteral || Group(value) == TypeGroup.Wide || IsWhole(
            Group(value), value)) ? TypeGroup.Wide :
        values.Select(GroupOrNull).Aggregate((TypeGroup?)null, Common)
            ?? TypeGroup.Unknown;

    private TypeGroup OfBinary(Binary binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Modulo or BinaryOperator.Divide:
                TypeGroup left = Group(binary.Left);
                TypeGroup right = Group(binary.Right);
                if (left is TypeGroup.Date or TypeGroup.Timestamp or TypeGroup.TimestampTz
                    && right is TypeGroup.Interval or TypeGroup.Integer)
                {
                    return left == TypeGroup.Date && right == TypeGroup.Interval ? TypeGroup.Timestamp : left;
                }
                if (left == right)
                {
                    return left is TypeGroup.Date && binary.Operator == BinaryOperator.Subtract ? TypeGroup.Integer
                        : left is TypeGroup.Timestamp or TypeGroup.TimestampTz
                        && binary.Operator == BinaryOperator.Subtract ? TypeGroup.Interval
                        : left == TypeGroup.Wide && binary.Operator == BinaryOperator.Divide ? TypeGroup.Float
                        : left == TypeGroup.Integer && binary.Operator == BinaryOperator.Divide
                        && options.Source.Output.Division == Dialects.DivisionResult.Fraction
                            ? TypeGroup.Float : left;
                }
                if (left == TypeGroup.Wide && IsWhole(right, binary.Right) || right == TypeGroup.Wide
                    && IsWhole(left, binary.Left))
                {
                    return binary.Operator == BinaryOperator.Divide ? TypeGroup.Float : TypeGroup.Wide;
                }
                return left is TypeGroup.Float || right is TypeGroup.Float ? TypeGroup.Float
                    : left is TypeGroup.Decimal || right is TypeGroup.Decimal ? TypeGroup.Decimal : TypeGroup.Unknown;
            case BinaryOperator.IntegerDivide or BinaryOperator.BitAnd or BinaryOperator.BitOr or BinaryOperator.BitXor or BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight:
                return TypeGroup.Integer;
            case BinaryOperator.Concat:
                return Group(binary.Left) is TypeGroup.Array ? TypeGroup.Array : TypeGroup.Text;
            case BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less
                or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual:
                return TypeGroup.Boolean;
            case BinaryOperator.Power:
                return TypeGroup.Float;
            default:
                return TypeGroup.Unknown;
        }
    }

    /// <summary>Whether a number has no fraction: an integer, or a constant in another notation (1e18).</summary>
    private static bool IsWhole(TypeGroup group, Expression number) =>
        group == TypeGroup.Integer || group is TypeGroup.Float or TypeGroup.Decimal
            && Rewriting.ExactNumber.Of(number) is { IsWhole: true };

    private TypeGroup OfCall(Call call)
    {
        switch (call.Name)
        {
            case "COUNT" or "COUNT_IF" or "LENGTH" or "STR_POSITION" or "ROW_NUMBER" or "RANK" or "DENSE_RANK" or "ARRAY_SIZE" or "ASCII"
                or "SIGN" or "UNIX_SECONDS" or "UNIX_MILLIS" or "UNIX_MICROS" or "DATE_DIFF" or "BIT_LENGTH" or "APPROX_DISTINCT" or "NTILE":
                return TypeGroup.Integer;
            case "SUBSTRING" when call.Arguments.Length > 0 && Group(call.Arguments[0]) == TypeGroup.Bytes:
                return TypeGroup.Bytes;
            case "LOWER" or "UPPER" or "SUBSTRING" or "CONCAT" or "TRIM" or "LTRIM" or "RTRIM" or "REPLACE" or "TO_CHAR" or "TIME_TO_STR"
                or "HEX" or "LOWER_HEX" or "MD5" or "LPAD" or "RPAD" or "REVERSE" or "STRING_AGG" or "SPLIT_PART" or "LEFT" or "RIGHT" or "REPEAT" or "INITCAP" or "CHR":
                return TypeGroup.Text;
            case "CURRENT_DATE" or "DATE" or "TO_DATE" or "STR_TO_DATE" or "DATE_FROM_PARTS" or "LAST_DAY":
                return TypeGroup.Date;
            case "CURRENT_TIMESTAMP" or "UNIX_TO_TIME":
                return TypeGroup.TimestampTz;
            case "COALESCE" or "GREATEST" or "LEAST":
                return Common(call.Arguments);
            case "TO_NUMBER" or "TRY_TO_NUMBER" when HasSchema && call.Arguments is [var digits, ..]
                && Group(digits) == TypeGroup.Wide:
                return TypeGroup.Wide;
            case "IF" when call.Arguments.Length > 1:
                return Common(call.Arguments[1..]);
            case "LAG" or "LEAD" or "FIRST_VALUE" or "LAST_VALUE" or "NTH_VALUE" or "MAX_BY" or "MIN_BY" or "MODE" when call.Arguments.Length > 0:
            case "SUM" or "MIN" or "MAX" or "ABS" or "NULLIF" or "ANY_VALUE" or "ROUND" or "FLOOR" or "CEIL" or "TRUNC" when call.Arguments.Length > 0:
                return Group(call.Arguments[0]);
            case "SAFE_DIVIDE" when call.Arguments is [var dividend, var divisor]:
                return Group(dividend) is TypeGroup.Decimal || Group(divisor) is TypeGroup.Decimal ? TypeGroup.Decimal
                    : TypeGroup.Float;
            case "SQRT" or "POWER" or "LN" or "EXP" or "STDDEV" or "VARIANCE" or "CORR" or "RANDOM"
                or "SKEWNESS" or "KURTOSIS":
                return TypeGroup.Float;
            case "AVG":
                return call.Arguments is [var averaged] && Group(averaged) == TypeGroup.Interval ? TypeGroup.Interval
                    : TypeGroup.Float;
            case "GENERATE_SERIES" when options.Source.Family == "postgres" && call.Arguments.Length > 0:
                return Group(call.Arguments[0]);
            case "ARRAY_AGG" or "SPLIT" or "STRING_SPLIT_REGEX" or "STR_SPLIT_REGEX" or "ARRAY_CONCAT" or "GENERATE_SERIES" or "REGEXP_EXTRACT_ALL" or "ARRAY_SLICE"
                or "ARRAY_GENERATE_RANGE" or "TRANSFORM" or "FILTER_ARRAY" or "ARRAY_SORT" or "ARRAY_DISTINCT" or "ARRAY_REVERSE" or "ARRAY_APPEND":
                return TypeGroup.Array;
            case "SHA2_BINARY" or "TO_BINARY" or "UNHEX" or "MD5_BINARY" or "SHA1_BINARY" or "FROM_BASE64":
                return TypeGroup.Bytes;
            case "PARSE_JSON" or "JSON_OBJECT" or "JSONB_OBJECT" or "JSON_BUILD_OBJECT" or "JSONB_BUILD_OBJECT" or "TO_JSON" or "TO_JSONB":
                return TypeGroup.Json;
            case "DATE_TRUNC" or "TIMESTAMP_TRUNC" or "DATETIME_TRUNC" when call.Arguments.Length > 0:
                return Group(call.Arguments[0]);
            default:
                return TypeGroup.Unknown;
        }
    }

    private TypeGroup OfColumn(Column column) =>
        Names.Find(column)?.Group ?? (column.Parts.Length > 1 && FieldsOf(column) is ({ } json, _) && Group(
            json) == TypeGroup.Json ? TypeGroup.Json : TypeGroup.Unknown);

    /// <summary>A column and its fields, where what reads like a table is a column: <c>evidence.chain</c>.</summary>
    public (Column? Of, Identifier[] Fields) FieldsOf(Column column)
    {
        for (int length = 1; length < Math.Min(column.Parts.Length, 4); length++)
        {
            Column prefix = column with { Parts = column.Parts[..length] };
            if (!Names.HasTable(column.Parts[length - 1]) && Names.Find(prefix) is not null)
            {
                return (prefix, column.Parts[length..]);
            }
        }
        return (null, []);
    }

    /// <summary>A value's kind; null for NULL, which takes any.</summary>
    public TypeGroup? GroupOrNull(Expression value) =>
        value is NullLiteral or Alias { Value: NullLiteral } ? null : Group(value);

    /// <summary>The kind that holds values of both; null stands for NULL.</summary>
    public static TypeGroup? Common(TypeGroup? one, TypeGroup? other) => (one, other) switch
    {
        (null, _) => other,
        (_, null) => one,
        var (left, right) when left == right => left,
        (TypeGroup.Integer or TypeGroup.Decimal, TypeGroup.Integer or TypeGroup.Decimal) => TypeGroup.Decimal,
        (TypeGroup.Integer or TypeGroup.Decimal or TypeGroup.Float,
            TypeGroup.Integer or TypeGroup.Decimal or TypeGroup.Float) => TypeGroup.Float,
        (TypeGroup.Wide or TypeGroup.Integer, TypeGroup.Wide or TypeGroup.Integer) => TypeGroup.Wide,
        (TypeGroup.Date or TypeGroup.Timestamp, TypeGroup.Date or TypeGroup.Timestamp) => TypeGroup.Timestamp,
        _ => TypeGroup.Unknown,
    };

    /// <summary>The kind of a schema's type name.</summary>
    public static TypeGroup OfName(string type)
    {
        return type.ToLowerInvariant() switch
        {
            "uint256" or "int256" => TypeGroup.Wide,
            "int64" or "bigint" or "int" or "integer" or "smallint" => TypeGroup.Integer,
            "double" or "float64" or "double precision" => TypeGroup.Float,
            "text" or "hash" or "address" or "hex" or "string" or "varchar" => TypeGroup.Text,
            "timestamp" or "timestamptz" => TypeGroup.TimestampTz,
            "bool" or "boolean" => TypeGroup.Boolean,
            "json" or "jsonb" or "variant" => TypeGroup.Json,
            "date" => TypeGroup.Date,
            "bytes" or "bytea" or "blob" => TypeGroup.Bytes,
            var other when other.StartsWith("list", StringComparison.Ordinal)
            || other.EndsWith("[]", StringComparison.Ordinal) => TypeGroup.Array,
            var other when other.StartsWith("numeric", StringComparison.Ordinal)
            || other.StartsWith("decimal", StringComparison.Ordinal) => TypeGroup.Decimal,
            _ => TypeGroup.Unknown,
        };
    }

    public static TypeGroup OfKind(TypeKind kind) => kind switch
    {
        TypeKind.TinyInt or TypeKind.UTinyInt or TypeKind.SmallInt or TypeKind.USmallInt or TypeKind.Int or TypeKind.UInt or TypeKind.MediumInt
            or TypeKind.BigInt or TypeKind.UBigInt or TypeKind.Int128 or TypeKind.UInt128 => TypeGroup.Integer,
        TypeKind.Float or TypeKind.Double or TypeKind.Float16 => TypeGroup.Float,
        TypeKind.Decimal or TypeKind.BigDecimal or TypeKind.DecFloat => TypeGroup.Decimal,
        TypeKind.Char or TypeKind.VarChar or TypeKind.Text or TypeKind.NChar or TypeKind.NVarChar or TypeKind.BpChar =>
            TypeGroup.Text,
        TypeKind.Binary or TypeKind.VarBinary => TypeGroup.Bytes,
        TypeKind.Boolean => TypeGroup.Boolean,
        TypeKind.Date => TypeGroup.Date,
        TypeKind.Time or TypeKind.TimeTz => TypeGroup.Time,
        TypeKind.Timestamp or TypeKind.TimestampNtz or TypeKind.DateTime or TypeKind.TimestampNs or TypeKind.TimestampMs or TypeKind.TimestampS => TypeGroup.Timestamp,
        TypeKind.TimestampTz or TypeKind.TimestampLtz => TypeGroup.TimestampTz,
        TypeKind.Interval => TypeGroup.Interval,
        TypeKind.Array or TypeKind.List => TypeGroup.Array,
        TypeKind.Struct or TypeKind.Object => TypeGroup.Struct,
        TypeKind.Map => TypeGroup.Map,
        TypeKind.Json or TypeKind.JsonB or TypeKind.Variant => TypeGroup.Json,
        TypeKind.BigNum or TypeKind.UInt256 or TypeKind.Int256 => TypeGroup.Wide,
        _ => TypeGroup.Unknown,
    };
}
