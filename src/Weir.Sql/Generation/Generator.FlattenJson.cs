using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    private const string PlainKey = "[A-Za-z_][A-Za-z0-9_]*";

    /// <summary>
    /// Snowflake's FLATTEN of a JSON value: its items with key, path, index, value and the value itself; null where it
    /// is no JSON, or recursive.
    /// </summary>
    // https://docs.snowflake.com/en/sql-reference/functions/flatten
    private SubqueryTable? FlattenedJson(TableFunction function)
    {
        if (Dialect.Family is not ("duckdb" or "bigquery" or "postgres") || function.Call is not Call flatten
            || !flatten.Name.Equals("FLATTEN", StringComparison.OrdinalIgnoreCase)
            || InputOf(flatten) is not { } input || Types.Group(input) != TypeGroup.Json
            || function.Alias?.Columns.Length > 0)
        {
            return null;
        }
        string prefix = string.Empty;
        bool outer = false;
        foreach (Expression argument in flatten.Arguments)
        {
            switch (argument)
            {
                case NamedArgument { Name.Name: var name } when name.Equals(
                    "INPUT", StringComparison.OrdinalIgnoreCase):
                    break;
                case not NamedArgument when ReferenceEquals(argument, flatten.Arguments[0]):
                    break;
                case NamedArgument { Name.Name: var name, Value: StringLiteral { Value: var key } } when name.Equals(
                    "PATH", StringComparison.OrdinalIgnoreCase) && IsPlainName(key):
                    prefix = key;
                    break;
                case NamedArgument { Name.Name: var name, Value: BooleanLiteral { Value: var value } } when name.Equals(
                    "OUTER", StringComparison.OrdinalIgnoreCase):
                    outer = value;
                    break;
                case NamedArgument { Name.Name: var name, Value: BooleanLiteral { Value: false } } when name.Equals(
                    "RECURSIVE", StringComparison.OrdinalIgnoreCase):
                    break;
                default:
                    return null;
            }
        }
        if (input is Call { Name: "PARSE_JSON", Arguments: [StringLiteral { Value: var text }] } && !IsStrictJson(text))
        {
            return null;
        }
        if (prefix.Length > 0)
        {
            input = input is JsonAccess { Path: JsonPath path } access
                ? access with { Path = new JsonPath([.. path.Steps, JsonStep.OfKey(prefix)]) }
                : new JsonAccess(input, new JsonPath([JsonStep.OfKey(prefix)]), JsonResult.Value);
        }
        // SEQ tells one input from the next: it is 1 where there is one, and left out where each row has its own.
        bool correlated = HasColumn(input);
        string seq = correlated ? string.Empty : "1 AS seq, ";
        if (Dialect.Family == "postgres")
        {
            if (outer)
            {
                return null;
            }
            input = BinaryJson(input);
        }
        string template = Dialect.Family switch
        {
            "duckdb" => DuckDbItems(seq, prefix, outer),
            "postgres" => PostgresItems(seq, prefix),
            _ => BigQueryItems(seq, prefix, outer),
        };
        SubqueryExpression rows = (SubqueryExpression)Filled(template, flatten.Position, input);
        return new SubqueryTable(rows.Query)
        {
            Lateral = correlated,
            Alias = new TableAlias(function.Alias?.Name ?? FreshTable(), []),
            Position = function.Position
        };
    }

    /// <summary>A value as PostgreSQL's JSONB, in words that mean the same within a subquery.</summary>
    protected virtual Expression BinaryJson(Expression value) =>
        new Cast(value, DataType.Of(TypeKind.JsonB), CastKind.Strict) { Final = true };

    private static string PostgresItems(string seq, string prefix)
    {
        string dotted = prefix.Length > 0 ? prefix + "." : string.Empty;
        string keys =
            $"SELECT k.key AS key, CASE WHEN k.key ~ '^{PlainKey}$' THEN '{dotted}' || k.key ELSE '{prefix}[''' || k.key || ''']' END AS path, CAST(NULL AS BIGINT) AS index, k.value AS value FROM JSONB_EACH(CASE WHEN JSONB_TYPEOF($1) = 'object' THEN $1 ELSE CAST('{{}}' AS JSONB) END) AS k";
        string items =
            $"SELECT CAST(NULL AS TEXT), '{prefix}[' || (i.o - 1) || ']', i.o - 1, i.v FROM JSONB_ARRAY_ELEMENTS(CASE WHEN JSONB_TYPEOF($1) = 'array' THEN $1 ELSE CAST('[]' AS JSONB) END) WITH ORDINALITY AS i(v, o)";
        return $"(SELECT {seq}e.key, e.path, e.index, e.value, $1 AS this FROM ({keys} UNION ALL {items}) AS e)";
    }

    private static bool HasColumn(Expression expression) =>
        Rewriting.TreeSearch.Contains(expression, node => node is Column);

    private static Expression? InputOf(Call call) => call.Arguments is [not NamedArgument and var only, ..] ? only :
        call.Arguments.OfType<NamedArgument>().FirstOrDefault(
            argument => argument.Name.Name.Equals("INPUT", StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>Snowflake's PARSE_JSON takes more than JSON: holes in arrays, names without quotes.</summary>
    private static bool IsStrictJson(string text)
    {
        try
        {
            using System.Text.Json.JsonDocument parsed = System.Text.Json.JsonDocument.Parse(text);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static string DuckDbItems(string seq, string prefix, bool outer)
    {
        string dotted = prefix.Length > 0 ? prefix + "." : string.Empty;
        string path =
            $"CASE WHEN JSON_TYPE($1) = 'ARRAY' THEN '{prefix}[' || e.key || ']' WHEN REGEXP_FULL_MATCH(e.key, '{PlainKey}') THEN '{dotted}' || e.key ELSE '{prefix}[''' || e.key || ''']' END";
        path = outer ? $"COALESCE({path}, '{prefix}')" : path;
        string columns =
            $"{seq}CASE WHEN JSON_TYPE($1) = 'OBJECT' THEN e.key END AS key, {path} AS path, CASE WHEN JSON_TYPE($1) = 'ARRAY' THEN CAST(e.key AS BIGINT) END AS index, e.value AS value, $1 AS this";
        return outer
            ? $"(SELECT {columns} FROM (SELECT 1) AS o LEFT JOIN JSON_EACH($1) AS e ON NOT e.key IS NULL)"
            : $"(SELECT {columns} FROM JSON_EACH($1) AS e WHERE NOT e.key IS NULL)";
    }

    private static string BigQueryItems(string seq, string prefix, bool outer)
    {
        string dotted = prefix.Length > 0 ? prefix + "." : string.Empty;
        string path =
            $"IF(REGEXP_CONTAINS(k, '^{PlainKey}$'), CONCAT('{dotted}', k), CONCAT('{prefix}[\\'', k, '\\']'))";
        string keys =
            $"SELECT k AS key, {path} AS path, CAST(NULL AS INT64) AS index, $1[k] AS value FROM UNNEST(JSON_KEYS($1, 1)) AS k";
        string items =
            $"SELECT CAST(NULL AS STRING), CONCAT('{prefix}[', CAST(o AS STRING), ']'), o, v FROM UNNEST(JSON_QUERY_ARRAY($1)) AS v WITH OFFSET AS o";
        string from = $"({keys} UNION ALL {items}) AS e";
        return $"(SELECT {seq}e.key, {(outer ? $"COALESCE(e.path, '{prefix}') AS path" : "e.path")}, e.index, e.value, $1 AS this FROM {(outer ? $"(SELECT 1 AS one) AS o LEFT JOIN {from} ON TRUE" : from)})";
    }
}
