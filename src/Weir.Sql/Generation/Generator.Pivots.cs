using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    private bool HasPivot => Dialect.Family is "bigquery" or "snowflake" or "duckdb" or "spark" or "tsql" or "redshift";

    protected virtual void WritePivot(Pivot pivot)
    {
        if (!HasPivot)
        {
            Refuse(pivot, pivot.IsUnpivot ? "UNPIVOT" : "PIVOT", "aggregate with CASE for each value");
        }
        Out.Append(pivot.IsUnpivot ? " UNPIVOT" : " PIVOT");
        if (pivot.IncludeNulls is { } nulls)
        {
            Out.Append(nulls ? " INCLUDE NULLS " : " EXCLUDE NULLS ");
        }
        if (!SameDialect && Source.Family == "snowflake" && !pivot.IsUnpivot)
        {
            pivot = NamedAsInSnowflake(pivot);
        }
        Out.Append('(');
        WriteList(pivot.Aggregates, lines: false);
        Out.Append(" FOR ");
        for (int index = 0; index < pivot.For.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(' ');
            }
            WritePivotFor(pivot.For[index], pivot);
        }
        if (pivot.DefaultOnNull is not null)
        {
            Out.Append(" DEFAULT ON NULL (");
            Write(pivot.DefaultOnNull);
            Out.Append(')');
        }
        if (pivot.GroupBy is not null)
        {
            WriteGroupBy(pivot.GroupBy, new Select([]));
        }
        Out.Append(')');
        if (pivot.Alias is not null)
        {
            WriteTableAlias(pivot.Alias);
        }
    }

    /// <summary>
    /// Snowflake names a pivoted column by the literal's text, with its quotes; other dialects by its value.
    /// </summary>
    private static Pivot NamedAsInSnowflake(Pivot pivot) => pivot with
    {
        Aggregates = Array.ConvertAll(pivot.Aggregates, Unqualified),
        For = Array.ConvertAll(pivot.For, item => item with
        {
            Column = Unqualified(item.Column),
            Values = Array.ConvertAll(item.Values, value => value is StringLiteral text ? new Alias(
                value, new Identifier($"'{text.Value}'", true)) : value),
        }),
    };

    private static Expression Unqualified(Expression expression) =>
        Rewriting.TreeRewriter.Rewrite(expression, node => node is Column { Parts.Length: > 1 } column ? new Column(
            [column.Last])
        { Position = column.Position } : null);

    protected virtual void WritePivotFor(PivotFor item, Pivot pivot)
    {
        Write(item.Column);
        Out.Append(" IN ");
        if (item.NoParens)
        {
            Write(item.Values[0]);
            return;
        }
        Out.Append('(');
        if (item.Any)
        {
            if (Dialect.Family != "snowflake")
            {
                Refuse(item, "PIVOT over ANY value", "list the values");
            }
            Out.Append("ANY");
            if (item.AnyOrder.Length > 0)
            {
                Out.Append(" ORDER BY ");
                WriteOrderItems(item.AnyOrder);
            }
        }
        else if (item.Query is not null)
        {
            WriteQuery(item.Query);
        }
        else
        {
            WriteList(item.Values, lines: false);
        }
        Out.Append(')');
    }

    private void WriteMatchRecognize(MatchRecognize match)
    {
        if (!SameDialect && Dialect.Family is not ("snowflake" or "trino" or "flink"))
        {
            Refuse(match, "MATCH_RECOGNIZE", "use window functions");
        }
        WriteTable(match.Source);
        Sep();
        Out.Append("MATCH_RECOGNIZE (");
        int start = Out.Length;
        if (match.PartitionBy.Length > 0)
        {
            Sep();
            Out.Append("PARTITION BY ");
            WriteList(match.PartitionBy, lines: false);
        }
        if (match.OrderBy.Length > 0)
        {
            Sep();
            Out.Append("ORDER BY");
            Out.Append(_pretty ? "\n  " : " ");
            WriteOrderItems(match.OrderBy);
        }
        if (match.Measures.Length > 0)
        {
            Sep();
            Out.Append("MEASURES");
            Out.Append(_pretty ? '\n' : ' ');
            int measures = Out.Length;
            WriteList(match.Measures);
            if (_pretty)
            {
                Out.Indent(measures);
            }
        }
        if (match.Rows is not null)
        {
            Sep();
            Out.Append(match.Rows);
        }
        if (match.After is not null)
        {
            Sep();
            Out.Append(match.After);
        }
        if (match.Pattern is not null)
        {
            Sep();
            Out.Append("PATTERN (");
            Out.Append(match.Pattern);
            Out.Append(')');
        }
        if (match.Define.Length > 0)
        {
            Sep();
            Out.Append("DEFINE");
            Out.Append(_pretty ? '\n' : ' ');
            int define = Out.Length;
            for (int index = 0; index < match.Define.Length; index++)
            {
                if (index > 0)
                {
                    Out.Append(_pretty ? ",\n" : ", ");
                }
                Alias definition = (Alias)match.Define[index];
                WriteName(definition.Name);
                Out.Append(" AS ");
                Write(definition.Value);
            }
            if (_pretty)
            {
                Out.Indent(define);
            }
        }
        if (_pretty && Out.Length > start)
        {
            Out.Indent(start + 1);
            Out.Append('\n');
        }
        Out.Append(')');
        WriteTableTail(match);
    }
}
