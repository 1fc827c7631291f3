using System.Buffers;
using Weir.Sql.Ast;
using Weir.Sql.Generation;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>
/// Structs with named fields as rows of a subquery, <c>(SELECT _t0 FROM (SELECT 1 AS a) AS _t0)</c>: a record whose
/// fields keep their names (TO_JSON shows them), but are not read by name without a type that was created.
/// </summary>
// https://www.postgresql.org/docs/15/rowtypes.html
internal partial class PostgresGenerator
{
    /// <summary>PostgreSQL itself, not Redshift.</summary>
    private bool IsPostgres => Dialect.Name == "postgres";

    private static readonly SearchValues<string> RowWords =
        SearchValues.Create(["STRUCT", "ROW("], StringComparison.OrdinalIgnoreCase);

    private bool? _mayHaveRows;

    /// <summary>Whether the text has structs at all, so that the tables of other texts are not looked up.</summary>
    private bool MayHaveRows => _mayHaveRows ??= !SameDialect && Source.Family is "bigquery" or "duckdb"
        && (Options.SourceText.Contains('{', StringComparison.Ordinal)
            || Options.SourceText.AsSpan().ContainsAny(RowWords));

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
            Write(json);
            return;
        }
        if (Source.Family == "snowflake" || !IsPostgres
            || Array.Exists(literal.Fields, field => !IsPlainValue(ValueOf(field))))
        {
            Refuse(literal, "a struct with named fields", "write ROW(…)::type, or JSONB_BUILD_OBJECT");
            base.WriteStruct(literal);
            return;
        }
        _record = literal;
        Identifier row = FreshTable();
        Write(new SubqueryExpression(new Select([new Column([row])])
        {
            From = new FromClause(RowOf(literal, row), []),
        }));
    }

    private static SubqueryTable RowOf(StructLiteral literal, Identifier name) => new(new Select(
        Array.ConvertAll(literal.Fields, field => field is NamedArgument named ? new Alias(named.Value, IsPlainName(
            named.Name.Name) && named.Name.Name.All(letter => !char.IsAsciiLetterUpper(letter))
            ? Identifier.Plain(named.Name.Name) : named.Name) : field)))
    { Alias = new TableAlias(name, []) };

    /// <summary>
    /// A struct of the select list as the row of a table beside the others, <c>SELECT _t0 AS s FROM t CROSS JOIN
    /// LATERAL (SELECT x AS a) AS _t0</c>: <c>(q.s).a</c> is then read from the query's outside.
    /// </summary>
    private Select WithRows(Select select)
    {
        if (SameDialect || !IsPostgres || Source.Family is not ("bigquery" or "duckdb") || select.GroupBy is not null
            || !Array.Exists(select.Items, IsNamedStruct)
            || Array.Exists(select.Items, item => item is Star || Aggregates.Contains(item)))
        {
            return select;
        }
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        List<Join> rows = [];
        Expression Row(Expression item)
        {
            if (!IsNamedStruct(item) || item is not Alias { Value: StructLiteral literal } alias)
            {
                return item;
            }
            Identifier row = FreshTable();
            names.UnionWith(literal.Fields.Select(
                field => field is Alias own ? own.Name.Name : ((NamedArgument)field).Name.Name));
            _record = literal;
            (_records ??= new(StringComparer.OrdinalIgnoreCase)).Add(alias.Name.Name);
            rows.Add(new Join(JoinKind.Cross, RowOf(literal, row) with { Lateral = true }));
            return alias with { Value = new Column([row]) };
        }
        Expression[] items = Array.ConvertAll(select.Items, Row);
        Expression?[] parts = [.. items, select.Where, select.Qualify, .. select.OrderBy.Select(item => item.Value),
            .. (select.From?.Joins ?? []).Select(join => join.On)];
        if (Array.Exists(parts, part => part is not null && TreeSearch.Contains(
            part, node => node is Column { Parts: [var only] } && names.Contains(only.Name))))
        {
            // A field has the name of a column that is asked for without its table.
            return select;
        }
        return select with
        {
            Items = items,
            From = select.From is { } tables ? tables with { Joins = [.. tables.Joins, .. rows] }
                : new FromClause(((SubqueryTable)rows[0].Table) with { Lateral = false }, [.. rows.Skip(1)]),
        };
    }

    private static bool IsNamedStruct(Expression item) =>
        item is Alias { Value: StructLiteral { Type: null, Fields: { Length: > 0 } fields } }
        && Array.TrueForAll(fields, field => field is Alias or NamedArgument && IsPlainValue(ValueOf(field))
            && ValueOf(field) is not StructLiteral);

    private static Expression ValueOf(Expression field) =>
        field is Alias alias ? alias.Value : field is NamedArgument named ? named.Value : field;

    /// <summary>
    /// What means the same within a subquery: an aggregate or a window would be the subquery's own, a random value the
    /// same for all rows.
    /// </summary>
    private static bool IsPlainValue(Expression value) => value is not Star && !Aggregates.Contains(value)
        && !Aggregates.ContainsWindow(value)
        && !TreeSearch.Contains(value, node => node is Call { Name: "RANDOM" or "RANDOM_INT" or "UUID" });

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
    private StructLiteral? AsStruct(Cast cast)
    {
        if (cast is not
            {
                Kind: CastKind.Strict,
                Type: { Kind: TypeKind.Struct or TypeKind.Object, Elements.Length: > 0 } type
            })
        {
            return null;
        }
        return Unwrap(cast.Value) switch
        {
            StructLiteral { Type: null } literal => AsType(literal, type),
            StructLiteral { Type: { } given } literal when AsType(literal, given) is { } typed => AsType(typed, type),
            Cast inner when AsStruct(inner) is { } made => AsType(made, type),
            Call { Name: "ROW" } row =>
                AsType(new StructLiteral(row.Arguments, null) { Position = row.Position }, type),
            _ => null,
        };
    }

    /// <summary>
    /// Snowflake's OBJECT as JSONB, without the keys whose values are NULL; null where such a value may be JSON's null,
    /// which stays.
    /// </summary>
    // https://docs.snowflake.com/en/sql-reference/functions/object_construct
    private Call? JsonObject(StructLiteral literal)
    {
        List<Expression> pairs = [];
        bool constant = true;
        foreach (Expression field in literal.Fields)
        {
            Expression value = ValueOf(field);
            if (field is not (Alias or NamedArgument) || Types.Group(value) == TypeGroup.Json)
            {
                return null;
            }
            constant &= value is StringLiteral or NumberLiteral or BooleanLiteral
                or Cast { Value: StringLiteral or NumberLiteral or BooleanLiteral };
            if (Types.Group(value) == TypeGroup.Unknown)
            {
                Warn(field,
                    "a null within a JSON value of the object is left out too: give the columns' types (--schema)");
            }
            pairs.Add(new StringLiteral(field is Alias alias ? alias.Name.Name : ((NamedArgument)field).Name.Name));
            pairs.Add(value);
        }
        Call built = Call.OfFinal("JSONB_BUILD_OBJECT", [.. pairs]);
        return constant ? built : Call.OfFinal("JSONB_STRIP_NULLS", built);
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
        if (column.Parts.Length > 1 && MayHaveRows)
        {
            if (Types.FieldsOf(column) is ({ } row, [var field]) && Types.Group(row) == TypeGroup.Struct)
            {
                Out.Append('(');
                base.WriteColumn(row);
                Out.Append(").");
                WriteName(field);
                return;
            }
            (_qualifiers ??= new(StringComparer.OrdinalIgnoreCase)).UnionWith(
                column.Parts[..^1].Select(part => part.Name));
        }
        base.WriteColumn(column);
    }

    protected override void WriteDot(DotAccess dot)
    {
        if (!SameDialect && FieldOfRow(dot) is { } found)
        {
            Write(found);
            return;
        }
        _readsFields |= !SameDialect;
        base.WriteDot(!SameDialect && dot.Base is Call or DotAccess ? dot with { Base = new Paren(dot.Base) } : dot);
    }

    /// <summary>
    /// A field of a row that a query or an aggregate picks: the query, or the aggregate, of the field alone.
    /// </summary>
    private static Expression? FieldOfRow(DotAccess dot)
    {
        if (dot.Field is not Identifier field)
        {
            return null;
        }
        switch (dot.Base is DotAccess outer && FieldOfRow(outer) is { } picked ? picked : dot.Base)
        {
            case StructLiteral { Type: null } made when FieldIn(made.Fields, field) is { } own:
                return ValueOf(own);
            case SubqueryExpression { Query: Select { Kind: "AS STRUCT", Distinct: false, GroupBy: null } select } query
                when FieldIn(select.Items, field) is { } item:
                return query with { Query = select with { Kind = null, Items = [item] } };
            case Call { Name: "MAX_BY" or "MIN_BY", Arguments: [StructLiteral literal, var by] } call
                when FieldIn(literal.Fields, field) is { } value:
                return call with { Arguments = [ValueOf(value), by] };
            default:
                return null;
        }
    }

    private static Expression? FieldIn(Expression[] fields, Identifier name) => Array.Find(fields, field => field switch
    {
        Alias alias => alias.Name.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase),
        NamedArgument named => named.Name.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase),
        Column column => column.Last.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase),
        _ => false,
    });

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
