using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// PostgreSQL's JSON_EXTRACT_PATH with keys that are no literals: each names a member of an object, or the place of
    /// an array's item.
    /// </summary>
    private bool WriteJsonPathColumns(Call call)
    {
        if (Source.Family != "postgres" || Dialect.Family is not ("bigquery" or "snowflake" or "duckdb")
            || call.Arguments.Length < 2 || Array.TrueForAll(call.Arguments[1..], key => key is StringLiteral)
            || Array.Exists(call.Arguments, argument => argument is PrefixWord))
        {
            return false;
        }
        Expression value = call.Arguments[0];
        foreach (Expression key in call.Arguments[1..])
        {
            value = Dialect.Family switch
            {
                "bigquery" => MemberInBigQuery(value, key),
                "snowflake" => MemberInSnowflake(value, key),
                _ => key is StringLiteral { Value: var name } && !int.TryParse(name, out int _)
                    ? new Paren(new JsonAccess(value, new JsonPath([JsonStep.OfKey(name)]), JsonResult.Value))
                    : Filled(MemberInDuckDb, call.Position, value, key),
            };
        }
        bool text = call.Name.EndsWith("_TEXT", StringComparison.Ordinal);
        WriteOperation(!text ? value : Dialect.Family == "snowflake"
            ? new Cast(value, DataType.Of(TypeKind.Text), CastKind.Strict)
            : Dialect.Family == "duckdb" ? Call.OfFinal("JSON_EXTRACT_STRING", value, new StringLiteral("$"))
            : Filled("CASE WHEN JSON_TYPE($1) IN ('object', 'array') THEN TO_JSON_STRING($1) ELSE JSON_VALUE($1) END",
                call.Position, value));
        return true;
    }

    private const string MemberInDuckDb =
        "COALESCE(JSON_EXTRACT($1, '$.\"' || $2 || '\"'), CASE WHEN REGEXP_FULL_MATCH($2, '-?[0-9]+') THEN JSON_EXTRACT($1, '$[' || REPLACE($2, '-', '#-') || ']') END)";

    private static Expression MemberInBigQuery(Expression value, Expression key) => key is StringLiteral
        ? Keyed(value, key)
        : Call.OfFinal("COALESCE", Keyed(value, key),
            Keyed(value, new Cast(key, DataType.Of(TypeKind.BigInt), CastKind.Try)));

    private static Subscript Keyed(Expression value, Expression key) => new(value, [key], SubscriptKind.Key);

    private static Call MemberInSnowflake(Expression value, Expression key) => key is StringLiteral
        ? Call.OfFinal("GET", value, key)
        : Call.OfFinal("COALESCE", Call.OfFinal("GET", value, key),
            Call.OfFinal("GET", value, Call.OfFinal("TRY_TO_NUMBER", key)));
}
