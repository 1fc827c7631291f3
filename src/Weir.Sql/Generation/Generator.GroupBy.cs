using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    private void WriteConnectBy(ConnectBy connect)
    {
        if (Dialect.Family is not "snowflake")
        {
            Refuse(connect, "CONNECT BY", "write a recursive common table expression");
        }
        if (connect.Start is not null)
        {
            Sep();
            Out.Append("START WITH ");
            Write(connect.Start);
        }
        Sep();
        Out.Append(connect.NoCycle ? "CONNECT BY NOCYCLE " : "CONNECT BY ");
        Write(connect.Condition);
    }

    protected virtual void WriteGroupBy(GroupBy group, Select select)
    {
        Sep();
        Out.Append("GROUP BY");
        if (group.All)
        {
            if (!Rules.HasGroupByAll)
            {
                Expression[]? keys = GroupByAllKeys(select);
                if (keys is null)
                {
                    Refuse(group, "GROUP BY ALL", "list the grouping columns");
                }
                WriteGroupItems(new GroupBy(keys ?? []));
                return;
            }
            Out.Append(" ALL");
            if (group.Items.Length == 0)
            {
                return;
            }
        }
        if (group.Distinct)
        {
            Out.Append(" DISTINCT");
        }
        WriteGroupItems(group);
    }

    private void WriteGroupItems(GroupBy group)
    {
        if (_pretty)
        {
            Out.Append('\n');
            int start = Out.Length;
            WriteList(group.Items);
            Out.Indent(start);
        }
        else
        {
            Out.Append(' ');
            WriteList(group.Items, lines: false);
        }
        if (group.With is not null)
        {
            if (Dialect.Family is not ("mysql" or "clickhouse" or "spark"))
            {
                Refuse(group, "GROUP BY … " + group.With, "write ROLLUP (…) or CUBE (…)");
            }
            Out.Append(' ');
            Out.Append(group.With);
        }
    }

    /// <summary>The select items without aggregates, by position; null where there is a star.</summary>
    private static Expression[]? GroupByAllKeys(Select select)
    {
        List<Expression> keys = [];
        for (int index = 0; index < select.Items.Length; index++)
        {
            if (select.Items[index] is Star)
            {
                return null;
            }
            if (!Aggregates.Contains(select.Items[index]))
            {
                keys.Add(NumberLiteral.Of(index + 1));
            }
        }
        return keys.Count == 0 ? null : [.. keys];
    }

    private void WriteNamedWindows(NamedWindow[] windows)
    {
        Sep();
        Out.Append("WINDOW ");
        for (int index = 0; index < windows.Length; index++)
        {
            Separate(index);
            WriteName(windows[index].Name);
            Out.Append(" AS ");
            if (windows[index].Position == -1)
            {
                WriteName(windows[index].Window.Base!);
            }
            else
            {
                WriteWindow(windows[index].Window);
            }
        }
    }
}
