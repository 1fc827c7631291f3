using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// A condition that two rows' times are no farther apart than a span: <c>b.ts BETWEEN a.ts - INTERVAL … AND a.ts +
/// INTERVAL …</c>.
/// </summary>
/// <param name="Condition">The condition as it stands.</param>
/// <param name="Left">The time of one side.</param>
/// <param name="Right">That of the other.</param>
/// <param name="Within">The wider of the two spans.</param>
/// <param name="IsSymmetric">Both directions are allowed equally.</param>
internal sealed record TimeBound(
    Expression Condition, Column Left, Column Right, (long Count, string Unit) Within, bool IsSymmetric)
{
    public static TimeBound? Of(Expression condition)
    {
        if (condition is not Between { Symmetric: false, Value: Column { Parts: [var table, _] } value } between
            || Offset(between.Low) is not ({ Parts: [var other, _] } start, var before)
            || Offset(between.High) is not ({ Parts: [_, _] } to, var after)
            || start.Last.Name != to.Last.Name || start.Parts[0].Name != to.Parts[0].Name || other.Name == table.Name
            || before is null && after is null)
        {
            return null;
        }
        long back = TimeWindow.Seconds(before) ?? 0;
        long forth = TimeWindow.Seconds(after) ?? 0;
        return (back >= forth ? TimeWindow.Parts(before) : TimeWindow.Parts(after)) is { } within
            ? new TimeBound(condition, start, value, within,
                back == forth && between is
                {
                    Low: Binary { Operator: BinaryOperator.Subtract },
                    High: Binary { Operator: BinaryOperator.Add }
                }) : null;
    }

    /// <summary>A column, and what is taken from it or added.</summary>
    private static (Column Time, Interval? Span)? Offset(Expression bound) => bound switch
    {
        Column time => (time, null),
        Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract, Left: Column time, Right: Interval span } =>
            (time, span),
        _ => null,
    };
}
