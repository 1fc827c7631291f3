using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>
/// Structs with named fields as rows of a subquery, <c>(SELECT _t0 FROM (SELECT 1 AS a) AS _t0)</c>: a record whose
/// fields keep their names (TO_JSON shows them), but are not read by name without a type that was created.
/// </summary>
// https://www.postgresql.org/docs/15/rowtypes.html
internal partial class PostgresGenerator
{
    private StructLiteral? _record;
    private bool _readsFields;
    private HashSet<string>? _records;
    private HashSet<string>? _qualifiers;

    protected override void WriteStruct(StructLiteral literal)
    {
        if (literal.Type is { Elements.Length: > 0 } type && AsType(literal, type) is { } typed)
        {
            Write(typed);
            return;
        }
        if (Array.Exists(literal.Fields, field => field is not (Alias or NamedArgument or Star))
            || literal.Fields.Length == 0)
        {
            WriteCall(Call.OfFinal("ROW", [.. literal.Fields.Select(ValueOf)]));
            return;
        }
        if (Source.Family == "snowflake" && JsonObject(literal) is { } json)
        {
            WriteCall(json);
            return;
        }
        if (Source.Family == "snowflake" || Array.Exists(literal.Fields, field => !IsPlainValue(ValueOf(field))))
        {
            Refuse(literal, "a struct with named fields", "write ROW(…)::type, or JSONB_BUILD_OBJECT");
            base.WriteStruct(literal);
            return;
        }
        _record = literal;
        Identifier row = FreshTable();
        Select fields = new(Array.ConvertAll(literal.Fields,
            field => field is NamedArgument named ? new Alias(named.Value, named.Name) : field));
        Write(new SubqueryExpression(new Select([new Column([row])])
        {
            From = new FromClause(new SubqueryTable(fields) { Alias = new TableAlias(row, []) }, []),
        }));
    }

    private static Expression ValueOf(Expression field) =>
        field is Alias alias ? alias.Value : field is NamedArgument named ? named.Value : field;

    /// <summary>
    /// What means the same within a subquery: an aggregate or a window would be the subquery's own, a random value the
    /// same for all rows.
    /// </summary>
    private static bool IsPlainValue(Expression value)
    {
        bool varies = false;
        TreeRewriter.Rewrite(value, node =>
        {
            varies |= node is Call { Name: "RANDOM" or "RANDOM_INT" or "UUID" };
            return varies ? node : null;
        });
        return !varies && value is not Star && !Aggregates.Contains(value) && !Aggregates.ContainsWindow(value);
    }

    /// <summary>A struct's constructor cast to a type: field by field; null where the fields do not fit.</summary>
    private StructLiteral? AsType(StructLiteral literal, DataType type)
    {
        if (type.Elements.Length != literal.Fields.Length || type.FieldNames.Length != literal.Fields.Length
            || Array.Exists(type.FieldNames, name => name is null))
        {
            return null;
        }
        Expression[] fields = new Expression[literal.Fields.Length];
        for (int index = 0; index < fields.Length; index++)
        {
            Identifier name = type.FieldNames[index]!;
            Identifier? own = literal.Fields[index] switch
            {
                Alias alias => alias.Name,
                NamedArgument named => named.Name,
                _ => null,
            };
            // BigQuery casts by position, the others by name.
            if (own is not null && Source.Family != "bigquery"
                && !own.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
            Cast value = new(ValueOf(literal.Fields[index]), type.Elements[index], CastKind.Strict);
            fields[index] = Source.Family == "snowflake" ? new NamedArgument(name, value, ":") : new Alias(value, name);
        }
        return literal with { Fields = fields, Type = null };
    }

    /// <summary>A cast of a struct's constructor; null for other values, whose type must be created.</summary>
    private Expression? AsStruct(Cast cast)
    {
        if (cast is not { Kind: CastKind.Strict, Type: { Kind: TypeKind.Struct or TypeKind.Object, Elements.Length: > 0 } type })
        {
            return null;
        }
        return Unwrap(cast.Value) switch
        {
            StructLiteral { Type: null } literal => AsType(literal, type),
            StructLiteral { Type: { } given } literal when AsType(literal, given) is { } typed => AsType(typed, type),
            Call { Name: "ROW" } row => AsType(new StructLiteral(row.Arguments, null) { Position = row.Position }, type),
            _ => null,
        };
    }

    /// <summary>
    /// Snowflake's OBJECT of constants: JSONB (NULLs, which Snowflake leaves out, are not among them).
    /// </summary>
    private static Call? JsonObject(StructLiteral literal)
    {
        List<Expression> pairs = [];
        foreach (Expression field in literal.Fields)
        {
            Expression value = ValueOf(field);
            if (field is not (Alias or NamedArgument) || value is not (StringLiteral or NumberLiteral or BooleanLiteral
                or Cast { Value: StringLiteral or NumberLiteral or BooleanLiteral }))
            {
                return null;
            }
            pairs.Add(new StringLiteral(field is Alias alias ? alias.Name.Name : ((NamedArgument)field).Name.Name));
            pairs.Add(value);
        }
        return Call.OfFinal("JSONB_BUILD_OBJECT", [.. pairs]);
    }

    protected override void WriteAlias(Alias alias)
    {
        StructLiteral? before = _record;
        base.WriteAlias(alias);
        if (!ReferenceEquals(before, _record))
        {
            (_records ??= new(StringComparer.OrdinalIgnoreCase)).Add(alias.Name.Name);
        }
    }

    protected override void WriteColumn(Column column)
    {
        if (column.Parts.Length > 1 && !SameDialect && Source.Family is "bigquery" or "duckdb")
        {
            (_qualifiers ??= new(StringComparer.OrdinalIgnoreCase)).Add(column.Parts[^2].Name);
        }
        base.WriteColumn(column);
    }

    protected override void WriteDot(DotAccess dot)
    {
        if (!SameDialect && dot is { Field: Identifier name, Base: StructLiteral literal }
            && Array.Find(literal.Fields, field => field is Alias alias && alias.Name.Name.Equals(
                name.Name, StringComparison.OrdinalIgnoreCase)) is Alias { Value: var value })
        {
            Write(value);
            return;
        }
        _readsFields |= !SameDialect;
        base.WriteDot(!SameDialect && dot.Base is Call or DotAccess ? dot with { Base = new Paren(dot.Base) } : dot);
    }

    /// <summary>A record's fields have no names but for what it was made of; a table keeps none.</summary>
    private void CheckRecords(Statement statement)
    {
        if (_record is null || SameDialect)
        {
            return;
        }
        if (_readsFields || (_qualifiers is not null && _records is not null && _qualifiers.Overlaps(_records)))
        {
            Refuse(_record, "a struct whose fields are read by name", "CREATE TYPE it and write ROW(…)::type");
        }
        if (statement is not (Query or ExpressionStatement))
        {
            Refuse(_record, "a struct that is stored", "CREATE TYPE it and write ROW(…)::type");
        }
    }
}
