using System.Globalization;
using Weir.Sql.Ast;
using Weir.Sql.Generation;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Dialects.Flink;

/// <summary>
/// What Flink says in another way. It is written for streams: what runs in batch mode alone is refused.
/// </summary>
internal partial class FlinkGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    protected override void WriteTimeWindow(TableFunction function, TimeWindow window)
    {
        Out.Append(window.Slide is null ? "TABLE(TUMBLE(TABLE " : "TABLE(HOP(TABLE ");
        WritePath(window.Table);
        Out.Append(", DESCRIPTOR(");
        Write(window.Time);
        Out.Append("), ");
        if (window.Slide is not null)
        {
            Write(window.Slide);
            Out.Append(", ");
        }
        Write(window.Size);
        Out.Append("))");
        WriteTableTail(function);
    }

    /// <summary>The names of times carry a precision, which a given one replaces.</summary>
    protected override void WriteScalarType(DataType type)
    {
        string name = TypeName(type.Kind);
        if (type.Parameters.Length > 0 && name.EndsWith("(3)", StringComparison.Ordinal))
        {
            Out.Append(name.AsSpan(0, name.Length - 3));
            WriteTypeParameters(type.Parameters);
            return;
        }
        base.WriteScalarType(type);
    }

    /// <summary>More than two digits need their number: INTERVAL '100' MINUTE(3).</summary>
    protected override void WriteInterval(Interval interval)
    {
        string digits = interval.Value switch
        {
            StringLiteral text => text.Value,
            NumberLiteral number => number.Text,
            _ => string.Empty
        };
        if (interval is { Unit: { } unit, ToUnit: null } && digits.Length > 2
            && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
        {
            Out.Append(
                string.Create(CultureInfo.InvariantCulture, $"INTERVAL '{digits}' {Singular(unit)}({digits.Length})"));
            return;
        }
        base.WriteInterval(interval);
    }

    /// <summary>
    /// A stream's aggregates are ordered by its time alone, which is never NULL: where NULLs would go is not said.
    /// </summary>
    private Over ByTime(Over over)
    {
        if (SameDialect
            || over.Window is not { OrderBy: [{ Value: Column, Direction: not SortDirection.Descending } time] } window
            || over.Function is Call { Name: "ROW_NUMBER" or "RANK" or "DENSE_RANK" or "PERCENT_RANK" or "CUME_DIST" or "NTILE" })
        {
            return over;
        }
        return over with
        {
            Window = window with
            {
                OrderBy = [
            time with { Nulls = FirstByDefault(Rules.NullOrdering, false) ? NullOrder.First : NullOrder.Last }]
            }
        };
    }

    /// <summary>
    /// A frame ends at the current row: one that ends before it is the longer frame without the row's own value, for
    /// SUM, COUNT and AVG.
    /// </summary>
    protected override void WriteOver(Over over)
    {
        over = ByTime(over);
        if (SameDialect || over.Window?.Frame is not { End.Side: { } side } frame || Dialect.Family != "flink")
        {
            base.WriteOver(over);
            return;
        }
        string? template = side != "PRECEDING" || frame is not { Unit: "ROWS", End.Value: NumberLiteral { Text: "1" } }
            ? null : over.Function switch
            {
                Call { Name: "COUNT", Arguments: [Star], Distinct: false } => "$2 - 1",
                Call { Name: "COUNT", Arguments: [_], Distinct: false } => "$2 - CASE WHEN $3 IS NULL THEN 0 ELSE 1 END",
                Call { Name: "SUM", Arguments: [_], Distinct: false } =>
                    "CASE WHEN $2 > CASE WHEN $3 IS NULL THEN 0 ELSE 1 END THEN $1 - COALESCE($3, 0) END",
                Call { Name: "AVG", Arguments: [_], Distinct: false } =>
                    "CAST($1 - COALESCE($3, 0) AS DOUBLE) / NULLIF($2 - CASE WHEN $3 IS NULL THEN 0 ELSE 1 END, 0)",
                _ => null,
            };
        if (template is null)
        {
            Refuse(over, "a window frame that does not end at the current row",
                "end it at CURRENT ROW, or subtract the row's own value");
            base.WriteOver(over);
            return;
        }
        Call function = (Call)over.Function;
        WindowSpecification window = over.Window with { Frame = frame with { End = new FrameBound(null, null) } };
        Expression sum = new Over(Call.OfFinal("SUM", function.Arguments), window, null);
        Expression count = new Over(Call.OfFinal("COUNT", function.Arguments), window, null);
        WriteOperation(Filled(template, over.Position, sum, count, function.Arguments[0]));
    }
}
