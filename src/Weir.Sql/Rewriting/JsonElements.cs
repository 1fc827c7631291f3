using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// PostgreSQL's functions that give rows, in FROM: JSON_ARRAY_ELEMENTS and its kin as UNNEST of an array, whose column
/// is <c>value</c> or the function's name unless it is named.
/// </summary>
internal static class JsonElements
{
    public static Select Rewrite(Select select) => select.From is null ? select : select with
    {
        From = select.From with
        {
            First = Table(select.From.First, select),
            Joins = Array.ConvertAll(select.From.Joins, join => join with { Table = Table(join.Table, select) }),
        },
    };

    /// <summary>The array of a call, null where it is another.</summary>
    public static Call? Of(Expression expression)
    {
        if (expression is not Call { Arguments: [var json] } call)
        {
            return null;
        }
        string? name = call.Name.ToUpperInvariant() switch
        {
            "JSON_ARRAY_ELEMENTS" or "JSONB_ARRAY_ELEMENTS" => "JSON_ELEMENTS",
            "JSON_ARRAY_ELEMENTS_TEXT" or "JSONB_ARRAY_ELEMENTS_TEXT" => "JSON_ELEMENTS_TEXT",
            "JSON_OBJECT_KEYS" or "JSONB_OBJECT_KEYS" => "JSON_KEYS",
            _ => null,
        };
        return name is null ? null : Call.Of(name, json) with { Position = call.Position };
    }

    private static TableExpression Table(TableExpression table, Select select)
    {
        if (table is TableFunction
            {
                Call: Call { Name: "GENERATE_SERIES" },
                Alias: { Name: { } series, Columns.Length: 0 }, WithOrdinality: false
            } rows)
        {
            return rows with { Alias = new TableAlias(series, [series]) };
        }
        if (table is not TableFunction { RowsFrom: false } function || Of(function.Call) is not { } array)
        {
            return table;
        }
        // A row of one column is that column, by the table's name.
        Identifier value = function.Alias is { Name: { } name, Columns.Length: 0 } && IsNamed(select, name) ? name
            : Identifier.Plain(array.Name == "JSON_KEYS" ? ((Call)function.Call).Name.ToLowerInvariant() : "value");
        Identifier[] names =
            [value, .. function.WithOrdinality ? [Identifier.Plain("ordinality")] : Array.Empty<Identifier>()];
        Identifier[] given = function.Alias?.Columns ?? [];
        TableAlias alias = new(function.Alias?.Name ?? Identifier.Plain("_e"),
            [.. given, .. given.Length < names.Length ? names[given.Length..] : []]);
        return new Unnest(
            [array])
        { WithOrdinality = function.WithOrdinality, Alias = alias, Position = function.Position };
    }

    private static bool IsNamed(Select select, Identifier name)
    {
        Expression?[] parts = [.. select.Items, select.Where, .. select.GroupBy?.Items ?? [],
            .. select.OrderBy.Select(item => item.Value), .. select.From!.Joins.Select(join => join.On)];
        return Array.Exists(parts, part => part is not null && TreeSearch.Contains(part, node =>
            node is Column { Parts: [var only] } && only.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase)));
    }
}
