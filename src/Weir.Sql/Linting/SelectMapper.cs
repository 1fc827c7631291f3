using System.Runtime.CompilerServices;
using Weir.Sql.Ast;

namespace Weir.Sql.Linting;

/// <summary>
/// Maps every SELECT of a statement: the outer one, common tables, set operations, subqueries in FROM.
/// </summary>
internal static class SelectMapper
{
    public static Statement Map(Statement statement, Func<Select, Query> map) =>
        statement is Query query ? MapQuery(query, map) : statement is CreateTable { As: { } source } create
            ? create with { As = Map(source, map) } : statement;

    private static Query MapQuery(Query query, Func<Select, Query> map)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (query.With is { } clause)
        {
            query = query with
            {
                With = clause with
                {
                    Tables = Array.ConvertAll(
                clause.Tables, table => table with { Query = Map(table.Query, map) })
                }
            };
        }
        return query switch
        {
            Select select => map(select.From is null ? select : select with { From = MapFrom(select.From, map) }),
            SetOperation operation =>
                operation with { Left = MapQuery(operation.Left, map), Right = MapQuery(operation.Right, map) },
            ParenQuery paren => paren with { Inner = MapQuery(paren.Inner, map) },
            _ => query,
        };
    }

    private static FromClause MapFrom(FromClause tables, Func<Select, Query> map) => tables with
    {
        First = MapTable(tables.First, map),
        Joins = Array.ConvertAll(tables.Joins, join => join with { Table = MapTable(join.Table, map) }),
    };

    private static TableExpression MapTable(TableExpression table, Func<Select, Query> map) => table switch
    {
        SubqueryTable subquery => subquery with { Query = MapQuery(subquery.Query, map) },
        ParenTable paren => paren with { Inner = MapFrom(paren.Inner, map) },
        _ => table,
    };
}
