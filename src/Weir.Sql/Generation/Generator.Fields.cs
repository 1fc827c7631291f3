using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary><c>column.field</c> of a JSON column (BigQuery), which reads like a table's column.</summary>
    private JsonAccess? FieldsOfJson(Column column) => Source.Family == "bigquery" && column.Parts.Length > 1
        && Types.FieldsOf(column) is ({ } json, var fields) && Types.Group(json) == TypeGroup.Json
        ? new JsonAccess(json, new JsonPath([.. fields.Select(field => JsonStep.OfKey(field.Name))]),
            JsonResult.Value)
        { Position = column.Position } : null;

    /// <summary>
    /// Snowflake's <c>object:field</c> where the object is a struct here: its fields by points; null for other paths.
    /// </summary>
    protected Expression? FieldsOfStruct(JsonAccess access)
    {
        if (SameDialect || Source.Family != "snowflake" || access.Path is not JsonPath { Steps: { Length: > 0 } steps }
            || Types.Group(access.Value) != TypeGroup.Struct
            || !Array.TrueForAll(steps, step => step.Key is not null && !step.Recursive))
        {
            return null;
        }
        return steps.Aggregate(Unwrap(access.Value) is Column or Call ? access.Value : new Paren(access.Value),
            (inner, step) => new DotAccess(inner, Identifier.Plain(step.Key!)));
    }
}
