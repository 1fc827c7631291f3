using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>What PostgreSQL says in another way.</summary>
internal partial class PostgresGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    protected override bool HasBetweenSymmetric => true;

    protected override bool HasFetch => true;

    protected override bool MergeTargetsBare => true;

    protected override void WriteArrayType(DataType type) => WriteBracketArrayType(type);

    /// <summary>Snowflake's VECTOR holds floats of 32 bits, or integers of 32.</summary>
    // https://docs.snowflake.com/en/sql-reference/data-types-vector
    protected override void WriteVectorType(DataType type) =>
        Out.Append(type.Elements is [{ Kind: TypeKind.Int or TypeKind.BigInt }] ? "INT[]" : "REAL[]");

    /// <summary>BigQuery's rows of structs have the fields as columns, where they are the whole answer.</summary>
    protected override void WriteStatement(Statement statement)
    {
        base.WriteStatement(
            statement is not Select { With: null } select || SameDialect ? statement
            : select is { Kind: "AS STRUCT" } ? select with { Kind = null }
            : select is { Kind: "AS VALUE", Items: [StructLiteral { Type: null } row] } && FieldNames(row) is not null
            ? select with { Kind = null, Items = row.Fields }
            : statement);
        CheckRecords(statement);
    }

    /// <summary>BigQuery's UNNEST of an array of structs, whose fields are columns: VALUES with these names.</summary>
    protected override void WriteUnnest(Unnest unnest)
    {
        if (Source.Family != "bigquery"
            || unnest is not
            {
                Arrays: [ArrayLiteral { Items: [StructLiteral { Type: null } first, ..] items }],
                Offset: null, WithOrdinality: false, Sample: null, Pivots.Length: 0
            }
            || FieldNames(first) is not { } names || Array.Exists(first.Fields, field => HoldsRows((Alias)field))
            || !Array.TrueForAll(items, item => Fields(item) is { } fields && HasFields(fields, names)))
        {
            if (!SameDialect && Source.Family is "bigquery" or "duckdb"
                && unnest.Arrays is [ArrayLiteral { Items: [StructLiteral made, ..] }])
            {
                Refuse(made, "UNNEST of structs", "write VALUES with the names of the fields");
            }
            base.WriteUnnest(unnest);
            return;
        }
        Expression[] rows = Array.ConvertAll(items, item => (Expression)new TupleExpression(
            Array.ConvertAll(Fields(item)!, field => field is Alias alias ? alias.Value : field)));
        WriteSubqueryTable(
            new SubqueryTable(new Values(rows)) { Alias = new TableAlias(unnest.Alias?.Name ?? FreshTable(), names) });
    }

    /// <summary>A struct within a struct, whose fields no row of VALUES has.</summary>
    private static bool HoldsRows(Alias field) =>
        field.Value is StructLiteral or ArrayLiteral { Items: [StructLiteral, ..] };

    /// <summary>PostgreSQL wants a name for a subquery in FROM (until 16).</summary>
    protected override void WriteSubqueryTable(SubqueryTable subquery)
    {
        if (!SameDialect && subquery.Sample is not null)
        {
            Refuse(subquery, "TABLESAMPLE of a subquery", "sample the table, or filter by RANDOM()");
        }
        base.WriteSubqueryTable(SameDialect || subquery.Alias is not null ? subquery
            : subquery with { Alias = new TableAlias(FreshTable(), []) });
    }

    private static Identifier[]? FieldNames(StructLiteral row)
    {
        Identifier[] names = [.. row.Fields.OfType<Alias>().Select(field => field.Name)];
        return names.Length == row.Fields.Length && names.Length > 0 ? names : null;
    }

    private static Expression[]? Fields(Expression row) =>
        row is StructLiteral { Type: null } literal ? literal.Fields : (row as TupleExpression)?.Items;

    private static bool HasFields(Expression[] fields, Identifier[] names)
    {
        if (fields.Length != names.Length)
        {
            return false;
        }
        for (int index = 0; index < names.Length; index++)
        {
            if (fields[index] is Alias alias
                && !alias.Name.Name.Equals(names[index].Name, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }
        return true;
    }

    protected override void WriteBytes(BytesLiteral bytes)
    {
        if (bytes.Value.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0
            || bytes.Value.AsSpan().IndexOfAny('\\', '\'') >= 0)
        {
            WriteCall(Call.OfFinal("DECODE", new StringLiteral(
                Convert.ToHexString(System.Text.Encoding.Latin1.GetBytes(bytes.Value))), new StringLiteral("hex")));
            return;
        }
        Out.Append("CAST(e'");
        Out.Append(bytes.Value);
        Out.Append("' AS BYTEA)");
    }

    /// <summary>
    /// A text that is no number gives NULL: tested before the cast. Dates and the rest have no such test.
    /// </summary>
    protected override void WriteTryCast(Cast cast)
    {
        if (cast.Value is StringLiteral { Value: var digits } && TypeInference.OfKind(
            cast.Type.Kind) is TypeGroup.Integer or TypeGroup.Decimal or TypeGroup.Float && cast.Format is null)
        {
            // A constant is cast when the statement is planned, whatever CASE stands around it.
            bool fraction = TypeInference.OfKind(cast.Type.Kind) == TypeGroup.Integer
                && digits.AsSpan().IndexOfAny('.', 'e', 'E') >= 0;
            bool number = decimal.TryParse(digits, System.Globalization.NumberStyles.Float,
                System.Globalization.CultureInfo.InvariantCulture, out _)
                && (!fraction || Source.Family is "duckdb" or "snowflake");
            Write(cast with
            {
                Kind = CastKind.Strict,
                Value = !number ? new NullLiteral() : fraction ? new NumberLiteral(digits.Trim()) : cast.Value
            });
            return;
        }
        if (cast.Value is StringLiteral iso && cast.Format is null && cast.Type.Parameters.Length == 0
            && IsIso(iso.Value, TypeInference.OfKind(cast.Type.Kind)))
        {
            Write(cast with { Kind = CastKind.Strict });
            return;
        }
        if (cast is { Value: StringLiteral { Value: var word }, Format: null } && Source.Family == "snowflake"
            && TypeInference.OfKind(cast.Type.Kind) is TypeGroup.Date or TypeGroup.Timestamp
            && word.Length > 0 && word.All(char.IsAsciiLetter))
        {
            // No date is a word.
            Write(cast with { Kind = CastKind.Strict, Value = new NullLiteral() });
            return;
        }
        if (SafeMoment(cast) is { } moment)
        {
            Write(moment);
            return;
        }
        string? template = TypeInference.OfKind(cast.Type.Kind) switch
        {
            TypeGroup.Integer when Source.Family is "duckdb" or "snowflake" =>
                "CASE WHEN CAST($1 AS TEXT) ~ '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)\\s*$' THEN CASE WHEN CAST(CAST($1 AS TEXT) AS NUMERIC) BETWEEN -9223372036854775808 AND 9223372036854775807 THEN CAST(ROUND(CAST(CAST($1 AS TEXT) AS NUMERIC)) AS BIGINT) END END",
            TypeGroup.Integer =>
                "CASE WHEN CAST($1 AS TEXT) ~ '^\\s*[+-]?\\d+\\s*$' THEN CASE WHEN CAST(CAST($1 AS TEXT) AS NUMERIC) BETWEEN -9223372036854775808 AND 9223372036854775807 THEN CAST($1 AS BIGINT) END END",
            TypeGroup.Decimal =>
                "CASE WHEN CAST($1 AS TEXT) ~ '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)\\s*$' THEN CAST(CAST($1 AS TEXT) AS NUMERIC) END",
            TypeGroup.Float =>
                "CASE WHEN CAST($1 AS TEXT) ~ '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,2})?\\s*$' THEN CAST($1 AS DOUBLE PRECISION) END",
            TypeGroup.Boolean when Source.Family == "duckdb" =>
                "CASE WHEN LOWER(CAST($1 AS TEXT)) IN ('true', 't', 'yes', 'y', '1') THEN TRUE WHEN LOWER(CAST($1 AS TEXT)) IN ('false', 'f', 'no', 'n', '0') THEN FALSE END",
            TypeGroup.Boolean => "CASE LOWER(CAST($1 AS TEXT)) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END",
            TypeGroup.Text => "CAST($1 AS TEXT)",
            _ => null,
        };
        if (template is null || cast.Format is not null || cast.Type.Parameters.Length > 0)
        {
            base.WriteTryCast(cast);
            return;
        }
        Write(Filled(template, cast.Position, cast.Value));
    }

    /// <summary>A constant that is a date or a moment for sure.</summary>
    private static bool IsIso(string text, TypeGroup type) => type switch
    {
        TypeGroup.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
        TypeGroup.Timestamp =>
            DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF"],
                System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _),
        _ => false,
    };

    protected override void WriteMap(MapLiteral map)
    {
        Refuse(map, "MAP", "write JSONB_BUILD_OBJECT");
        base.WriteMap(map);
    }

    protected override void WriteFieldsType(DataType type)
    {
        if (!SameDialect && type is { Kind: TypeKind.Object, Elements.Length: 0 } && Source.Family == "snowflake")
        {
            Out.Append("JSONB");
            return;
        }
        if (!SameDialect)
        {
            Refuse(type, "a struct's type in place", "CREATE TYPE it first");
        }
        base.WriteFieldsType(type);
    }

    /// <summary>Snowflake's MAP, an object whose keys are texts or whole numbers.</summary>
    protected override void WriteElementsType(DataType type)
    {
        if (!SameDialect && type.Kind == TypeKind.Map && Source.Family == "snowflake")
        {
            Out.Append("JSONB");
            return;
        }
        base.WriteElementsType(type);
    }

    protected override void WriteBitOperator(Binary binary)
    {
        if (binary.Operator == BinaryOperator.BitXor)
        {
            Write(binary.Left);
            Out.Append(" # ");
            Write(binary.Right);
            return;
        }
        base.WriteBitOperator(binary);
    }

    protected override void WriteRegexMatch(Binary binary)
    {
        if (Source.Family == "duckdb")
        {
            base.WriteRegexMatch(binary);
            return;
        }
        WriteSpine(binary);
    }

    protected override bool WriteSpecialCall(Call call)
    {
        switch (call.Name)
        {
            case "STR_POSITION" when call.Arguments.Length == 2:
                Out.Append("POSITION(");
                Write(call.Arguments[1]);
                Out.Append(" IN ");
                Write(call.Arguments[0]);
                Out.Append(')');
                return true;
            case "CURRENT_TIME" when Source.Family == "snowflake" && call.Arguments.Length == 0:
                Out.Append("LOCALTIME");
                return true;
            case "CURRENT_TIMESTAMP":
                Out.Append("CURRENT_TIMESTAMP");
                if (call.Arguments.Length > 0)
                {
                    WriteArguments(call.Arguments);
                }
                return true;
            case "GENERATE_SERIES" or "ARRAY_GENERATE_RANGE" when Source.Family is "bigquery" or "duckdb" or "snowflake"
                && !ReferenceEquals(call, _rows):
                Out.Append("ARRAY(SELECT ");
                WriteRows(call);
                Out.Append(')');
                return true;
            case "CURRENT_DATE" or "TODAY" when call.Arguments.Length == 0:
                Out.Append("CURRENT_DATE");
                return true;
            case "SUBSTRING" when call.Arguments.Length is 2 or 3:
                Out.Append("SUBSTRING(");
                Write(call.Arguments[0]);
                Out.Append(" FROM ");
                Write(call.Arguments[1]);
                if (call.Arguments.Length == 3)
                {
                    Out.Append(" FOR ");
                    Write(call.Arguments[2]);
                }
                Out.Append(')');
                return true;
            case "TRIM" when call is
            {
                Arguments: [Collate],
                Limit: WordExpression { Word: "LEADING" or "TRAILING" } edge
            }:
                WriteCall(Call.OfFinal(edge.Word == "LEADING" ? "LTRIM" : "RTRIM", call.Arguments));
                return true;
            case "GENERATE_SERIES" when call.Arguments is [_, _, StringLiteral step]:
                Write(call with
                {
                    Arguments = [call.Arguments[0], call.Arguments[1], SeriesStep(step)],
                    Final = true,
                    Name = "GENERATE_SERIES"
                });
                return true;
            case "TRIM" when call.Arguments.Length == 2 || call.Limit is not null:
                Out.Append("TRIM(");
                if (call.Limit is WordExpression side)
                {
                    Out.Append(side.Word);
                    Out.Append(' ');
                }
                if (call.Arguments.Length == 2)
                {
                    Write(call.Arguments[1]);
                    Out.Append(" FROM ");
                }
                else if (call.Limit is not null)
                {
                    Out.Append("FROM ");
                }
                Write(call.Arguments[0]);
                Out.Append(')');
                return true;
            case "OVERLAY" when call.Arguments.Length >= 3:
                Out.Append("OVERLAY(");
                Write(call.Arguments[0]);
                Out.Append(" PLACING ");
                Write(call.Arguments[1]);
                Out.Append(" FROM ");
                Write(call.Arguments[2]);
                if (call.Arguments.Length > 3)
                {
                    Out.Append(" FOR ");
                    Write(call.Arguments[3]);
                }
                Out.Append(')');
                return true;
            case "REGEXP_CONTAINS" when call.Arguments is [_, _, StringLiteral { Value: "i" }]:
                Write(Wrap(call.Arguments[0]));
                Out.Append(" ~* ");
                Write(Wrap(call.Arguments[1]));
                return true;
            default:
                return (!SameDialect && (WriteCalendar(call) || WriteArrayCall(call) || WriteRegexCall(call)
                    || WriteTypedCall(call) || WriteNearCall(call) || WriteRandomCall(call)
                    || WritePrintf(call) || WriteTry(call) || WriteTryConstant(call)))
                    || base.WriteSpecialCall(call);
        }
    }

    /// <summary>'2 days' as an interval.</summary>
    private static Interval SeriesStep(StringLiteral step)
    {
        string text = string.Join(' ', step.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits > 0 && text[digits] != ' ')
        {
            text = text[..digits] + " " + text[digits..];
        }
        return new Interval(new StringLiteral(text), null, null) { Position = step.Position };
    }

    protected override void WriteEscape(EscapeLiteral escape)
    {
        Out.Append("e'");
        Out.Append(escape.Raw.Replace("\\'", "''", StringComparison.Ordinal));
        Out.Append('\'');
    }

    protected override void WriteNational(NationalLiteral national)
    {
        Out.Append('N');
        WriteString(national.Value);
    }

    protected override void WriteUnicode(UnicodeLiteral unicode)
    {
        Out.Append("U&'");
        Out.Append(unicode.Value);
        Out.Append('\'');
        if (unicode.Escape is not null)
        {
            Out.Append(" UESCAPE '");
            Out.Append(unicode.Escape);
            Out.Append('\'');
        }
    }
}
