using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// BigQuery's percentiles over windows where every row of a partition shows the same, as aggregates: <c>SELECT DISTINCT
/// k, PERCENTILE_CONT(x, f) OVER (PARTITION BY k)</c> is a GROUP BY k.
/// </summary>
internal static class WindowPercentiles
{
    public static Select Rewrite(Select select)
    {
        if (!select.Distinct || select.DistinctOn.Length > 0 || select.GroupBy is not null || select.Having is not null
            || select.Qualify is not null || select.Items.Length == 0)
        {
            return select;
        }
        Expression[][] partitions = [.. select.Items.Select(PartitionOf).OfType<Expression[]>()];
        Expression[] keys = partitions.Length > 0 ? partitions[0] : [];
        if (partitions.Length == 0 || !Array.TrueForAll(partitions, partition => partition.SequenceEqual(keys))
            || !Array.TrueForAll(
                select.Items, item => ValueOf(item) is Over || Array.Exists(keys, key => Same(key, ValueOf(item)))))
        {
            return select;
        }
        return select with
        {
            Distinct = false,
            Items = Array.ConvertAll(select.Items,
                item => item is Alias alias ? alias with { Value = Aggregate(alias.Value) } : Aggregate(item)),
            GroupBy = keys.Length == 0 ? null : new GroupBy(keys),
            // No rows give no row, where an aggregate would give one.
            Having = keys.Length == 0
                ? new Binary(BinaryOperator.Greater, Call.Of("COUNT", new Star([])), new NumberLiteral("0")) : null,
        };
    }

    /// <summary>The partition of a percentile over a whole window; null for other items.</summary>
    private static Expression[]? PartitionOf(Expression item) => ValueOf(item) is Over
    {
        Window: { OrderBy.Length: 0, Frame: null, Base: null, PartitionBy: var partition },
        Function: Call { Name: "PERCENTILE_CONT" or "PERCENTILE_DISC", Arguments: [_, _], IgnoreNulls: not false },
    } ? partition : null;

    private static Expression Aggregate(Expression value) =>
        value is not Over { Function: Call { Arguments: [var of, var fraction] } call } ? value
        : new WithinGroup(Call.OfFinal(call.Name, fraction),
            [new OrderItem(of, SortDirection.Unspecified, NullOrder.Unspecified)])
        { Position = value.Position };

    private static Expression ValueOf(Expression item) => item is Alias alias ? alias.Value : item;

    private static bool Same(Expression key, Expression item) => key.Equals(item) || key is Column first
        && item is Column second && first.Last.Name.Equals(second.Last.Name, StringComparison.OrdinalIgnoreCase);
}
