using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

/// <summary>Snowflake's VARIANT beside other types: compared, searched and matched as a text or a number.</summary>
// https://docs.snowflake.com/en/sql-reference/data-type-conversion#implicit-casting-coercion
internal partial class Generator
{
    /// <summary>The comparison with a VARIANT's value in place of the VARIANT; null where there is none.</summary>
    private Binary? OfVariants(Binary binary)
    {
        if (SameDialect || Source.Family != "snowflake")
        {
            return null;
        }
        if (binary.Operator is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply
            or BinaryOperator.Divide or BinaryOperator.Modulo)
        {
            return ComputedVariants(binary);
        }
        if (binary.Operator is not (
            BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessEqual
            or BinaryOperator.Greater or BinaryOperator.GreaterEqual or BinaryOperator.NullSafeEqual or BinaryOperator.NullSafeNotEqual or BinaryOperator.Concat))
        {
            return null;
        }
        bool left = IsVariant(binary.Left);
        bool right = IsVariant(binary.Right);
        if (!left && !right)
        {
            return null;
        }
        return binary with
        {
            Left = left
                ? ValueFor(binary.Left,
                    right || binary.Operator == BinaryOperator.Concat ? TypeGroup.Text
                    : Types.Group(binary.Right)) : binary.Left,
            Right = right
            ? ValueFor(binary.Right, left || binary.Operator == BinaryOperator.Concat ? TypeGroup.Text : Types.Group(
                binary.Left)) : binary.Right,
        };
    }

    /// <summary>A sum or product with a VARIANT's number; null where there is none.</summary>
    private Binary? ComputedVariants(Binary binary)
    {
        bool left = IsVariant(binary.Left);
        bool right = IsVariant(binary.Right);
        bool numbers = (left || IsNumber(binary.Left)) && (right || IsNumber(binary.Right));
        return !numbers || !(left || right) ? null : binary with
        {
            Left = left ? NumberOf(binary.Left) : binary.Left,
            Right = right ? NumberOf(binary.Right) : binary.Right
        };
    }

    private bool IsNumber(Expression value) =>
        Types.Group(value) is TypeGroup.Integer or TypeGroup.Decimal or TypeGroup.Float or TypeGroup.Unknown;

    /// <summary>PostgreSQL's NUMERIC has all digits, the others' doubles 15 to 17.</summary>
    private Cast NumberOf(Expression variant) => new(ValueFor(variant, TypeGroup.Text),
        DataType.Of(Dialect.Family == "postgres" ? TypeKind.Decimal : TypeKind.Double), CastKind.Strict)
    { Position = variant.Position, Final = true };

    /// <summary>A VARIANT taken as a text.</summary>
    protected Expression TextOfVariant(Expression value) =>
        !SameDialect && Source.Family == "snowflake" && IsVariant(value) ? ValueFor(value, TypeGroup.Text) : value;

    /// <summary>A VARIANT taken as what it is compared with.</summary>
    protected Expression ValueOfVariant(Expression value, Expression other) =>
        !SameDialect && Source.Family == "snowflake" && IsVariant(value) ? ValueFor(value, Types.Group(other)) : value;

    private bool IsVariant(Expression value) =>
        value is not (Binary or Call { Name: "PARSE_JSON" }) && Types.Group(value) == TypeGroup.Json;

    private Expression ValueFor(Expression variant, TypeGroup other)
    {
        Expression inner = Unwrap(variant);
        JsonAccess text = inner is JsonAccess { Result: JsonResult.Value } access
            ? access with { Result = JsonResult.Text } : new JsonAccess(inner, new JsonPath([]),
                JsonResult.Text)
            { FromColon = true, Function = "GET_PATH", Position = variant.Position };
        return other switch
        {
            TypeGroup.Integer or TypeGroup.Decimal or TypeGroup.Float or TypeGroup.Boolean when Dialect.Family == "duckdb" => variant, // DuckDB casts JSON to the other side's type
            TypeGroup.Integer or TypeGroup.Decimal or TypeGroup.Float =>
                new Cast(text, DataType.Of(TypeKind.Double), CastKind.Strict) { Position = variant.Position },
            TypeGroup.Boolean =>
                new Cast(text, DataType.Of(TypeKind.Boolean), CastKind.Strict) { Position = variant.Position },
            TypeGroup.Date =>
                new Cast(text, DataType.Of(TypeKind.Date), CastKind.Strict) { Position = variant.Position },
            TypeGroup.Timestamp =>
                new Cast(text, DataType.Of(TypeKind.TimestampNtz), CastKind.Strict) { Position = variant.Position },
            TypeGroup.TimestampTz =>
                new Cast(text, DataType.Of(TypeKind.TimestampTz), CastKind.Strict) { Position = variant.Position },
            _ => Dialect.Family == "duckdb" ? new Paren(text) : text,
        };
    }
}
