using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>
/// BigQuery's functions that change JSON, by JSONB's operators, which fail or act on other values where BigQuery leaves
/// the JSON as it is: tested before.
/// </summary>
// https://cloud.google.com/bigquery/docs/reference/standard-sql/json_functions
internal partial class PostgresGenerator
{
    private const string NoItems = "CAST('[]' AS JSONB)";

    /// <summary>True where it was written.</summary>
    private bool WriteJsonChange(Call call)
    {
        if (Source.Family != "bigquery" || !call.Name.StartsWith("JSON_", StringComparison.Ordinal)
            || call.Arguments is not [var json, StringLiteral or JsonPath, ..])
        {
            return false;
        }
        Expression[] a = call.Arguments;
        bool each = true;
        if (a[^1] is NamedArgument { Name.Name: var option, Value: BooleanLiteral { Value: var value } }
            && option.Equals("insert_each_element", StringComparison.OrdinalIgnoreCase))
        {
            each = value;
            a = a[..^1];
        }
        Expression document = AsJsonB(json);
        Expression? changed = (call.Name, a) switch
        {
            ("JSON_ARRAY_APPEND", [_, var at, var item]) when Steps(at) is { } to && (each || !IsArray(item)) =>
                Appended(document, to, ToJson(item)),
            ("JSON_ARRAY_INSERT", [_, var at, var item]) when Steps(at) is [{ Index: >= 0 and var place }]
                && (!each || !IsArray(item)) => Inserted(document, place, ToJson(item)),
            ("JSON_SET", [_, var at, var item]) when Steps(at) is [] =>
                Filled("CASE WHEN NOT $1 IS NULL THEN $2 END", document, ToJson(item)),
            ("JSON_SET", [_, var at, var item]) when Steps(at) is [{ Key: not null }] key => Filled(
                "CASE JSONB_TYPEOF($1) WHEN 'object' THEN JSONB_SET($1, $2, $3) "
                + "WHEN 'null' THEN JSONB_SET(CAST('{}' AS JSONB), $2, $3) ELSE $1 END",
                document, PathOf(key), ToJson(item)),
            ("JSON_REMOVE", _) => Removed(document, a[1..]),
            _ => null,
        };
        if (changed is null)
        {
            return false;
        }
        Write(changed);
        return true;
    }

    private bool IsArray(Expression item) => Types.Group(item) is not (TypeGroup.Integer or TypeGroup.Decimal
        or TypeGroup.Float or TypeGroup.Text or TypeGroup.Boolean);

    /// <summary>The steps of a path of keys and indexes; null for others.</summary>
    private static JsonStep[]? Steps(Expression path) =>
        (path as JsonPath ?? Parsing.JsonPaths.FromArgument(path) as JsonPath) is { Steps: var steps }
        && Array.TrueForAll(steps, step => step is { Wildcard: false, Script: null, Recursive: false }) ? steps : null;

    private static StringLiteral PathOf(JsonStep[] steps) => new("{" + string.Join(',', steps.Select(PathStep)) + "}");

    private Expression ToJson(Expression item) => item switch
    {
        NullLiteral => Filled("CAST('null' AS JSONB)", item),
        _ when Types.Group(item) == TypeGroup.Json => AsJsonB(item),
        StringLiteral => Filled("TO_JSONB(CAST($1 AS TEXT))", item),
        _ => Call.OfFinal("TO_JSONB", item),
    };

    /// <summary>Behind the array at the path; a null there becomes an array.</summary>
    private Expression Appended(Expression document, JsonStep[] path, Expression item)
    {
        string at = path.Length == 0 ? "$1" : "$1 #> $3";
        string Set(string grown) => path.Length == 0 ? grown : $"JSONB_SET($1, $3, {grown})";
        return Filled($"CASE JSONB_TYPEOF({at}) WHEN 'array' THEN {Set($"JSONB_CONCAT({at}, $2)")} "
            + $"WHEN 'null' THEN {Set($"JSONB_CONCAT({NoItems}, $2)")} ELSE $1 END",
            document, item, PathOf(path));
    }

    /// <summary>Before the item at the index; nulls fill the array up to it.</summary>
    private Expression Inserted(Expression document, int place, Expression item) => Filled(
        "(SELECT CASE JSONB_TYPEOF(_j) WHEN 'array' THEN JSONB_INSERT(JSONB_CONCAT(_j, TO_JSONB(ARRAY_FILL("
        + "CAST(NULL AS INT), ARRAY[GREATEST($3 - JSONB_ARRAY_LENGTH(_j), 0)]))), $4, $2) ELSE _j END "
        + $"FROM (SELECT CASE JSONB_TYPEOF($1) WHEN 'null' THEN {NoItems} ELSE $1 END AS _j) AS _t)",
        document, item, Number(place), PathOf([JsonStep.OfIndex(place)]));

    /// <summary>
    /// One path after the other, each from what the one before left; null for paths of several steps.
    /// </summary>
    private Expression? Removed(Expression document, Expression[] paths)
    {
        foreach (Expression path in paths)
        {
            if (Steps(path) is not [var step])
            {
                return null;
            }
            string holder = step.Index is null ? "object" : "array";
            document = Filled($"(SELECT CASE JSONB_TYPEOF(_j) WHEN '{holder}' THEN _j #- $2 ELSE _j END "
                + "FROM (SELECT $1 AS _j) AS _t)", document, PathOf([step]));
        }
        return document;
    }
}
