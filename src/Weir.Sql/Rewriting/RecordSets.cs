using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// PostgreSQL's JSON_TO_RECORDSET(…) AS t(a int, b text): the items of a JSON array as rows, each column by its key.
/// </summary>
// https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-JSON-PROCESSING-TABLE
internal static class RecordSets
{
    /// <summary>Null for another function, or where a column has no type.</summary>
    public static SubqueryTable? Rewrite(TableFunction function)
    {
        if (function.Call is not Call { Arguments: [var json] } call || function.WithOrdinality
            || call.Name.ToUpperInvariant() is not ("JSON_TO_RECORDSET" or "JSONB_TO_RECORDSET")
            || function.Alias is not { Columns: { Length: > 0 } names, Types: var types } alias
            || types.Length < names.Length || Array.Exists(types, type => type is null))
        {
            return null;
        }
        Column item = Column.Of("_e");
        Expression[] columns = [.. names.Zip(types, (name, type) =>
        {
            JsonAccess text = new(item, new JsonPath([JsonStep.OfKey(name.Name)]), JsonResult.Text);
            return new Alias(new Cast(text, type!, CastKind.Strict), name);
        })];
        Select rows = new(columns)
        {
            From = new FromClause(new Unnest([Call.Of("JSON_ELEMENTS", json)])
            {
                Alias = new TableAlias(Identifier.Plain("_u"), [Identifier.Plain("_e")])
            }, []),
        };
        return new SubqueryTable(rows)
        {
            Alias = new TableAlias(alias.Name, []),
            Lateral = function.Lateral,
            Position = function.Position
        };
    }
}
