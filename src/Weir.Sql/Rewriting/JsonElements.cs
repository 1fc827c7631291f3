using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>PostgreSQL's JSON_ARRAY_ELEMENTS in FROM as UNNEST of an array, whose column is <c>value</c> unless it is named.</summary>
internal static class JsonElements
{
    public static Select Rewrite(Select select) => select.From is null ? select : select with
    {
        From = select.From with
        {
            First = Table(select.From.First),
            Joins = Array.ConvertAll(select.From.Joins, join => join with { Table = Table(join.Table) }),
        },
    };

    /// <summary>The array of a call, null where it is another.</summary>
    public static Call? Of(Expression expression) =>
        expression is Call { Arguments: [var json] } call && call.Name.ToUpperInvariant() is "JSON_ARRAY_ELEMENTS" or "JSONB_ARRAY_ELEMENTS" ? Call.Of("JSON_ELEMENTS", json) with { Position = call.Position } : null;

    private static TableExpression Table(TableExpression table)
    {
        if (table is not TableFunction { RowsFrom: false } function || Of(function.Call) is not { } array)
        {
            return table;
        }
        Identifier[] names = [Identifier.Plain("value"), .. function.WithOrdinality ? [Identifier.Plain("ordinality")] : Array.Empty<Identifier>()];
        Identifier[] given = function.Alias?.Columns ?? [];
        TableAlias alias = new(function.Alias?.Name ?? Identifier.Plain("_e"), [.. given, .. given.Length < names.Length ? names[given.Length..] : []]);
        return new Unnest([array]) { WithOrdinality = function.WithOrdinality, Alias = alias, Position = function.Position };
    }
}
