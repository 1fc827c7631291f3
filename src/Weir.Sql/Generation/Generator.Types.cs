using System.Globalization;
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
        if (cast.Type.Kind == TypeKind.BigDecimal && Dialect.Family is "duckdb" or "snowflake")
        {
            Refuse(cast, "BIGNUMERIC", Dialect.Family == "duckdb" ? "cast to BIGNUM for whole numbers, or to DECIMAL(38, s)" : "keep the digits as text, or cast to NUMBER(38, s)");
        }
        return false;
    }

    /// <summary>BigQuery's CAST … FORMAT, whose elements are Snowflake's.</summary>
    // https://cloud.google.com/bigquery/docs/reference/standard-sql/format-elements
    private bool WriteFormattedCast(Cast cast, StringLiteral pattern)
    {
        StringLiteral format = new(Dialects.SnowflakeFormats.Time.ToCanonical(pattern.Value)) { Position = pattern.Position };
        bool tries = cast.Kind == CastKind.Try;
        string? name = TypeInference.OfKind(cast.Type.Kind) switch
        {
            TypeGroup.Date => tries ? "TRY_STR_TO_DATE" : "STR_TO_DATE",
            TypeGroup.Timestamp or TypeGroup.TimestampTz => tries ? "TRY_STR_TO_TIME" : "STR_TO_TIME",
            TypeGroup.Text when Types.Group(cast.Value) is TypeGroup.Date or TypeGroup.Timestamp or TypeGroup.TimestampTz => "TIME_TO_STR",
            _ => null,
        };
        if (name is null || (cast.Zone is not null && !(SameDialect && name == "STR_TO_TIME")) || format.Value.Contains('"', StringComparison.Ordinal) || (tries && Dialect.Family == "postgres"))
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

    public virtual void WriteType(DataType type)
    {
        switch (type.Kind)
        {
            case TypeKind.UserDefined:
                if (!SameDialect && Dialect.Family is "bigquery" or "snowflake" && Source.Name.Length > 0)
                {
                    Refuse(type, "the type " + type.Name, "cast to one of the target's own types");
                }
                Out.Append(type.Name!);
                WriteTypeParameters(type.Parameters);
                return;
            case TypeKind.Array or TypeKind.List:
                WriteArrayType(type);
                return;
            case TypeKind.Struct or TypeKind.Object or TypeKind.Nested or TypeKind.Tuple or TypeKind.Union:
                WriteFieldsType(type);
                return;
            case TypeKind.Map or TypeKind.Nullable or TypeKind.LowCardinality or TypeKind.Range:
                WriteElementsType(type);
                return;
            case TypeKind.Interval when type.Name is not null:
                Out.Append("INTERVAL ");
                Out.Append(type.Name);
                return;
            case TypeKind.Vector:
                WriteVectorType(type);
                return;
            case TypeKind.AggregateFunction:
                Out.Append("AggregateFunction");
                Out.Append(type.Name ?? string.Empty);
                return;
            default:
                WriteScalarType(type);
                return;
        }
    }

    protected virtual void WriteScalarType(DataType type)
    {
        Out.Append(TypeName(type.Kind));
        WriteTypeParameters(type.Parameters);
        if (type.Name is not null && type.Name.StartsWith("COLLATE ", StringComparison.Ordinal))
        {
            if (!SameDialect)
            {
                Refuse(type, "a collation within a cast", "write COLLATE behind the value");
            }
            Out.Append(' ');
            Out.Append(type.Name);
        }
        if (type.Name is not null && type.Name.StartsWith("CHARACTER SET", StringComparison.Ordinal))
        {
            Out.Append(' ');
            Out.Append(type.Name);
        }
    }

    protected string TypeName(TypeKind kind) =>
        Rules.Types.TryGetValue(kind, out string? name) ? name : CanonicalTypeNames.Of(kind);

    protected void WriteTypeParameters(Expression[] parameters)
    {
        if (parameters.Length == 0)
        {
            return;
        }
        Out.Append('(');
        WriteList(parameters, lines: false);
        Out.Append(')');
    }

    protected virtual void WriteArrayType(DataType type)
    {
        if (type.Elements.Length == 0)
        {
            if (!SameDialect && Dialect.Family == "bigquery")
            {
                Refuse(type, "an array of no element type", "name the element's type");
            }
            Out.Append(type.Kind == TypeKind.List ? "LIST" : "ARRAY");
            return;
        }
        Out.Append("ARRAY");
        Out.Append(Rules.TypeBracket);
        WriteType(type.Elements[0]);
        Out.Append(Rules.TypeBracket == '<' ? '>' : ')');
    }

    /// <summary>PostgreSQL's and DuckDB's form: the element, then brackets.</summary>
    protected void WriteBracketArrayType(DataType type)
    {
        if (type.Elements.Length == 0)
        {
            if (!SameDialect)
            {
                Refuse(type, "an array of no element type", "name the element's type");
            }
            Out.Append("ARRAY");
            return;
        }
        WriteType(type.Elements[0]);
        Out.Append('[');
        if (type.Length is not null)
        {
            Write(type.Length);
        }
        Out.Append(']');
    }

    protected virtual string FieldSeparator => " ";

    protected virtual void WriteFieldsType(DataType type)
    {
        Out.Append(TypeName(type.Kind));
        if (type.Elements.Length == 0)
        {
            return;
        }
        Out.Append(Rules.TypeBracket);
        for (int index = 0; index < type.Elements.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(", ");
            }
            if (type.FieldNames[index] is { } name)
            {
                WriteName(name);
                Out.Append(FieldSeparator);
            }
            WriteType(type.Elements[index]);
            if (index < type.FieldTails.Length && type.FieldTails[index] is { } tail)
            {
                Out.Append(' ');
                Out.Append(tail);
            }
        }
        Out.Append(Rules.TypeBracket == '<' ? '>' : ')');
    }

    protected virtual void WriteElementsType(DataType type)
    {
        Out.Append(TypeName(type.Kind));
        if (type.Elements.Length == 0)
        {
            return;
        }
        char open = type.Kind is TypeKind.Nullable or TypeKind.LowCardinality ? '(' : Rules.TypeBracket;
        Out.Append(open);
        for (int index = 0; index < type.Elements.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(", ");
            }
            WriteType(type.Elements[index]);
            if (type.Elements[index].NotNull)
            {
                Out.Append(" NOT NULL");
            }
        }
        Out.Append(open == '<' ? '>' : ')');
    }

    protected virtual void WriteVectorType(DataType type)
    {
        Out.Append("VECTOR");
        if (type.Length is null)
        {
            return;
        }
        Out.Append('(');
        if (type.Elements.Length > 0)
        {
            Out.Append(Dialect.Family == "snowflake" && type.Elements[0].Kind is TypeKind.Double or TypeKind.Float ? "FLOAT" : string.Empty);
            if (Dialect.Family != "snowflake" || type.Elements[0].Kind is not (TypeKind.Double or TypeKind.Float))
            {
                WriteType(type.Elements[0]);
            }
            Out.Append(", ");
        }
        Write(type.Length);
        Out.Append(')');
    }

    protected virtual void WriteArray(ArrayLiteral array)
    {
        Out.Append("ARRAY[");
        WriteArrayItems(array);
        Out.Append(']');
    }

    protected void WriteArrayItems(ArrayLiteral array)
    {
        if (!_pretty)
        {
            WriteList(array.Items, lines: false);
            return;
        }
        WriteWideList(array.Items);
    }

    protected virtual void WriteStruct(StructLiteral literal)
    {
        Out.Append("STRUCT");
        if (literal.Type is not null)
        {
            Truncated(literal.Type);
        }
        Out.Append('(');
        for (int index = 0; index < literal.Fields.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(", ");
            }
            if (literal.Fields[index] is NamedArgument named)
            {
                Write(named.Value);
                Out.Append(" AS ");
                WriteName(named.Name with { Quoted = named.Name.Quoted && !IsPlainName(named.Name.Name) });
            }
            else
            {
                Write(literal.Fields[index]);
            }
        }
        Out.Append(')');
    }

    /// <summary>A struct type's fields behind the word STRUCT.</summary>
    private void Truncated(DataType type)
    {
        int start = Out.Length;
        WriteType(type);
        string text = Out.Slice(start);
        Out.Truncate(start);
        int bracket = text.IndexOf('<', StringComparison.Ordinal);
        Out.Append(bracket < 0 ? string.Empty : text[bracket..]);
    }

    /// <summary>Whether a name needs no quotes by its letters.</summary>
    protected static bool IsPlainName(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            return false;
        }
        foreach (char character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '_')
            {
                return false;
            }
        }
        return true;
    }

    protected virtual void WriteMap(MapLiteral map)
    {
        WriteCall(Call.OfFinal("MAP", new ArrayLiteral(map.Keys, null), new ArrayLiteral(map.Values, null)));
    }

    protected virtual void WriteSlice(Slice slice)
    {
        if (slice.Low is not null)
        {
            Write(slice.Low);
        }
        Out.Append(':');
        if (slice.High is not null)
        {
            Write(slice.High);
        }
        if (slice.Step is not null)
        {
            Out.Append(':');
            Write(slice.Step);
        }
    }

    protected virtual void WriteSubscript(Subscript subscript)
    {
        Write(Dialect.Family == "postgres" && !SameDialect && subscript.Base is not (Column or Paren or Subscript or Parameter) ? new Paren(subscript.Base) : subscript.Base);
        Out.Append('[');
        for (int index = 0; index < subscript.Indexes.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(", ");
            }
            Write(ShiftIndex(subscript.Indexes[index], subscript.Kind));
        }
        Out.Append(']');
    }

    /// <summary>An index counted by the target's rule.</summary>
    protected Expression ShiftIndex(Expression index, SubscriptKind kind)
    {
        bool fromZero = kind is SubscriptKind.ZeroBased or SubscriptKind.Offset or SubscriptKind.SafeZeroBased;
        if (kind == SubscriptKind.Key || index is Slice || fromZero == Rules.ArraysFromZero || SameDialect && kind is SubscriptKind.OneBased or SubscriptKind.ZeroBased)
        {
            return index;
        }
        return Plus(index, Rules.ArraysFromZero ? -1 : 1);
    }

    /// <summary>index + n, folded where index is a literal.</summary>
    protected static Expression Plus(Expression index, int delta)
    {
        if (index is NumberLiteral { IsInteger: true } number && long.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
        {
            long sum = value + delta;
            return sum >= 0 ? new NumberLiteral(sum.ToString(CultureInfo.InvariantCulture))
                : new Unary(UnaryOperator.Minus, new NumberLiteral((-sum).ToString(CultureInfo.InvariantCulture)));
        }
        if (index is Unary { Operator: UnaryOperator.Minus, Operand: NumberLiteral })
        {
            return index;
        }
        return new Binary(delta > 0 ? BinaryOperator.Add : BinaryOperator.Subtract, Wrap(index), new NumberLiteral("1"));
    }

    protected virtual void WriteDot(DotAccess dot)
    {
        Write(dot.Base);
        Out.Append('.');
        Write(dot.Field);
    }

    protected virtual void WriteInterval(Interval interval)
    {
        if (interval.Unit is null)
        {
            Out.Append("INTERVAL ");
            if (interval.Value is not null)
            {
                Write(interval.Value);
            }
            return;
        }
        string unit = Rules.IntervalPlurals ? interval.Unit : Singular(interval.Unit);
        if (Rules.IntervalStyle == Dialects.IntervalStyle.SingleString && interval.ToUnit is null)
        {
            if (interval.Value is StringLiteral text)
            {
                Out.Append("INTERVAL '");
                Out.Append(text.Value);
                Out.Append(' ');
                Out.Append(unit);
                Out.Append('\'');
                return;
            }
            WriteComputedInterval(interval, unit);
            return;
        }
        Out.Append("INTERVAL ");
        WriteIntervalValue(interval);
        Out.Append(' ');
        Out.Append(unit);
        if (interval.ToUnit is not null)
        {
            Out.Append(" TO ");
            Out.Append(interval.ToUnit);
        }
    }

    protected virtual void WriteIntervalValue(Interval interval)
    {
        if (interval.Value is Binary computed)
        {
            Out.Append('(');
            Write(computed);
            Out.Append(')');
            return;
        }
        Write(interval.Value!);
    }

    /// <summary>INTERVAL '1 DAY' * n, where only constant strings are intervals.</summary>
    protected virtual void WriteComputedInterval(Interval interval, string unit)
    {
        Out.Append("INTERVAL '1 ");
        Out.Append(unit);
        Out.Append("' * ");
        Write(Wrap(interval.Value!));
    }

    protected static string Singular(string unit)
    {
        if (unit.Contains('(', StringComparison.Ordinal))
        {
            return unit;
        }
        return unit switch
        {
            "CENTURIES" => "CENTURY",
            "MILLENNIA" => "MILLENNIUM",
            _ => unit.Length > 2 && unit.EndsWith('S') ? unit[..^1] : unit,
        };
    }

    protected virtual void WriteExtract(Extract extract)
    {
        Out.Append("EXTRACT(");
        Write(extract.Part);
        Out.Append(" FROM ");
        Write(extract.Value);
        Out.Append(')');
    }
}
