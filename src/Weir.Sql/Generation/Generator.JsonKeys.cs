using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// jsonb's <c>?</c>, <c>?|</c> and <c>?&amp;</c>: whether a text is a key of an object, an item of an array, or the
    /// value itself.
    /// </summary>
    // https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-JSONB-OP-TABLE
    private bool WriteJsonKeys(Expression json, BinaryOperator test, Expression keys)
    {
        string? template = (Dialect.Family, test) switch
        {
            ("bigquery", BinaryOperator.JsonHasKey) => $"IF($1 IS NULL, NULL, {HasInBigQuery("$2")})",
            ("bigquery", BinaryOperator.JsonHasAnyKey) =>
                $"IF($1 IS NULL, NULL, EXISTS(SELECT 1 FROM UNNEST($2) AS _k WHERE {HasInBigQuery("_k")}))",
            ("bigquery", BinaryOperator.JsonHasAllKeys) =>
                $"IF($1 IS NULL, NULL, NOT EXISTS(SELECT 1 FROM UNNEST($2) AS _k WHERE NOT ({HasInBigQuery("_k")})))",
            ("duckdb", BinaryOperator.JsonHasKey) => $"LIST_CONTAINS({NamesInDuckDb}, $2)",
            ("duckdb", BinaryOperator.JsonHasAnyKey) => $"LIST_HAS_ANY({NamesInDuckDb}, $2)",
            ("duckdb", BinaryOperator.JsonHasAllKeys) => $"LIST_HAS_ALL({NamesInDuckDb}, $2)",
            ("snowflake", BinaryOperator.JsonHasKey) => $"ARRAY_CONTAINS(CAST($2 AS VARIANT), {NamesInSnowflake})",
            ("snowflake", BinaryOperator.JsonHasAnyKey) => $"ARRAYS_OVERLAP({NamesInSnowflake}, $2)",
            ("snowflake", BinaryOperator.JsonHasAllKeys) => $"ARRAY_SIZE(ARRAY_EXCEPT($2, {NamesInSnowflake})) = 0",
            _ => null,
        };
        if (template is null || Source.Family != "postgres")
        {
            return false;
        }
        json = Unwrap(json);
        if (test == BinaryOperator.JsonHasKey && json is StringLiteral { Value: ['{', ..] }
            && keys is StringLiteral known)
        {
            JsonPath path = new([JsonStep.OfKey(known.Value)]);
            WriteOperation(Dialect.Family == "duckdb" ? Call.OfFinal("JSON_EXISTS", json, path)
                : new IsTest(new JsonAccess(json, path, JsonResult.Value), new NullLiteral(), true));
            return true;
        }
        if ((json is Cast { Value: StringLiteral written } ? written : json) is StringLiteral text)
        {
            json = Dialect.Family == "duckdb" ? new Cast(text, DataType.Of(TypeKind.Json), CastKind.Strict)
                : Call.OfFinal("PARSE_JSON", text);
        }
        Expression key = test == BinaryOperator.JsonHasKey ? Unwrap(keys) : Column.Of("_k");
        Expression member = new Subscript(json, [key], SubscriptKind.Key);
        WriteOperation(Filled(template, json.Position, json, Unwrap(keys), member));
        return true;
    }

    private static string HasInBigQuery(string key) =>
        $"NOT $3 IS NULL OR EXISTS(SELECT 1 FROM UNNEST(JSON_QUERY_ARRAY($1)) AS _e WHERE JSON_TYPE(_e) = 'string' AND JSON_VALUE(_e) = {key}) OR COALESCE(JSON_TYPE($1) = 'string' AND JSON_VALUE($1) = {key}, FALSE)";

    private const string NamesInDuckDb =
        "CASE WHEN JSON_TYPE($1) = 'OBJECT' THEN JSON_KEYS($1) WHEN JSON_TYPE($1) = 'ARRAY' THEN LIST_TRANSFORM(LIST_FILTER(CAST($1 AS JSON[]), _e -> JSON_TYPE(_e) = 'VARCHAR'), _e -> JSON_EXTRACT_STRING(_e, '$')) WHEN JSON_TYPE($1) = 'VARCHAR' THEN [JSON_EXTRACT_STRING($1, '$')] WHEN NOT $1 IS NULL THEN [] END";

    private const string NamesInSnowflake =
        "CASE WHEN IS_OBJECT($1) THEN OBJECT_KEYS($1) WHEN NOT $1 IS NULL THEN FILTER(TO_ARRAY($1), _e -> TYPEOF(_e) = 'VARCHAR') END";
}
