using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// DuckDB's <c>LIST_FILTER(MAP_ENTRIES(m), x -> NOT x.key IN (a, b))</c>: the map, the keys, and whether they
    /// are left out; no map for another form.
    /// </summary>
    protected static (Expression? Map, Expression[]? Keys, bool Without) FilteredMap(Expression entries)
    {
        if (entries is not Call
            {
                Name: "FILTER_ARRAY" or "LIST_FILTER",
                Arguments: [Call { Name: "MAP_ENTRIES", Arguments: [var map] },
                    Lambda { Parameters: [var pair] } lambda]
            })
        {
            return default;
        }
        bool without = lambda.Body is Unary { Operator: UnaryOperator.Not };
        Expression test = without ? ((Unary)lambda.Body).Operand : lambda.Body;
        return Unwrap(test) is InExpression { Items: { Length: > 0 } keys, Query: null, Array: null } within
            && IsKeyOf(within.Value, pair) ? (map, keys, without) : default;
    }

    private static bool IsKeyOf(Expression value, Identifier pair) => value switch
    {
        Column { Parts: [var row, { Name: "key" }] } => row.Name == pair.Name,
        DotAccess { Base: Column { Parts: [var row] }, Field: Identifier { Name: "key" } } => row.Name == pair.Name,
        _ => false,
    };
}
