using Weir.Sql.Ast;
using Weir.Sql.Parsing;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// BigQuery's JSON_SET, JSON_REMOVE and JSON_ARRAY_INSERT with literal paths of one step in DuckDB and Snowflake.
    /// </summary>
    // https://cloud.google.com/bigquery/docs/reference/standard-sql/json_functions
    private bool WriteJsonEdit(Call call)
    {
        if (Source.Family != "bigquery" || Dialect.Family is not ("duckdb" or "snowflake"))
        {
            return false;
        }
        return call switch
        {
            { Name: "JSON_SET", Arguments: [var json, var path, StringLiteral or NumberLiteral or BooleanLiteral] }
                when StepOf(path) is { Key: { } key } => WriteMember(json, key, call.Arguments[2]),
            { Name: "JSON_REMOVE", Arguments: [var json, .. { Length: > 0 } paths] } => WriteRemoved(json, paths),
            { Name: "JSON_ARRAY_INSERT", Arguments: [var json, var path, var value, ..] }
                when StepOf(path) is { Index: { } place } && EachOf(call) is { } each =>
                WriteInserted(json, place, value, each),
            _ => false,
        };
    }

    private static JsonStep? StepOf(Expression path) =>
        (path is StringLiteral ? JsonPaths.FromArgument(path) : path) is JsonPath { Steps: [{ Script: null } step] }
            ? step : null;

    /// <summary>Whether an array is inserted item by item; null where no literal says so.</summary>
    private static bool? EachOf(Call call) => call.Arguments switch
    {
        [_, _, ArrayLiteral] => true,
        [_, _, StringLiteral or NumberLiteral or BooleanLiteral] => false,
        [_, _, ArrayLiteral, NamedArgument { Value: BooleanLiteral each }] => each.Value,
        _ => null,
    };

    private bool WriteMember(Expression json, string key, Expression value)
    {
        string template = Dialect.Family == "duckdb"
            ? "CASE WHEN JSON_TYPE($1) IN ('OBJECT', 'NULL') THEN JSON_MERGE_PATCH($1, JSON_OBJECT($2, $3)) ELSE $1 END"
            : "CASE WHEN IS_OBJECT($1) THEN OBJECT_INSERT($1, $2, $3, TRUE) WHEN IS_NULL_VALUE($1) THEN OBJECT_CONSTRUCT($2, $3) ELSE $1 END";
        WriteOperation(Filled(template, json.Position, json, new StringLiteral(key), value));
        return true;
    }

    private bool WriteRemoved(Expression json, Expression[] paths)
    {
        JsonStep?[] steps = Array.ConvertAll(paths, StepOf);
        if (Array.TrueForAll(steps, step => step is { Key: not null }))
        {
            string[] keys = Array.ConvertAll(steps, step => step!.Value.Key!);
            System.Text.Json.Nodes.JsonObject patch = [];
            foreach (string key in keys)
            {
                patch[key] = null;
            }
            WriteOperation(Dialect.Family == "duckdb"
                ? Filled("CASE WHEN JSON_TYPE($1) = 'OBJECT' THEN JSON_MERGE_PATCH($1, $2) ELSE $1 END", json.Position,
                    json, new StringLiteral(patch.ToJsonString()))
                : Filled("IFF(IS_OBJECT($1), $2, $1)", json.Position, json, Call.OfFinal("OBJECT_DELETE",
                    [json, .. keys.Select(key => new StringLiteral(key))])));
            return true;
        }
        if (!Array.TrueForAll(steps, step => step is { Index: >= 0 }))
        {
            return false;
        }
        Expression left = Dialect.Family == "duckdb"
            ? new Cast(json, new DataType(TypeKind.Array) { Elements = [DataType.Of(TypeKind.Json)] }, CastKind.Strict)
            : json;
        foreach (JsonStep? step in steps)
        {
            Expression place = Number(step!.Value.Index!.Value + (Dialect.Family == "duckdb" ? 1 : 0));
            left = Dialect.Family == "duckdb" ? Filled("LIST_FILTER($1, (_e, _i) -> _i <> $2)", 0, left, place)
                : Call.OfFinal("ARRAY_REMOVE_AT", left, place);
        }
        WriteOperation(Filled(Dialect.Family == "duckdb"
            ? "CASE WHEN JSON_TYPE($1) = 'ARRAY' THEN TO_JSON($2) ELSE $1 END"
            : "IFF(IS_ARRAY($1), $2, $1)", json.Position, json, left));
        return true;
    }

    private bool WriteInserted(Expression json, int place, Expression value, bool each)
    {
        string items = each ? "CAST(TO_JSON($2) AS JSON[])" : "[TO_JSON($2)]";
        string? template = (Dialect.Family, each) switch
        {
            ("duckdb", _) => $"CASE WHEN JSON_TYPE($1) IN ('ARRAY', 'NULL') THEN TO_JSON(LIST_CONCAT(LIST_RESIZE(COALESCE(CAST($1 AS JSON[]), [])[1:$3], $3, CAST('null' AS JSON)), {items}, CAST($1 AS JSON[])[$4:])) ELSE $1 END",
            ("snowflake", false) => "IFF(IS_ARRAY($1), ARRAY_INSERT($1, $3, $2), $1)",
            _ => null,
        };
        if (template is null)
        {
            return false;
        }
        WriteOperation(Filled(template, json.Position, json, value, Number(place), Number(place + 1)));
        return true;
    }
}
