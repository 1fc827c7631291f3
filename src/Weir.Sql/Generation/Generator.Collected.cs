using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// <c>ARRAY_AGG(STRUCT(a, b) ORDER BY c)[OFFSET(0)].a</c> as <c>ARRAY_AGG(a ORDER BY c)[OFFSET(0)]</c>:
    /// PostgreSQL's rows have no names.
    /// </summary>
    private static Subscript? FieldOfCollected(DotAccess dot) =>
        dot is
        {
            Field: Identifier field, Base: Subscript
            {
                Base: Call
                {
                    Name: "ARRAY_AGG" or "ARRAY_AGG_NOT_NULL",
                    Distinct: false, Arguments: [StructLiteral literal]
                } call
            } subscript
        }
        && Array.Find(literal.Fields, one => NameOfField(one) is { } name && name.Equals(
            field.Name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? subscript with { Base = call with { Arguments = [found is Alias alias ? alias.Value : found] } } : null;

    private static string? NameOfField(Expression field) => field switch
    {
        Alias alias => alias.Name.Name,
        Column column => column.Last.Name,
        _ => null,
    };

    /// <summary>
    /// Lists of an aggregate, made distinct and sorted, as one aggregate: BigQuery takes no aggregate within UNNEST.
    /// </summary>
    private bool WriteCollectedList(Call call)
    {
        if (SameDialect || Dialect.Family != "bigquery" || Collected(call) is not { } collected
            || collected.Name == call.Name)
        {
            return false;
        }
        WriteCall(collected);
        return true;
    }

    private static Call? Collected(Expression value) =>
        !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack() ? null : value switch
        {
            Call { Name: "ARRAY_AGG" or "ARRAY_AGG_NOT_NULL", Limit: null, Having: null } call => call,
            Call { Name: "LIST_DISTINCT", Arguments: [var inner] } when Collected(inner) is { OrderBy.Length: 0 } of =>
                of with { Name = "ARRAY_AGG", Distinct = true, IgnoreNulls = true },
            Call { Name: "LIST_SORT" or "ARRAY_SORT", Arguments: [var inner] } when Collected(inner) is
            {
                OrderBy.Length: 0,
                IgnoreNulls: true
            } of => of with
            {
                OrderBy =
                    [new OrderItem(of.Arguments[0], SortDirection.Unspecified, NullOrder.First)]
            },
            _ => null,
        };
}
