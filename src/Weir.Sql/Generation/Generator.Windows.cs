using Weir.Sql.Ast;
using Weir.Sql.Functions;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteOver(Over over)
    {
        over = WithDefaultFrame(over);
        if (!SameDialect && Source.Family == "duckdb"
            && over.Function is Call { Name: "FIRST" or "LAST", Arguments: [_], OrderBy.Length: 0 } edge)
        {
            over = over with { Function = edge with { Name = edge.Name + "_VALUE" } };
        }
        if (!SameDialect && over.Function is Call { Name: "ROW" } row)
        {
            Refuse(row, "ROW over a window", "write the window function that is meant");
        }
        if (over.Function is Call { Final: false } aggregate && !SameDialect
            && Dialect.Writes.Find(aggregate.Name)?.For(aggregate, Source, Types) is { } text
            && text[0] is not ('!' or '?') && !FunctionRule.IsName(text) && IsAround(Dialect.Writes.Tree(text)))
        {
            Expression filled = Filled(text, aggregate.Position, aggregate.Arguments);
            WriteOperation(
                Rewriting.TreeRewriter.Rewrite(filled,
                    node => node is Call inner && (inner.Name.Equals(aggregate.Name, StringComparison.OrdinalIgnoreCase)
                        || Rewriting.Aggregates.IsAggregate(inner.Name)) ? over with { Function = inner } : null));
            return;
        }
        if (over.Function is NullTreatment treatment && Rules.IgnoreNullsInside && treatment.Function is Call inner)
        {
            Write(inner with { IgnoreNulls = treatment.Ignore });
        }
        else
        {
            Write(over.Function);
        }
        Out.Append(" OVER ");
        if (over.Name is not null)
        {
            WriteName(over.Name);
            return;
        }
        WriteWindow(over.Window!);
    }

    /// <summary>
    /// FIRST_VALUE, LAST_VALUE and NTH_VALUE without a frame see the whole partition in Snowflake, and the rows up to
    /// the current one's peers elsewhere: said where the two meet.
    /// </summary>
    // https://docs.snowflake.com/en/sql-reference/functions/last_value
    protected Over WithDefaultFrame(Over over)
    {
        if (Source.Family == Dialect.Family || Source.Name.Length == 0
            || over.Window is not { Frame: null, Base: null } window
            || (over.Function is NullTreatment treatment ? treatment.Function
                : over.Function) is not Call { Name: "FIRST_VALUE" or "LAST_VALUE" or "NTH_VALUE" })
        {
            return over;
        }
        FrameBound first = new(null, "PRECEDING");
        return Source.Family == "snowflake" ? over with
        {
            Window = window with
            {
                Frame = new WindowFrame(
            "ROWS", first, new FrameBound(null, "FOLLOWING"), null)
            }
        }
            : Dialect.Family == "snowflake" && window.OrderBy.Length > 0
            ? over with
            {
                Window = window with
                {
                    Frame = new WindowFrame(
                "RANGE", first, new FrameBound(null, null), null)
                }
            }
            : over;
    }

    /// <summary>Whether a template has its aggregates within: OVER belongs to each of them.</summary>
    private static bool IsAround(Expression template) =>
        template is not Call call || Array.Exists(call.Arguments, Rewriting.Aggregates.Contains);

    protected void WriteWindow(WindowSpecification window)
    {
        Out.Append('(');
        window = Dialect.Family == "bigquery" && !SameDialect ? RangeOfNumbers(window) : window;
        int start = Out.Length;
        if (window.Base is not null)
        {
            WriteName(window.Base);
        }
        if (window.PartitionBy.Length > 0)
        {
            Space(start);
            Out.Append("PARTITION BY ");
            WriteList(window.PartitionBy, lines: false);
        }
        if (window.OrderBy.Length > 0)
        {
            Space(start);
            Out.Append("ORDER BY ");
            OrderItem[] order = Dialect.Family == "bigquery" && !SameDialect && window.Frame is { Unit: "RANGE" } frame
                && (frame.Start.Value is not null || frame.End?.Value is not null)
                ? Array.ConvertAll(window.OrderBy,
                    item => item with
                    {
                        Nulls = item.Direction == SortDirection.Descending ? NullOrder.Last
                        : NullOrder.First
                    }) : window.OrderBy;
            WriteOrderItems(order, inWindow: true, hasFrame: window.Frame is not null);
        }
        if (window.Frame is not null)
        {
            Space(start);
            WriteFrame(window.Frame);
        }
        Out.Append(')');
    }

    private void Space(int start)
    {
        if (Out.Length > start)
        {
            Out.Append(' ');
        }
    }

    /// <summary>Snowflake's RATIO_TO_REPORT(x) OVER w: x by the window's sum; true where it was written.</summary>
    private bool WriteRatio(Over over)
    {
        if (SameDialect || over is not { Function: Call { Name: "RATIO_TO_REPORT", Arguments: [var part] } call })
        {
            return false;
        }
        Expression whole = over with { Function = call with { Name = "SUM" } };
        Expression numerator = Dialect.Family is "postgres"
            ? new Cast(part, DataType.Of(TypeKind.Double), CastKind.Strict) { Position = over.Position } : Wrap(part);
        WriteOperation(new Binary(BinaryOperator.Divide, numerator,
            Call.OfFinal("NULLIF", whole, new NumberLiteral("0")))
        { Position = over.Position });
        return true;
    }

    private void WriteFrame(WindowFrame frame)
    {
        Demand(frame, frame.Unit == "GROUPS" ? "frame-groups" : frame.Exclude is not null ? "frame-exclude" : null);
        Demand(frame, frame.Unit == "RANGE" && !Rules.HasNullsFirst && (
            frame.Start.Value is not null || frame.End?.Value is not null) ? "frames-of-values" : null);
        if (frame.Unit == "GROUPS" && Dialect.Family is "bigquery" or "snowflake")
        {
            Refuse(frame, "GROUPS in a window frame", "number the groups with DENSE_RANK and use RANGE over it");
        }
        Out.Append(frame.Unit);
        Out.Append(' ');
        Out.Append("BETWEEN ");
        WriteBound(frame.Start);
        Out.Append(" AND ");
        WriteBound(frame.End ?? new FrameBound(null, null));
        if (frame.Exclude is not null)
        {
            if (Dialect.Family is "bigquery" or "snowflake")
            {
                Refuse(frame, "EXCLUDE in a window frame", "subtract the row's own value");
            }
            Out.Append(" EXCLUDE ");
            Out.Append(frame.Exclude);
        }
    }

    private void WriteBound(FrameBound bound)
    {
        if (bound.Side is null)
        {
            Out.Append("CURRENT ROW");
            return;
        }
        if (bound.Value is null)
        {
            Out.Append("UNBOUNDED");
        }
        else
        {
            Write(bound.Value);
        }
        Out.Append(' ');
        Out.Append(bound.Side);
    }

    protected void WriteOrderItems(
        OrderItem[] items, bool inWindow = false, bool inAggregate = false, bool hasFrame = false, bool lines = false)
    {
        for (int index = 0; index < items.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(',');
                Out.Append(lines && _pretty ? '\n' : ' ');
            }
            WriteOrderItem(items[index], inWindow, inAggregate, hasFrame);
        }
    }

    protected virtual void WriteOrderItem(OrderItem item, bool inWindow, bool inAggregate, bool hasFrame)
    {
        NullOrder change = NullOrderToWrite(item);
        if (change != NullOrder.Unspecified && !Rules.HasNullsFirst)
        {
            if (item.Value is NumberLiteral)
            {
                change = NullOrder.Unspecified;
            }
            else
            {
                Out.Append("CASE WHEN ");
                Write(item.Value);
                Out.Append(" IS NULL THEN 1 ELSE 0 END");
                Out.Append(change == NullOrder.First ? " DESC, " : ", ");
            }
        }
        Write(item.Value);
        if (item.Direction != SortDirection.Unspecified)
        {
            Out.Append(item.Direction == SortDirection.Descending ? " DESC" : " ASC");
        }
        if (item.Tail is not null)
        {
            Out.Append(item.Tail);
        }
        if (change != NullOrder.Unspecified && Rules.HasNullsFirst)
        {
            Out.Append(change == NullOrder.First ? " NULLS FIRST" : " NULLS LAST");
        }
        if (item.Comments is not null)
        {
            TrailingComments(item);
        }
    }

    /// <summary>Where NULLs go by the source's rules, if the target would put them elsewhere.</summary>
    protected NullOrder NullOrderToWrite(OrderItem item)
    {
        bool descending = item.Direction == SortDirection.Descending;
        bool first = item.Nulls == NullOrder.First
            || (item.Nulls == NullOrder.Unspecified && FirstByDefault(Source.Output.NullOrdering, descending));
        bool defaultFirst = FirstByDefault(Rules.NullOrdering, descending);
        return first == defaultFirst ? NullOrder.Unspecified : first ? NullOrder.First : NullOrder.Last;
    }

    protected static bool FirstByDefault(Dialects.NullOrdering ordering, bool descending) => ordering switch
    {
        Dialects.NullOrdering.Small => !descending,
        Dialects.NullOrdering.Large => descending,
        _ => false,
    };
}
