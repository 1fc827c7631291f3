using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
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

    /// <summary>Whether a cast of the target's own is being written.</summary>
    private bool _typesOfTarget;

    /// <summary>
    /// A bare NUMERIC with the digits that it has in the source: 38 and 9 in BigQuery, 18 and 3 in DuckDB, any in
    /// PostgreSQL.
    /// </summary>
    private DataType Sized(DataType type)
    {
        switch (Source.Family, Dialect.Family)
        {
            case ("postgres", "duckdb" or "snowflake"):
                Refuse(type, "NUMERIC without precision", "give precision and scale: NUMERIC(38, 9)");
                return type;
            case ("postgres", "bigquery"):
                return type with { Kind = TypeKind.BigDecimal };
            case ("bigquery", "duckdb" or "snowflake"):
                return type with { Parameters = [new NumberLiteral("38"), new NumberLiteral("9")] };
            case ("duckdb", "postgres" or "bigquery" or "snowflake"):
                return type with { Parameters = [new NumberLiteral("18"), new NumberLiteral("3")] };
            default:
                return type;
        }
    }

    protected virtual void WriteScalarType(DataType type)
    {
        if (type is { Kind: TypeKind.Decimal, Parameters.Length: 0 } && !SameDialect && !_typesOfTarget)
        {
            type = Sized(type);
        }
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
        WriteBracketed(parameters);
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
            if (!SameDialect && Source.Family == "snowflake" && Dialect.Family == "duckdb")
            {
                // Snowflake's arrays hold VARIANT, which is JSON here.
                Out.Append("JSON[]");
                return;
            }
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
            Separate(index);
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
            Separate(index);
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
            Out.Append(Dialect.Family == "snowflake" && type.Elements[0].Kind is TypeKind.Double or TypeKind.Float
                ? "FLOAT" : string.Empty);
            if (Dialect.Family != "snowflake" || type.Elements[0].Kind is not (TypeKind.Double or TypeKind.Float))
            {
                WriteType(type.Elements[0]);
            }
            Out.Append(", ");
        }
        Write(type.Length);
        Out.Append(')');
    }
}
