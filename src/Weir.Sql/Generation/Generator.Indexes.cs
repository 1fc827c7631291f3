using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteCreateIndex(CreateIndex index)
    {
        if (!SameDialect
            && (Dialect.Family is "bigquery" or "snowflake" || (Dialect.Family == "duckdb" && !IsPlainIndex(index))))
        {
            Refuse(index, "CREATE INDEX", "cluster the table");
        }
        if (!SameDialect && Dialect.Family == "duckdb")
        {
            index = index with { Method = null, Concurrently = false };
        }
        Out.Append("CREATE ");
        if (index.Unique)
        {
            Out.Append("UNIQUE ");
        }
        if (index.Prefix is not null)
        {
            Out.Append(index.Prefix);
            Out.Append(' ');
        }
        Out.Append("INDEX ");
        if (index.Concurrently)
        {
            Out.Append("CONCURRENTLY ");
        }
        if (index.IfNotExists)
        {
            Out.Append("IF NOT EXISTS ");
        }
        if (index.Name is not null)
        {
            WriteName(index.Name);
            Out.Append(' ');
        }
        Out.Append(index.Only ? "ON ONLY " : "ON ");
        WritePath(index.Table);
        if (index.Method is not null)
        {
            Out.Append(" USING ");
            WriteName(index.Method);
            Out.Append(' ');
        }
        if (index.Columns.Length > 0)
        {
            if (Out[Out.Length - 1] == ' ')
            {
                Out.Truncate(Out.Length - 1);
            }
            Out.Append('(');
            for (int column = 0; column < index.Columns.Length; column++)
            {
                if (column > 0)
                {
                    Out.Append(", ");
                }
                OrderItem item = index.Columns[column];
                if (index.OperatorClasses[column] is { } operatorClass)
                {
                    Write(item.Value);
                    Out.Append(' ');
                    Out.Append(operatorClass);
                    WriteOrderItemTail(item);
                }
                else
                {
                    WriteOrderItem(item, false, false, false);
                }
            }
            Out.Append(')');
        }
        if (index.Include.Length > 0)
        {
            Out.Append(" INCLUDE (");
            WriteList(index.Include, lines: false);
            Out.Append(')');
        }
        if (index.With.Length > 0)
        {
            Out.Append(" WITH (");
            WriteList(index.With, lines: false);
            Out.Append(')');
        }
        if (index.Where is not null)
        {
            Out.Append(" WHERE ");
            Write(index.Where);
        }
        Tail(index.Tail);
    }

    /// <summary>
    /// An index over whole columns by their order, which is all that DuckDB has; how it is built says nothing of what
    /// it holds.
    /// </summary>
    private static bool IsPlainIndex(CreateIndex index) =>
        index is { Name: not null, Only: false, Where: null, Include.Length: 0, With.Length: 0, Tail: null }
        && (index.Method is null || index.Method.Name.Equals("btree", StringComparison.OrdinalIgnoreCase))
        && Array.TrueForAll(
            index.Columns, item => item.Direction != SortDirection.Descending && item.Nulls == NullOrder.Unspecified)
        && Array.TrueForAll(index.OperatorClasses, name => name is null);

    private void WriteOrderItemTail(OrderItem item)
    {
        if (item.Direction != SortDirection.Unspecified)
        {
            Out.Append(item.Direction == SortDirection.Descending ? " DESC" : " ASC");
        }
        if (item.Nulls != NullOrder.Unspecified)
        {
            Out.Append(item.Nulls == NullOrder.First ? " NULLS FIRST" : " NULLS LAST");
        }
    }
}
