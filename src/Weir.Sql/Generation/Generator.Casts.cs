using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteCast(Cast cast)
    {
        if (!SameDialect && !cast.Final && WriteExactCast(cast))
        {
            return;
        }
        if (cast is { Value: JsonAccess { Result: JsonResult.Value, FromColon: true } access, Format: null } && !SameDialect
            && TypeInference.OfKind(cast.Type.Kind) is TypeGroup.Text or TypeGroup.Integer or TypeGroup.Float or TypeGroup.Decimal or TypeGroup.Date or TypeGroup.Timestamp or TypeGroup.TimestampTz or TypeGroup.Boolean)
        {
            JsonAccess text = access with { Result = JsonResult.Text };
            if (TypeInference.OfKind(cast.Type.Kind) == TypeGroup.Text && cast.Type.Parameters.Length == 0)
            {
                Write(text);
                return;
            }
            cast = cast with { Value = text };
        }
        if (WriteEncoded(cast))
        {
            return;
        }
        if (cast.Format is StringLiteral pattern && (!SameDialect || (Dialect.Family == "bigquery" && cast.Kind == CastKind.Strict)) && WriteFormattedCast(cast, pattern))
        {
            return;
        }
        if (cast.Kind == CastKind.Try)
        {
            WriteTryCast(cast);
            return;
        }
        WriteCastAs("CAST", cast);
    }

    /// <summary>Casts whose plain text would lose digits or bytes in silence.</summary>
    private bool WriteExactCast(Cast cast)
    {
        if (Source.Family == "postgres" && cast is { Value: StringLiteral { Value: ['\\', 'x', ..] } hex, Type.Kind: TypeKind.VarBinary or TypeKind.Binary } && Dialect.Family != "postgres")
        {
            WriteCall(Call.Of("UNHEX", new StringLiteral(hex.Value[2..])));
            return true;
        }
        if (cast is { Type: { Kind: TypeKind.VarChar, Parameters: [NumberLiteral length] }, Kind: CastKind.Strict } && Source.Family == "postgres" && Dialect.Family is "bigquery" or "duckdb")
        {
            // PostgreSQL cuts the text, the others ignore the length.
            WriteCall(Call.OfFinal("LEFT", cast with { Type = DataType.Of(TypeKind.Text) }, length));
            return true;
        }
        if (Dialect.Family == "postgres" && Types.Group(cast.Value) == TypeGroup.Boolean && OfWideInteger(cast.Type))
        {
            WriteCastAs("CAST", cast with { Value = new Cast(cast.Value, DataType.Of(TypeKind.Int), CastKind.Strict) { Final = true } });
            return true;
        }
        if (Types.Group(cast.Value) == TypeGroup.Bytes && TypeInference.OfKind(cast.Type.Kind) == TypeGroup.Text && cast.Format is null && WriteBytesAsText(cast.Value))
        {
            return true;
        }
        if (cast.Type is { Kind: TypeKind.Decimal, Parameters.Length: 0 } && Source.Family == "postgres" && Dialect.Family is "duckdb" or "snowflake")
        {
            Refuse(cast, "NUMERIC without precision", "give precision and scale: NUMERIC(38, 9)");
        }
        if (cast.Type is { Kind: TypeKind.Decimal, Parameters.Length: 0 } && Source.Family == "postgres" && Dialect.Family is "bigquery")
        {
            WriteCastAs(cast.Kind == CastKind.Try ? Rules.TryCast! : "CAST", cast with { Type = cast.Type with { Kind = TypeKind.BigDecimal } });
            return true;
        }
        if (cast.Type is { Kind: TypeKind.Decimal, Parameters.Length: 0 } && Source.Family == "duckdb" && Dialect.Family is not "duckdb")
        {
            WriteCast(cast with { Type = cast.Type with { Parameters = [new NumberLiteral("18"), new NumberLiteral("3")] } });
            return true;
        }
        if (cast is { Type.Kind: TypeKind.Float, Value: NumberLiteral or StringLiteral } && Source.Family is "duckdb" or "postgres" && Dialect.Family is "bigquery" or "snowflake" && !IsSingle(cast.Value))
        {
            Refuse(cast, "a number rounded to four bytes", "cast to DOUBLE, which keeps it");
        }
        if (cast.Type.Kind == TypeKind.BigDecimal && Dialect.Family is "duckdb" or "snowflake")
        {
            Refuse(cast, "BIGNUMERIC", Dialect.Family == "duckdb" ? "cast to BIGNUM for whole numbers, or to DECIMAL(38, s)" : "keep the digits as text, or cast to NUMBER(38, s)");
        }
        return false;
    }

    /// <summary>PostgreSQL casts BOOLEAN to INT alone.</summary>
    private static bool OfWideInteger(DataType type) => type.Kind is not TypeKind.Int && TypeInference.OfKind(type.Kind) == TypeGroup.Integer;

    /// <summary>Bytes cast to text: UTF-8 in BigQuery and (for ASCII) DuckDB, hexadecimal digits behind \\x in PostgreSQL and bare in Snowflake.</summary>
    private bool WriteBytesAsText(Expression bytes)
    {
        Expression? text = (Source.Family, Dialect.Family) switch
        {
            ("bigquery" or "duckdb", "postgres") => Call.OfFinal("CONVERT_FROM", bytes, new StringLiteral("UTF8")),
            ("bigquery", "duckdb") => Call.OfFinal("DECODE", bytes),
            ("bigquery" or "duckdb", "snowflake") => Call.OfFinal("TO_VARCHAR", bytes, new StringLiteral("UTF-8")),
            ("postgres", "bigquery" or "duckdb" or "snowflake") => new Binary(BinaryOperator.Concat, new StringLiteral("\\x"), Call.Of("LOWER_HEX", bytes)),
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
        return !double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double value) || (float)value == value;
    }

    /// <summary>BigQuery's CAST … FORMAT.</summary>
    // https://cloud.google.com/bigquery/docs/reference/standard-sql/format-elements
    private bool WriteFormattedCast(Cast cast, StringLiteral pattern)
    {
        StringLiteral format = new(Dialects.BigQueryCastFormats.Time.ToCanonical(pattern.Value)) { Position = pattern.Position };
        bool tries = cast.Kind == CastKind.Try;
        string? name = TypeInference.OfKind(cast.Type.Kind) switch
        {
            TypeGroup.Date => tries ? "TRY_STR_TO_DATE" : "STR_TO_DATE",
            TypeGroup.Timestamp or TypeGroup.TimestampTz => tries ? "TRY_STR_TO_TIME" : "STR_TO_TIME",
            TypeGroup.Text when Types.Group(cast.Value) is TypeGroup.Date or TypeGroup.Timestamp or TypeGroup.TimestampTz => "TIME_TO_STR",
            _ => null,
        };
        if (name is null || (cast.Zone is not null && !(SameDialect && name == "STR_TO_TIME")) || (SameDialect && Rules.TimeFormat.FromCanonical(format.Value, false, out _) is null) || (tries && Dialect.Family == "postgres"))
        {
            return false;
        }
        Expression[] parts = cast.Zone is null ? [cast.Value, format] : [cast.Value, format, cast.Zone];
        Write(new Call(name, parts) { Known = true, Position = cast.Position, Safe = !SameDialect });
        return true;
    }

    protected virtual void WriteTryCast(Cast cast)
    {
        if (Rules.TryCast is null)
        {
            Refuse(cast, "a cast that gives NULL for what cannot be converted", "test the text with a regular expression before the cast");
            WriteCastAs("CAST", cast);
            return;
        }
        WriteCastAs(Rules.TryCast, cast);
    }

    protected void WriteCastAs(string word, Cast cast)
    {
        Out.Append(word);
        Out.Append('(');
        Write(cast.Value);
        Out.Append(" AS ");
        WriteType(cast.Type);
        if (cast.Format is not null)
        {
            WriteCastFormat(cast);
        }
        Out.Append(')');
    }

    /// <summary>BigQuery's bytes as text by FORMAT 'BASE64' or 'HEX'.</summary>
    private bool WriteEncoded(Cast cast)
    {
        string? name = cast is { Type.Kind: TypeKind.Text, Zone: null, Format: StringLiteral { Value: var format } } ? format.ToUpperInvariant() switch { "BASE64" => "TO_BASE64", "HEX" => "LOWER_HEX", _ => null } : null;
        if (SameDialect || name is null)
        {
            return false;
        }
        WriteCall(Call.Of(name, cast.Value));
        return true;
    }

    protected virtual void WriteCastFormat(Cast cast)
    {
        if (!SameDialect)
        {
            Refuse(cast, "CAST with FORMAT", "write the target's parsing or formatting function");
        }
        Out.Append(" FORMAT ");
        Write(cast.Format!);
        if (cast.Zone is not null)
        {
            Out.Append(" AT TIME ZONE ");
            Write(cast.Zone);
        }
    }
}
