using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.BigQuery;

/// <summary>Maps with text keys are JSON objects here.</summary>
internal sealed partial class BigQueryGenerator
{
    private const string Object = "JSON_OBJECT(COALESCE(ARRAY_AGG(_k), []), COALESCE(ARRAY_AGG($1), []))";

    protected override void WriteMap(MapLiteral map)
    {
        if (!SameDialect && Array.TrueForAll(map.Keys, key => key is StringLiteral))
        {
            WriteCall(Call.OfFinal("JSON_OBJECT", [.. map.Keys.Zip(map.Values).SelectMany(
                pair => (Expression[])[pair.First, pair.Second])]));
            return;
        }
        Refuse(map, "MAP", "write JSON_OBJECT, or an array of structs");
        base.WriteMap(map);
    }

    private bool WriteMapCall(Call call)
    {
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "MAP_INSERT" when a is [_, StringLiteral { Value: var key }, var value, ..] && IsPlainName(key)
                && Types.Group(a[0]) == TypeGroup.Map && (a.Length == 3 || a is [.., BooleanLiteral]):
                WriteCall(Call.OfFinal("JSON_SET", a[0], new StringLiteral("$." + key), value));
                return true;
            case "MAP_DELETE" when a.Length > 1 && Types.Group(a[0]) == TypeGroup.Map
                && Array.TrueForAll(a[1..], cut => cut is StringLiteral { Value: var gone } && IsPlainName(gone)):
                WriteCall(Call.OfFinal("JSON_REMOVE",
                    [a[0], .. a[1..].Select(cut => new StringLiteral("$." + ((StringLiteral)cut).Value))]));
                return true;
            case "MAP_DELETE" when a.Length > 1:
                WriteKept(call, a[0], a[1..], "NOT");
                return true;
            case "MAP_FROM_ENTRIES" when a is [var entries] && FilteredMap(entries) is ({ } map, { } keys, var without):
                WriteKept(call, map, keys, without ? "NOT" : string.Empty);
                return true;
            case "MAP_CAT" or "MAP_CONCAT" when a is [var first, var second]
                && Types.Group(first) == TypeGroup.Map && Types.Group(second) == TypeGroup.Map:
                // Snowflake's is NULL with a NULL, DuckDB's leaves it out.
                string open = call.Name == "MAP_CAT" ? "IF($2 IS NULL OR $3 IS NULL, NULL, " : "(";
                WriteOperation(Filled(
                    $"{open}(SELECT {Object} FROM (SELECT DISTINCT _k FROM UNNEST(ARRAY_CONCAT(COALESCE(JSON_KEYS($2, 1), []), COALESCE(JSON_KEYS($3, 1), []))) AS _k)))",
                    call.Position, Call.OfFinal("COALESCE", ValueAt(second), ValueAt(first)), first, second));
                return true;
            default:
                return false;
        }
    }

    private void WriteKept(Call call, Expression map, Expression[] keys, string not) => WriteOperation(Filled(
        $"IF($2 IS NULL, NULL, (SELECT {Object} FROM UNNEST(JSON_KEYS($2, 1)) AS _k WHERE {not} _k IN UNNEST($3)))",
        call.Position, ValueAt(map), map, new ArrayLiteral(keys, null)));

    private static Subscript ValueAt(Expression map) => new(map, [Column.Of("_k")], SubscriptKind.Key);
}
