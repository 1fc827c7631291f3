using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteCast(Cast cast)
    {
        if (!SameDialect && !cast.Final && (WriteExactCast(cast) || WriteBareNumeric(cast) || WriteHexNumber(cast)))
        {
            return;
        }
        if (Source.Family == "snowflake" && !SameDialect && cast.Format is null && cast.Value is not (
            JsonAccess or StringLiteral or Call { Name: "PARSE_JSON" }) && Types.Group(cast.Value) == TypeGroup.Json)
        {
            // A VARIANT cast to another type is the value itself: a text without its quotes.
            cast = cast with
            {
                Value = new JsonAccess(cast.Value, new JsonPath([]),
                JsonResult.Value)
                { FromColon = true, Function = "GET_PATH", Position = cast.Position }
            };
        }
        if (cast is { Value: JsonAccess { Result: JsonResult.Value } access, Format: null } && !SameDialect
            && (access.FromColon || Source.Family == "snowflake")
            && TypeInference.OfKind(
                cast.Type.Kind) is TypeGroup.Text or TypeGroup.Integer or TypeGroup.Float or TypeGroup.Decimal or TypeGroup.Date or TypeGroup.Timestamp or TypeGroup.TimestampTz or TypeGroup.Boolean)
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
        if (cast.Format is StringLiteral pattern && (!SameDialect
            || (Dialect.Family == "bigquery" && cast.Kind == CastKind.Strict)) && WriteFormattedCast(cast, pattern))
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

    /// <summary>BigQuery's CAST … FORMAT.</summary>
    // https://cloud.google.com/bigquery/docs/reference/standard-sql/format-elements
    private bool WriteFormattedCast(Cast cast, StringLiteral pattern)
    {
        StringLiteral format =
            new(Dialects.BigQueryCastFormats.Time.ToCanonical(pattern.Value)) { Position = pattern.Position };
        bool tries = cast.Kind == CastKind.Try;
        string? name = TypeInference.OfKind(cast.Type.Kind) switch
        {
            TypeGroup.Date => tries ? "TRY_STR_TO_DATE" : "STR_TO_DATE",
            TypeGroup.Timestamp or TypeGroup.TimestampTz => tries ? "TRY_STR_TO_TIME" : "STR_TO_TIME",
            TypeGroup.Text when Types.Group(
                cast.Value) is TypeGroup.Date or TypeGroup.Timestamp or TypeGroup.TimestampTz => "TIME_TO_STR",
            _ => null,
        };
        if (name is null || (cast.Zone is not null && !(SameDialect && name == "STR_TO_TIME"))
            || (SameDialect && Rules.TimeFormat.FromCanonical(format.Value, false, out _) is null)
            || (tries && Dialect.Family == "postgres" && name != "TRY_STR_TO_DATE"))
        {
            return false;
        }
        Expression[] parts = cast.Zone is null ? [cast.Value, format] : [cast.Value, format, cast.Zone];
        Write(new Call(name, parts) { Known = true, Position = cast.Position, Safe = !SameDialect, Written = "CAST" });
        return true;
    }

    protected virtual void WriteTryCast(Cast cast)
    {
        if (!SameDialect && !cast.Final && TypeInference.OfKind(cast.Type.Kind) == TypeGroup.Integer
            && Types.Group(cast.Value) == TypeGroup.Text && cast.Value is not JsonAccess { Result: JsonResult.Text }
            && WholeFromText(cast) is { } whole)
        {
            WriteOperation(whole);
            return;
        }
        if (Rules.TryCast is null)
        {
            Refuse(cast, "a cast that gives NULL for what cannot be converted",
                "test the text with a regular expression before the cast");
            WriteCastAs("CAST", cast);
            return;
        }
        WriteCastAs(Rules.TryCast, cast);
    }

    /// <summary>A text with a fraction as a whole number: rounded in DuckDB and Snowflake, NULL in BigQuery.</summary>
    private Expression? WholeFromText(Cast cast)
    {
        string? template = (Source.Family, Dialect.Family) switch
        {
            ("duckdb" or "snowflake", "bigquery") => "SAFE_CAST(ROUND(SAFE_CAST($1 AS NUMERIC)) AS INT64)",
            ("bigquery", "duckdb") =>
                "CASE WHEN REGEXP_FULL_MATCH($1, '\\s*[+-]?(0[xX])?[0-9a-fA-F]+\\s*') THEN TRY_CAST($1 AS BIGINT) END",
            ("bigquery", "snowflake") => "IFF(REGEXP_LIKE($1, '\\\\s*[+-]?[0-9]+\\\\s*'), TRY_CAST($1 AS INT), NULL)",
            _ => null,
        };
        return template is null ? null : Filled(template, cast.Position, cast.Value);
    }

    protected void WriteCastAs(string word, Cast cast)
    {
        Out.Append(word);
        Out.Append('(');
        Write(cast.Value);
        Out.Append(" AS ");
        _typesOfTarget = cast.Final;
        WriteType(cast.Type);
        _typesOfTarget = false;
        if (cast.Format is not null)
        {
            WriteCastFormat(cast);
        }
        Out.Append(')');
    }

    /// <summary>BigQuery's bytes as text by FORMAT 'BASE64' or 'HEX'.</summary>
    private bool WriteEncoded(Cast cast)
    {
        string? name = cast is { Type.Kind: TypeKind.Text, Zone: null, Format: StringLiteral { Value: var format } }
            ? format.ToUpperInvariant() switch { "BASE64" => "TO_BASE64", "HEX" => "LOWER_HEX", _ => null } : null;
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
