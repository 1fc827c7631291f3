using System.Runtime.CompilerServices;
using Weir.Sql.Ast;
using Weir.Sql.Names;

namespace Weir.Sql.Linting;

/// <summary>
/// Maps every SELECT of a statement: the outer one, common tables, set operations, subqueries in FROM.
/// </summary>
/// <param name="names">Told of the common tables that a SELECT sees.</param>
/// <param name="map">What a SELECT becomes.</param>
internal sealed class SelectMapper(Binder names, Func<Select, Query> map)
{
    public Statement Map(Statement statement) => statement switch
    {
        Query query => Map(query),
        CreateTable { As: { } source } create => create with { As = Map(source) },
        _ => statement,
    };

    private Query Map(Query query)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Binder.CommonSight? entered = names.Enter();
        if (query.With is { } with)
        {
            query = query with { With = with with { Tables = Array.ConvertAll(with.Tables, table => Map(with, table)) } };
        }
        Query mapped = query switch
        {
            Select select => map(select.From is null ? select : select with { From = Map(select.From) }),
            SetOperation operation => operation with { Left = Map(operation.Left), Right = Map(operation.Right) },
            ParenQuery paren => paren with { Inner = Map(paren.Inner) },
            _ => query,
        };
        names.Leave(entered);
        return mapped;
    }

    private CommonTable Map(WithClause with, CommonTable table)
    {
        bool seesItself = names.SeesItself(with, table);
        Binder.CommonSight? before = names.Enter();
        if (seesItself)
        {
            names.Define(table, seesItself);
        }
        CommonTable mapped = table with { Query = Map(table.Query) };
        names.Leave(before);
        names.Define(table, seesItself);
        return mapped;
    }

    private FromClause Map(FromClause tables) => tables with
    {
        First = Map(tables.First),
        Joins = Array.ConvertAll(tables.Joins, join => join with { Table = Map(join.Table) }),
    };

    private TableExpression Map(TableExpression table) => table switch
    {
        SubqueryTable subquery => subquery with { Query = Map(subquery.Query) },
        ParenTable paren => paren with { Inner = Map(paren.Inner) },
        _ => table,
    };
}
