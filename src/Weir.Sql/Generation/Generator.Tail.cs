using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected void WriteQueryTail(Query query)
    {
        if (query.OrderBy.Length > 0)
        {
            Sep();
            Out.Append("ORDER BY");
            Out.Append(_pretty ? '\n' : ' ');
            int start = Out.Length;
            WriteOrderItems(query.OrderBy, lines: true);
            if (_pretty)
            {
                Out.Indent(start);
            }
        }
        if (!SameDialect)
        {
            CheckQuery(query);
        }
        Expression? limit = query.Limit ?? (query is Select { Top: { } top } && Dialect.Family != "tsql" ? top : null);
        WriteLimits(query, limit);
        if (query.Locking is not null)
        {
            Sep();
            if (!SameDialect && Dialect.Family is not ("postgres" or "mysql"))
            {
                Refuse(query, query.Locking.Split(' ')[0] + " locking", "leave it out: the target locks no rows");
            }
            Out.Append(query.Locking);
        }
    }

    protected virtual void WriteLimits(Query query, Expression? limit)
    {
        if (limit is not null)
        {
            Sep();
            Out.Append("LIMIT ");
            Write(limit);
        }
        if (query.Fetch is not null && (query.Fetch.Percent || query.Fetch.WithTies || HasFetch))
        {
            WriteOffset(query);
            WriteFetch(query.Fetch);
            return;
        }
        if (query.Fetch is not null)
        {
            Sep();
            Out.Append("LIMIT ");
            Write(query.Fetch.Count ?? new NumberLiteral("1"));
        }
        WriteOffset(query);
    }

    protected virtual bool HasFetch => false;

    private void WriteOffset(Query query)
    {
        if (query.Offset is not null)
        {
            Sep();
            Out.Append("OFFSET ");
            Write(query.Offset);
        }
    }

    private void WriteFetch(FetchClause fetch)
    {
        if (!HasFetch)
        {
            Refuse(fetch, "FETCH … PERCENT or WITH TIES", "rank the rows with a window function");
        }
        Sep();
        Out.Append(fetch.First ? "FETCH FIRST " : "FETCH NEXT ");
        if (fetch.Count is not null)
        {
            Write(fetch.Count);
            Out.Append(' ');
        }
        if (fetch.Percent)
        {
            Out.Append("PERCENT ");
        }
        Out.Append("ROWS ");
        Out.Append(fetch.WithTies ? "WITH TIES" : "ONLY");
    }
}
