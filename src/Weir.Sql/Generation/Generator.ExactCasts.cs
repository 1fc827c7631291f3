using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>Casts whose plain text would lose digits or bytes in silence.</summary>
    private bool WriteExactCast(Cast cast)
    {
        if (Source.Family == "postgres" && cast is
            {
                Value: StringLiteral { Value: ['\\', 'x', ..] } hex,
                Type.Kind: TypeKind.VarBinary or TypeKind.Binary
            } && Dialect.Family != "postgres")
        {
            WriteCall(Call.Of("UNHEX", new StringLiteral(hex.Value[2..])));
            return true;
        }
        if (Source.Family == "duckdb" && cast is
            {
                Value: StringLiteral { Value: var escaped },
                Type.Kind: TypeKind.VarBinary or TypeKind.Binary
            } && escaped.Contains("\\x", StringComparison.Ordinal))
        {
            WriteCall(Call.Of("UNHEX", new StringLiteral(BlobDigits(escaped))));
            return true;
        }
        if (cast is { Type.Kind: TypeKind.Boolean, Value: StringLiteral { Value: var word } }
            && Source.Family is "postgres" or "duckdb" && Dialect.Family is "bigquery" or "duckdb"
            && Truth(word, Source.Family) is { } truth)
        {
            Write(new BooleanLiteral(truth));
            return true;
        }
        if (Dialect.Family == "postgres" && Source.Family is "bigquery" or "duckdb"
            && TypeInference.OfKind(cast.Type.Kind) == TypeGroup.Integer && HexDigits(cast.Value) is { } digits)
        {
            // PostgreSQL reads '0x1F' as a number from version 16 on.
            WriteCastAs("CAST",
                cast with { Value = Filled("CAST('x' || LPAD($1, 16, '0') AS BIT(64))", cast.Position, digits) });
            return true;
        }
        if (TypeInference.OfKind(cast.Type.Kind) == TypeGroup.Integer && cast.Kind == CastKind.Strict
            && IsDouble(cast.Value) && RoundedFor(cast.Value) is { } whole)
        {
            WriteCastAs("CAST", cast with { Value = whole });
            return true;
        }
        if (cast is { Type: { Kind: TypeKind.VarChar, Parameters: [NumberLiteral length] }, Kind: CastKind.Strict }
            && Source.Family == "postgres" && Dialect.Family is "bigquery" or "duckdb")
        {
            // PostgreSQL cuts the text, the others ignore the length.
            WriteCall(Call.OfFinal("LEFT", cast with { Type = DataType.Of(TypeKind.Text) }, length));
            return true;
        }
        if (Dialect.Family == "postgres" && Types.Group(cast.Value) == TypeGroup.Boolean && OfWideInteger(cast.Type))
        {
            WriteCastAs("CAST", cast with
            {
                Value = new Cast(
                cast.Value, DataType.Of(TypeKind.Int), CastKind.Strict)
                { Final = true }
            });
            return true;
        }
        if (Dialect.Family == "bigquery" && Source.Family is "postgres" or "duckdb" && cast.Format is null
            && Types.Group(cast.Value) == TypeGroup.Json && TypeInference.OfKind(cast.Type.Kind) == TypeGroup.Text)
        {
            WriteCall(Call.OfFinal("TO_JSON_STRING", cast.Value));
            return true;
        }
        if (Types.Group(cast.Value) == TypeGroup.Bytes && TypeInference.OfKind(cast.Type.Kind) == TypeGroup.Text
            && cast.Format is null && WriteBytesAsText(cast.Value))
        {
            return true;
        }
        if (cast is
            {
                Type: { Kind: TypeKind.Decimal, Parameters.Length: 0 }, Kind: CastKind.Strict,
                Value: NumberLiteral or StringLiteral
            } && Source.Family == "bigquery" && Dialect.Family == "duckdb"
            && FitsBareDecimal(cast.Value))
        {
            Out.Append("CAST(");
            Write(cast.Value);
            Out.Append(" AS DECIMAL)");
            return true;
        }
        if (cast is { Type.Kind: TypeKind.Float, Value: NumberLiteral or StringLiteral }
            && Source.Family is "duckdb" or "postgres" && Dialect.Family is "bigquery" or "snowflake"
            && !IsSingle(cast.Value))
        {
            Refuse(cast, "a number rounded to four bytes", "cast to DOUBLE, which keeps it");
        }
        if (cast.Type.Kind == TypeKind.BigDecimal && Dialect.Family is "duckdb" or "snowflake")
        {
            Refuse(cast, "BIGNUMERIC",
                Dialect.Family == "duckdb" ? "cast to BIGNUM for whole numbers, or to DECIMAL(38, s)"
                : "keep the digits as text, or cast to NUMBER(38, s)");
        }
        return false;
    }

    /// <summary>PostgreSQL casts BOOLEAN to INT alone.</summary>
    private static bool OfWideInteger(DataType type) =>
        type.Kind is not TypeKind.Int && TypeInference.OfKind(type.Kind) == TypeGroup.Integer;

    /// <summary>
    /// Bytes cast to text: UTF-8 in BigQuery and (for ASCII) DuckDB, hexadecimal digits behind \\x in PostgreSQL and
    /// bare in Snowflake.
    /// </summary>
    private bool WriteBytesAsText(Expression bytes)
    {
        Expression? text = (Source.Family, Dialect.Family) switch
        {
            ("bigquery" or "duckdb", "postgres") => Call.OfFinal("CONVERT_FROM", bytes, new StringLiteral("UTF8")),
            ("bigquery", "duckdb") => Call.OfFinal("DECODE", bytes),
            ("bigquery" or "duckdb", "snowflake") => Call.OfFinal("TO_VARCHAR", bytes, new StringLiteral("UTF-8")),
            ("postgres", "bigquery" or "duckdb" or "snowflake") =>
                new Binary(BinaryOperator.Concat, new StringLiteral("\\x"), Call.Of("LOWER_HEX", bytes)),
            ("snowflake", "bigquery" or "duckdb" or "postgres") => Call.Of("HEX", bytes),
            _ => null,
        };
        if (text is null)
        {
            return false;
        }
        WriteOperation(text);
        return true;
    }

    /// <summary>Whether a constant is the same number in four bytes and in eight.</summary>
    private static bool IsSingle(Expression constant)
    {
        string text = constant is StringLiteral literal ? literal.Value : ((NumberLiteral)constant).Text;
        return !double.TryParse(text, System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture, out double value) || (float)value == value;
    }

    /// <summary>The hexadecimal digits of DuckDB's BLOB text: characters, and bytes as \\xAB.</summary>
    private static string BlobDigits(string text)
    {
        System.Text.StringBuilder digits = new();
        for (int index = 0; index < text.Length; index++)
        {
            bool escape = text[index] == '\\' && index + 3 < text.Length && text[index + 1] == 'x';
            digits.Append(escape ? text.Substring(index + 2, 2)
                : Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text, index, 1)));
            index += escape ? 3 : 0;
        }
        return digits.ToString();
    }

    // https://www.postgresql.org/docs/current/datatype-boolean.html
    private static bool? Truth(string word, string source) => word.Trim().ToUpperInvariant() switch
    {
        "T" or "YES" or "Y" or "1" => true,
        "F" or "NO" or "N" or "0" => false,
        "ON" when source == "postgres" => true,
        "OFF" when source == "postgres" => false,
        _ => null,
    };

    /// <summary>The digits of a hexadecimal number that is written out: '0x1F', '0x' || x, CONCAT('0x', x).</summary>
    private static Expression? HexDigits(Expression text) => Unwrap(text) switch
    {
        StringLiteral { Value: ['0', 'x' or 'X', _, ..] } literal when literal.Value.Length <= 18 =>
            new StringLiteral(literal.Value[2..]),
        Binary { Operator: BinaryOperator.Concat, Left: StringLiteral { Value: "0x" or "0X" } } joined => joined.Right,
        Call { Name: "CONCAT", Arguments: [StringLiteral { Value: "0x" or "0X" }, var digits] } => digits,
        _ => null,
    };

    private bool IsDouble(Expression value) => Unwrap(value) switch
    {
        Unary { Operator: UnaryOperator.Minus } negative => IsDouble(negative.Operand),
        Cast cast => TypeInference.OfKind(cast.Type.Kind) == TypeGroup.Float,
        Column column => Types.Group(column) == TypeGroup.Float && Types.IsOfTable(column),
        _ => false,
    };

    /// <summary>
    /// A double between two whole numbers goes to the even one in PostgreSQL and DuckDB, away from nought in BigQuery
    /// and Snowflake.
    /// </summary>
    private Expression? RoundedFor(Expression value)
    {
        string? template = (Source.Family, Dialect.Family) switch
        {
            ("postgres" or "duckdb", "bigquery" or "snowflake") =>
                "CASE WHEN ABS($1 - TRUNC($1)) = 0.5 THEN 2 * ROUND($1 / 2) ELSE $1 END",
            ("bigquery" or "snowflake", "postgres") => "ROUND(CAST($1 AS DECIMAL))",
            ("bigquery" or "snowflake", "duckdb") => "ROUND($1)",
            _ => null,
        };
        return template is null ? null : Filled(template, value.Position, value);
    }

    /// <summary>
    /// Whether DuckDB's bare DECIMAL, of 18 digits and three of them behind the point, holds a constant.
    /// </summary>
    private static bool FitsBareDecimal(Expression constant)
    {
        string text = constant is StringLiteral literal ? literal.Value : ((NumberLiteral)constant).Text;
        int point = text.IndexOf('.', StringComparison.Ordinal);
        return text.All(letter => char.IsAsciiDigit(letter) || letter == '.') && (point < 0 ? text.Length : point) <= 15
            && (point < 0 || text.Length - point - 1 <= 3);
    }
}
