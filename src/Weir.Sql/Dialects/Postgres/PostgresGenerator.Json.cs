using System.Globalization;
using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>Parts of JSON values: JSONB (as Weir's tables have it) and JSON share operators, not functions.</summary>
internal partial class PostgresGenerator
{
    protected override void WriteJsonAccess(JsonAccess access)
    {
        if (!SameDialect && access.Path is ArrayLiteral paths)
        {
            if (WriteJsonPaths(access, paths))
            {
                return;
            }
            Refuse(access, "several JSON paths at once", "write one access for each path");
        }
        if (SameDialect || access.Path is not JsonPath path)
        {
            WriteArrow(access);
            return;
        }
        if (path.Steps is [.. var to, { Script: "[*]" }]
            && Array.TrueForAll(to, step => step is { Wildcard: false, Script: null, Recursive: false }))
        {
            bool binary = IsJsonB(access.Value);
            Expression list = to.Length == 0 ? access.Value
                : access with { Path = new JsonPath(to), Result = JsonResult.Value };
            string name = (binary ? "JSONB" : "JSON") + "_ARRAY_ELEMENTS"
                + (access.Result == JsonResult.Value ? string.Empty : "_TEXT");
            Write(Filled($"ARRAY(SELECT {name}($1))", access.Position, list));
            return;
        }
        // BigQuery's JSON functions read text as well.
        Expression value = Source.Family == "bigquery" && access.Value is not StringLiteral
            && Types.Group(access.Value) != TypeGroup.Json
            ? new Cast(access.Value, DataType.Of(TypeKind.Json), CastKind.Strict) { Final = true } : access.Value;
        if (path.Steps.Length == 0 && access.Value is StringLiteral)
        {
            value = new Cast(access.Value, DataType.Of(TypeKind.Json), CastKind.Strict) { Final = true };
        }
        if (IsJsonB(value))
        {
            WriteOfJsonB(value, path.Steps, access);
            return;
        }
        bool whole = path.Steps.Length == 0;
        Expression found = whole ? value : Call.OfFinal("JSON_EXTRACT_PATH", [value, .. Keys(path.Steps)]);
        if (access.Result == JsonResult.Value)
        {
            Write(found);
            return;
        }
        Expression text = whole ? Filled("$1 #>> '{}'", WrapJson(value))
            : Call.OfFinal("JSON_EXTRACT_PATH_TEXT", [value, .. Keys(path.Steps)]);
        Write(access.Result == JsonResult.Text ? text
            : Filled("CASE WHEN NOT JSON_TYPEOF($1) IN ('object', 'array') THEN $2 END", found, text));
    }

    /// <summary>A constant text as JSON.</summary>
    private static Expression TextAsJson(Expression value) => value is StringLiteral
        ? new Cast(value, DataType.Of(TypeKind.Json), CastKind.Strict) { Final = true } : value;

    /// <summary>DuckDB's list of paths: an array with the value of each; true where it was written.</summary>
    private bool WriteJsonPaths(JsonAccess access, ArrayLiteral paths)
    {
        Expression value = TextAsJson(access.Value);
        Expression?[] found = Array.ConvertAll(paths.Items, item => item is StringLiteral
            && Parsing.JsonPaths.FromArgument(item) is JsonPath path
            && Array.TrueForAll(path.Steps, step => step is { Wildcard: false, Script: null, Recursive: false })
            ? access with { Value = value, Path = path } : null);
        if (found.Length == 0 || Array.Exists(found, one => one is null))
        {
            return false;
        }
        Write(new ArrayLiteral(found!, null));
        return true;
    }

    /// <summary>Whether a value is JSONB: a column of a table's, and what is taken from one.</summary>
    protected bool IsJsonB(Expression value)
    {
        Expression root = value;
        while (root is JsonAccess { Result: JsonResult.Value } or Paren && !_binary.ContainsKey(root))
        {
            root = root is JsonAccess access ? access.Value : ((Paren)root).Inner;
        }
        bool found = _binary.TryGetValue(root, out bool known) ? known : IsBinary(root);
        for (Expression step = value; !ReferenceEquals(step, root); step = step is JsonAccess access ? access.Value
            : ((Paren)step).Inner)
        {
            _binary[step] = found;
        }
        return found;
    }

    /// <summary>What is known of chains of parts, each asked once.</summary>
    private readonly Dictionary<Expression, bool> _binary = new(ReferenceEqualityComparer.Instance);

    private bool IsBinary(Expression value) =>
        System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack() && value switch
        {
            Column column => (Types.HasSchema && Types.Group(column) == TypeGroup.Json) || IsObject(column),
            Cast { Type.Kind: TypeKind.Variant or TypeKind.Object or TypeKind.Map } => true,
            Cast cast => cast.Type.Kind is TypeKind.JsonB || cast.Type.Kind is TypeKind.Json && IsJsonB(cast.Value),
            Call call => call.Name.StartsWith("JSONB_", StringComparison.Ordinal) || call.Name == "TO_JSONB"
                || call.Name is "OBJECT_INSERT" or "OBJECT_CONSTRUCT" or "TO_VARIANT" or "STRIP_NULL_VALUE"
                || IsObject(call),
            StructLiteral => IsObject(value),
            _ => false,
        };

    /// <summary>Snowflake's OBJECT is JSONB here.</summary>
    private bool IsObject(Expression value) =>
        Source.Family == "snowflake" && Types.Group(value) == TypeGroup.Struct;

    /// <summary>The value as JSONB, for functions that each of the two types has of its own.</summary>
    private Expression AsJsonB(Expression value) =>
        IsJsonB(value) ? value : new Cast(value, DataType.Of(TypeKind.JsonB), CastKind.Strict) { Final = true };

    /// <summary>Arrays and keys of JSON.</summary>
    private bool WriteJsonCall(Call call)
    {
        if (SameDialect || call.Arguments.Length is not (1 or 2))
        {
            return false;
        }
        Expression value = call.Arguments[0];
        if (call is { Name: "JSON_KEYS", Arguments: [_, StringLiteral or JsonPath] } && Source.Family == "duckdb")
        {
            // Only an object has keys; JSON, not JSONB, keeps their order.
            Expression path = call.Arguments[1] as JsonPath ?? Parsing.JsonPaths.FromArgument(call.Arguments[1]);
            Expression at = new JsonAccess(TextAsJson(value), path, JsonResult.Value);
            string type = IsJsonB(value) ? "JSONB" : "JSON";
            Write(Filled($"CASE WHEN {type}_TYPEOF($1) = 'object' THEN ARRAY(SELECT {type}_OBJECT_KEYS($1)) "
                + "WHEN NOT $1 IS NULL THEN CAST(ARRAY[] AS TEXT[]) END", call.Position, at));
            return true;
        }
        if (call.Arguments.Length == 2 && call.Name is not "JSON_KEYS")
        {
            if (call.Arguments[1] is not (StringLiteral or JsonPath) || (call.Arguments[1] is JsonPath found ? found
                : Parsing.JsonPaths.FromArgument(call.Arguments[1]) as JsonPath) is not { } path)
            {
                return false;
            }
            value = path.Steps.Length == 0 ? value
                : new JsonAccess(AsJsonB(value), path, JsonResult.Value) { Position = call.Position };
        }
        string? template = call.Name switch
        {
            "JSON_VALUE_ARRAY" or "JSON_EXTRACT_STRING_ARRAY" or "JSON_ELEMENTS_TEXT" => "ARRAY(SELECT JSONB_ARRAY_ELEMENTS_TEXT($1))",
            "JSON_QUERY_ARRAY" or "JSON_EXTRACT_ARRAY" or "JSON_ELEMENTS" => "ARRAY(SELECT JSONB_ARRAY_ELEMENTS($1))",
            "JSON_KEYS" when call.Arguments is [_] or [_, NumberLiteral { Text: "1" }] => "ARRAY(SELECT JSONB_OBJECT_KEYS($1))",
            "OBJECT_KEYS" => "ARRAY(SELECT JSONB_OBJECT_KEYS($1))",
            "JSON_ARRAY_LENGTH" when IsJsonB(value) => "JSONB_ARRAY_LENGTH($1)",
            "ARRAY_SIZE" when Types.Group(value) == TypeGroup.Json => "JSONB_ARRAY_LENGTH($1)",
            _ => null,
        };
        if (template is null)
        {
            return false;
        }
        WriteOperation(Filled(template, call.Position, AsJsonB(value)));
        return true;
    }

    protected override Expression BinaryJson(Expression value) => value is JsonAccess
    {
        Result: JsonResult.Value,
        Path: JsonPath { Steps.Length: > 0 } path
    } access && IsJsonB(access.Value)
        ? Operation(access.Value, path.Steps, text: false) : AsJsonB(value);

    private void WriteOfJsonB(Expression value, JsonStep[] steps, JsonAccess access)
    {
        Expression found = steps.Length == 0 ? value : Operation(value, steps, text: false);
        if (access.Result == JsonResult.Value)
        {
            Write(found);
            return;
        }
        Expression text = Operation(value, steps, text: true);
        Write(access.Result == JsonResult.Text ? text
            : Filled("CASE WHEN NOT JSONB_TYPEOF($1) IN ('object', 'array') THEN $2 END", found, text));
    }

    private static Binary Operation(Expression value, JsonStep[] steps, bool text)
    {
        Expression left = value is Column or Paren or Call or Cast or JsonAccess ? value : new Paren(value);
        Expression right = steps switch
        {
            [{ Index: { } index }] => new RawText(index.ToString(CultureInfo.InvariantCulture)),
            [_] => Keys(steps)[0],
            _ => new StringLiteral("{" + string.Join(',', steps.Select(PathStep)) + "}"),
        };
        return new Binary(BinaryOperator.Operator, left, right)
        {
            Custom = (steps.Length == 1 ? "->" : "#>") + (
            text ? ">" : string.Empty),
            Position = value.Position
        };
    }

    private static string PathStep(JsonStep step)
    {
        string key = step.Index?.ToString(CultureInfo.InvariantCulture) ?? step.Key ?? step.Script ?? "*";
        return key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') && key.Length > 0 ? key
            : "\"" + key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            + "\"";
    }

    private void WriteArrow(JsonAccess access)
    {
        if (access.Function is not null && access.Path is JsonPath { Steps: var own })
        {
            WriteCall(Call.OfFinal(access.Function, [access.Value, .. Keys(own)]));
            return;
        }
        Write(WrapJson(access.Value));
        Out.Append(access.Result == JsonResult.Value ? " -> " : " ->> ");
        if (access.Path is Binary)
        {
            Write(new Paren(access.Path));
            return;
        }
        WriteKey(access.Path);
    }

    private void WriteKey(Expression path)
    {
        if (path is JsonPath { Steps: [var step] })
        {
            Write(step.Index is { } index ? Number(index) : new StringLiteral(step.Key ?? string.Empty));
            return;
        }
        Write(path);
    }

    private static Expression[] Keys(JsonStep[] steps) =>
        [.. steps.Select(step => new StringLiteral(
            step.Index?.ToString(CultureInfo.InvariantCulture) ?? step.Key ?? step.Script ?? "*"))];
}
