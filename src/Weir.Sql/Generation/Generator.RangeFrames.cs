using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>A frame of times as one of microseconds: BigQuery's RANGE takes numbers only.</summary>
    // https://cloud.google.com/bigquery/docs/reference/standard-sql/window-function-calls#def_window_frame
    private WindowSpecification RangeOfNumbers(WindowSpecification window)
    {
        if (window is not { Frame: { Unit: "RANGE" } frame, OrderBy: [var item] }
            || (frame.Start.Value is not Interval && frame.End?.Value is not Interval))
        {
            return window;
        }
        FrameBound? start = InMicroseconds(frame.Start);
        FrameBound? end = frame.End is null ? null : InMicroseconds(frame.End);
        if (start is null || (frame.End is not null && end is null))
        {
            Refuse(frame, "a RANGE of months", "order by a number of months");
            return window;
        }
        Expression micros = Types.Group(item.Value) switch
        {
            TypeGroup.Date or TypeGroup.Timestamp => Call.OfFinal("UNIX_MICROS", Call.OfFinal("TIMESTAMP", item.Value)),
            _ => Call.OfFinal("UNIX_MICROS", item.Value),
        };
        return window with
        {
            OrderBy = [item with { Value = micros }],
            Frame = frame with { Start = start, End = end }
        };
    }

    private static FrameBound? InMicroseconds(FrameBound bound)
    {
        if (bound.Value is not Interval interval)
        {
            return bound;
        }
        (string? number, string? unit) = interval switch
        {
            { Value: StringLiteral text, Unit: { } named, ToUnit: null } => (text.Value, named),
            { Value: NumberLiteral count, Unit: { } named, ToUnit: null } => (count.Text, named),
            _ => (null, null),
        };
        long? micros = unit is null ? null : Singular(unit).ToUpperInvariant() switch
        {
            "MICROSECOND" => 1,
            "MILLISECOND" => 1_000,
            "SECOND" => 1_000_000,
            "MINUTE" => 60_000_000,
            "HOUR" => 3_600_000_000,
            "DAY" => 86_400_000_000,
            "WEEK" => 604_800_000_000,
            _ => null,
        };
        return micros is { } size && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture,
            out long times) ? bound with { Value = Number(times * size) } : null;
    }
}
