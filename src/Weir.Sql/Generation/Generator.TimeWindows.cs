using System.Globalization;
using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>Windows of time over a table's rows: a warehouse computes them, a streaming engine has them.</summary>
    protected virtual void WriteTimeWindow(TableFunction function, TimeWindow window)
    {
        // $1 a time, $2 an interval, $3 and $4 its number and unit.
        (string? start, string? end) = Dialect.Family switch
        {
            "postgres" => ($"DATE_BIN($2, $1, CAST('1970-01-01' AS {(Types.Group(window.Time) == TypeGroup.TimestampTz ? "TIMESTAMPTZ" : "TIMESTAMP")}))", "$1 + $2"),
            "duckdb" => ("TIME_BUCKET($2, $1, CAST('1970-01-01' AS TIMESTAMP))", "$1 + $2"),
            "bigquery" => ($"TIMESTAMP_BUCKET({(Types.Group(window.Time) == TypeGroup.TimestampTz ? "$1" : "CAST($1 AS TIMESTAMP)")}, $2, CAST('1970-01-01' AS TIMESTAMP))", "TIMESTAMP_ADD($1, $2)"),
            "snowflake" => ("TIME_SLICE($1, $3, $4)", "DATEADD($4, $3, $1)"),
            _ => default((string?, string?)),
        };
        if (start is null || end is null || TimeWindow.Parts(window.Size) is null
            || (window.Slide is not null && TimeWindow.Seconds(window.Size) % TimeWindow.Seconds(window.Slide) != 0))
        {
            Refuse(function, "a window of time",
                start is null ? "group by a truncated time"
                : "give SECOND, MINUTE, HOUR or DAY, and a size that is a multiple of the slide");
            return;
        }
        Select rows = window.Slide is null ? Tumbling(window, start, end) : Hopping(window, window.Slide, start, end);
        WriteTable(new SubqueryTable(
            rows)
        { Alias = function.Alias ?? new TableAlias(FreshTable(), []), Position = function.Position });
    }

    private Select Tumbling(TimeWindow window, string start, string end)
    {
        Expression begin = Bound(start, window.Time, window.Size);
        return new Select(
            [new Star([]), new Alias(begin, WindowStart), new Alias(Bound(end, begin, window.Size), WindowEnd)])
        {
            From = new FromClause(new TableName(window.Table), []),
        };
    }

    /// <summary>
    /// A row for each window that a time lies in: the last begins at most a slide before it, the first a size.
    /// </summary>
    private Select Hopping(TimeWindow window, Interval slide, string start, string end)
    {
        Identifier rows = Identifier.Plain("_t");
        long step = TimeWindow.Seconds(slide)!.Value;
        long count = TimeWindow.Seconds(window.Size)!.Value / step;
        Interval earlier = Seconds((count - 1) * step);
        Expression last = Bound(start, new Column([rows, window.Time.Last]), slide);
        Expression first = Bound(Dialect.Family == "bigquery" ? "TIMESTAMP_SUB($1, $2)" : "$1 - $2", last, earlier);
        Identifier windows = Identifier.Plain("_g");
        Expression begin = new Column([windows, WindowStart]);
        TableExpression series;
        switch (Dialect.Family)
        {
            case "postgres":
                series = new TableFunction(Call.OfFinal("GENERATE_SERIES", first, last, slide))
                {
                    Lateral = true,
                    Alias = new TableAlias(windows, [WindowStart])
                };
                break;
            case "duckdb":
                series = new Unnest([Call.OfFinal("GENERATE_SERIES", first, last, slide)])
                {
                    Alias = new TableAlias(
                    windows, [WindowStart])
                };
                break;
            case "bigquery":
                series = new Unnest([Call.OfFinal("GENERATE_TIMESTAMP_ARRAY", first, last,
                    slide)])
                { AliasIsColumn = true, Alias = new TableAlias(WindowStart, []) };
                begin = new Column([WindowStart]);
                break;
            default:
                Call numbers = Call.OfFinal("ARRAY_GENERATE_RANGE", Number(0), Number(count));
                series = new TableFunction(Call.OfFinal("FLATTEN", new NamedArgument(
                    Identifier.Plain("INPUT"), numbers, "=>")))
                { Lateral = true, Alias = new TableAlias(windows, []) };
                begin = Filled("DATEADD('SECOND', $2 * $3, $1)", 0, last, Number(-step),
                    new Column([windows, Identifier.Plain("value")]));
                break;
        }
        return new Select(
            [new Star([rows]), new Alias(begin, WindowStart), new Alias(Bound(end, begin, window.Size), WindowEnd)])
        {
            From = new FromClause(
                new TableName(window.Table) { Alias = new TableAlias(rows, []) }, [new Join(JoinKind.Cross, series)]),
        };
    }

    private static Identifier WindowStart { get; } = Identifier.Plain("window_start");

    private static Identifier WindowEnd { get; } = Identifier.Plain("window_end");

    private static Interval Seconds(long count) =>
        new(new StringLiteral(count.ToString(CultureInfo.InvariantCulture)), "SECOND", null);

    private Expression Bound(string template, Expression time, Interval interval)
    {
        (long count, string unit) = TimeWindow.Parts(interval) ?? (0, "SECOND");
        return Filled(template, 0, time, interval, Number(count), new StringLiteral(unit));
    }
}
