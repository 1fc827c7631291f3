using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.BigQuery;

internal sealed partial class BigQueryGenerator
{
    /// <summary>JSON is made by TO_JSON and PARSE_JSON, and a date's text has no time.</summary>
    protected override void WriteCast(Cast cast)
    {
        TypeGroup to = TypeInference.OfKind(cast.Type.Kind);
        TypeGroup from = SameDialect ? TypeGroup.Unknown : Types.Group(cast.Value);
        if (!SameDialect && Source.Family == "snowflake"
            && cast is { Kind: CastKind.Strict, Type: { Kind: TypeKind.Array or TypeKind.List, Elements.Length: 0 } })
        {
            // VARIANT is JSON: its items, or the one value as an item.
            WriteOperation(Filled("IF(JSON_TYPE($1) = 'array', JSON_QUERY_ARRAY($1), [$1])", cast.Position, cast.Value));
            return;
        }
        if ((to == TypeGroup.Json && from is TypeGroup.Struct or TypeGroup.Array && cast.Type.Elements.Length == 0)
            || (to == TypeGroup.Map && from == TypeGroup.Struct && !SameDialect))
        {
            WriteCall(Call.OfFinal("TO_JSON", cast.Value));
            return;
        }
        if (to == TypeGroup.Json && from is TypeGroup.Text)
        {
            WriteCall(Call.OfFinal("PARSE_JSON", cast.Value));
            return;
        }
        if (to == TypeGroup.Interval && cast.Value is StringLiteral { Value: var words }
            && words.Split(' ') is [var count, var unitName] && long.TryParse(count, out _) && !SameDialect)
        {
            Write(new Interval(
                new StringLiteral(count), unitName.ToUpperInvariant(), null)
            { Position = cast.Position });
            return;
        }
        if (to == TypeGroup.Text && from == TypeGroup.Interval)
        {
            Refuse(cast, "an interval as text", "format its parts");
        }
        if (to == TypeGroup.Date && !SameDialect && cast.Value is StringLiteral { Value: { Length: > 10 } text } moment
            && text[4] == '-' && text[10] is ' ' or 'T')
        {
            cast = cast with { Value = moment with { Value = text[..10] } };
        }
        base.WriteCast(cast);
    }

    /// <summary>
    /// NUMERIC has 29 digits before and 9 behind the point; parameters are only allowed where columns are defined.
    /// </summary>
    protected override void WriteScalarType(DataType type)
    {
        if (type.Kind is TypeKind.Decimal && type.Parameters is [NumberLiteral precision, ..] && !SameDialect
            && int.TryParse(precision.Text, out int digits))
        {
            int scale = type.Parameters.Length > 1 && type.Parameters[1] is NumberLiteral { Text: var places }
                && int.TryParse(places, out int number) ? number : 0;
            bool big = digits - scale > 29 || scale > 9;
            Out.Append(big ? "BIGNUMERIC" : "NUMERIC");
            if (_definesColumns || scale < 9)
            {
                WriteTypeParameters(type.Parameters);
            }
            return;
        }
        if (!SameDialect && type.Parameters.Length > 0 && type.Kind is not (
            TypeKind.VarChar or TypeKind.Text or TypeKind.Char or TypeKind.Binary or TypeKind.VarBinary))
        {
            base.WriteScalarType(type with { Parameters = [] });
            return;
        }
        if (!SameDialect && !_definesColumns)
        {
            base.WriteScalarType(type with { Parameters = [] });
            return;
        }
        base.WriteScalarType(type);
    }

    private bool _definesColumns;

    protected override void WriteColumnDefinition(ColumnDefinition column)
    {
        _definesColumns = true;
        base.WriteColumnDefinition(column);
        _definesColumns = false;
    }

    public override void WriteType(DataType type)
    {
        if (!SameDialect
            && (type.Kind == TypeKind.TimeTz || (type.Kind is not TypeKind.UserDefined && !Known.Contains(type.Kind))))
        {
            Refuse(type, "the type " + TypeName(type.Kind), "store it as STRING or JSON");
        }
        if (!SameDialect && type is
            {
                Kind: TypeKind.Array or TypeKind.List,
                Elements: [{ Kind: TypeKind.Array or TypeKind.List }]
            })
        {
            Refuse(type, "an array of arrays", "wrap the inner arrays in structs");
        }
        if (!SameDialect && type.Kind is TypeKind.Object or TypeKind.Map && type.Elements.Length > 0)
        {
            Out.Append("JSON");
            return;
        }
        base.WriteType(type);
    }

    private static readonly System.Collections.Frozen.FrozenSet<TypeKind> Known =
        System.Collections.Frozen.FrozenSet.ToFrozenSet<TypeKind>(
        [.. BigQueryTypes.Names.Keys, TypeKind.Array, TypeKind.List, TypeKind.Struct, TypeKind.Map, TypeKind.Date,
            TypeKind.Time, TypeKind.Interval, TypeKind.Json, TypeKind.Geography, TypeKind.Unknown]);
}
