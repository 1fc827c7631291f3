using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>
/// A window table function of SQL:2016's polymorphic kind: <c>TUMBLE(TABLE t, DESCRIPTOR(ts), size)</c>, <c>HOP(TABLE
/// t, DESCRIPTOR(ts), slide, size)</c>.
/// </summary>
/// <param name="Table">The table's name.</param>
/// <param name="Time">Its column of event times.</param>
/// <param name="Slide">How far the windows lie apart; null where they touch.</param>
/// <param name="Size">How long each is. Windows are aligned at 1970-01-01.</param>
// https://nightlies.apache.org/flink/flink-docs-stable/docs/dev/table/sql/queries/window-tvf/
internal sealed record TimeWindow(Expression[] Table, Column Time, Interval? Slide, Interval Size)
{
    private static readonly Dictionary<string, long> Units =
        new(StringComparer.Ordinal) { ["SECOND"] = 1, ["MINUTE"] = 60, ["HOUR"] = 3600, ["DAY"] = 86400 };

    /// <summary>The window of a function in FROM; null for other functions.</summary>
    public static TimeWindow? Of(TableFunction function)
    {
        if (function.Call is not Call
            {
                Arguments: [PrefixWord { Value: TableReference table },
            Call { Arguments: [Column time] } descriptor, ..] arguments
            } call
            || !descriptor.Name.Equals("DESCRIPTOR", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        return (call.Name.ToUpperInvariant(), arguments) switch
        {
            ("TUMBLE", [_, _, Interval size]) => new TimeWindow(table.Parts, time, null, size),
            ("HOP", [_, _, Interval slide, Interval size]) => new TimeWindow(table.Parts, time, slide, size),
            _ => null,
        };
    }

    /// <summary>The interval's number and unit (SECOND to DAY); null where it has not one of each.</summary>
    public static (long Count, string Unit)? Parts(Interval? interval)
    {
        string? text = interval?.Value switch
        {
            StringLiteral literal => literal.Value,
            NumberLiteral number => number.Text,
            _ => null
        };
        string unit = (interval?.Unit ?? string.Empty).TrimEnd('S');
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            && count is > 0 and < 1_000_000_000 && Units.ContainsKey(unit) ? (count, unit) : null;
    }

    public static long? Seconds(Interval? interval) =>
        Parts(interval) is (var count, var unit) ? count * Units[unit] : null;
}
