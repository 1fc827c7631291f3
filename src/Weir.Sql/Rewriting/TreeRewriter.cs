using System.Runtime.CompilerServices;
using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>Copies an expression, with some of its nodes replaced.</summary>
internal static class TreeRewriter
{
    /// <param name="node">The tree; it is not changed.</param>
    /// <param name="replace">A replacement for a node, or null to go on into it.</param>
    /// <exception cref="InsufficientExecutionStackException">The tree is too deep for this thread's stack.</exception>
    public static Expression Rewrite(Expression node, Func<Expression, Expression?> replace)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Expression? replaced = replace(node);
        if (replaced is not null)
        {
            return replaced;
        }
        Expression R(Expression child) => Rewrite(child, replace);
        Expression? N(Expression? child) => child is null ? null : Rewrite(child, replace);
        Expression[] A(Expression[] children) => children.Length == 0 ? children : Array.ConvertAll(children, R);
        OrderItem[] O(OrderItem[] items) =>
            items.Length == 0 ? items : Array.ConvertAll(items, item => item with { Value = R(item.Value) });
        return node switch
        {
            Binary n => n with { Left = R(n.Left), Right = R(n.Right) },
            Unary n => n with { Operand = R(n.Operand) },
            Paren n => n with { Inner = R(n.Inner) },
            TupleExpression n => n with { Items = A(n.Items) },
            Between n => n with { Value = R(n.Value), Low = R(n.Low), High = R(n.High) },
            InExpression n =>
                n with { Value = R(n.Value), Items = A(n.Items), Array = N(n.Array), Query = Q(n.Query, replace) },
            Like n => n with { Value = R(n.Value), Pattern = R(n.Pattern), Escape = N(n.Escape) },
            Quantified n => n with { Operand = R(n.Operand) },
            IsTest n => n with { Value = R(n.Value), Test = R(n.Test) },
            CaseExpression n => n with
            {
                Operand = N(n.Operand),
                Else = N(n.Else),
                Branches = Array.ConvertAll(
                    n.Branches, branch => branch with { Condition = R(branch.Condition), Result = R(branch.Result) }),
            },
            Cast n => n with { Value = R(n.Value), Format = N(n.Format) },
            Interval n => n with { Value = N(n.Value) },
            Extract n => n with { Value = R(n.Value) },
            ArrayLiteral n => n with { Items = A(n.Items) },
            StructLiteral n => n with { Fields = A(n.Fields) },
            MapLiteral n => n with { Keys = A(n.Keys), Values = A(n.Values) },
            Lambda n => n with { Body = R(n.Body) },
            Subscript n => n with { Base = R(n.Base), Indexes = A(n.Indexes) },
            Slice n => n with { Low = N(n.Low), High = N(n.High), Step = N(n.Step) },
            DotAccess n => n with { Base = R(n.Base), Field = n.Field is Call ? R(n.Field) : n.Field },
            Alias n => n with { Value = R(n.Value) },
            NamedArgument n => n with { Value = R(n.Value) },
            AtTimeZone n => n with { Value = R(n.Value), Zone = R(n.Zone) },
            Collate n => n with { Value = R(n.Value) },
            Call n => n with { Arguments = A(n.Arguments), OrderBy = O(n.OrderBy), Limit = N(n.Limit) },
            Over n => n with { Function = R(n.Function), Window = n.Window is null ? null : W(n.Window, A, O) },
            FilterClause n => n with { Function = R(n.Function), Condition = R(n.Condition) },
            WithinGroup n => n with { Function = R(n.Function), OrderBy = O(n.OrderBy) },
            NullTreatment n => n with { Function = R(n.Function) },
            JsonAccess n => n with { Value = R(n.Value), Path = R(n.Path), Rest = A(n.Rest) },
            PrefixWord n => n with { Value = R(n.Value) },
            SubqueryExpression n => n with { Query = Q(n.Query, replace)! },
            Exists n => n with { Query = Q(n.Query, replace)! },
            ArrayQuery n => n with { Query = Q(n.Query, replace)! },
            _ => node,
        };
    }

    private static WindowSpecification W(WindowSpecification window, Func<Expression[], Expression[]> expressions,
        Func<OrderItem[], OrderItem[]> orders) =>
        window with { PartitionBy = expressions(window.PartitionBy), OrderBy = orders(window.OrderBy) };

    /// <summary>The select lists and conditions of a query within a template.</summary>
    private static Query? Q(Query? query, Func<Expression, Expression?> replace)
    {
        if (query is null)
        {
            return null;
        }
        Expression R(Expression child) => Rewrite(child, replace);
        query = query with
        {
            With = query.With is null ? null : query.With with
            {
                Tables = Array.ConvertAll(query.With.Tables,
                table => table.Query is Query body ? table with { Query = Q(body, replace)! } : table)
            },
            OrderBy = Array.ConvertAll(query.OrderBy, item => item with { Value = R(item.Value) }),
        };
        return query switch
        {
            Select select => S(select, replace),
            SetOperation operation =>
                operation with { Left = Q(operation.Left, replace)!, Right = Q(operation.Right, replace)! },
            ParenQuery paren => paren with { Inner = Q(paren.Inner, replace)! },
            Values values => values with { Rows = Array.ConvertAll(values.Rows, R) },
            _ => query,
        };
    }

    private static Select S(Select select, Func<Expression, Expression?> replace)
    {
        Expression R(Expression child) => Rewrite(child, replace);
        return select with
        {
            Items = Array.ConvertAll(select.Items, R),
            Where = select.Where is null ? null : R(select.Where),
            From = select.From is null ? null : select.From with
            {
                First = T(select.From.First, replace),
                Joins = Array.ConvertAll(select.From.Joins,
                    join => join with { Table = T(join.Table, replace), On = join.On is null ? null : R(join.On) }),
            },
            GroupBy = select.GroupBy is null ? null
            : select.GroupBy with { Items = Array.ConvertAll(select.GroupBy.Items, R) },
            Having = select.Having is null ? null : R(select.Having),
            Qualify = select.Qualify is null ? null : R(select.Qualify),
        };
    }

    private static TableExpression T(TableExpression table, Func<Expression, Expression?> replace) => table switch
    {
        Unnest unnest => unnest with { Arrays = Array.ConvertAll(unnest.Arrays, array => Rewrite(array, replace)) },
        TableFunction function => function with { Call = Rewrite(function.Call, replace) },
        SubqueryTable subquery => subquery with { Query = Q(subquery.Query, replace)! },
        _ => table,
    };
}
