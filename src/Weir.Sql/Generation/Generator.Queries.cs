using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected void WriteQuery(Query query)
    {
        GuardDepth(query);
        if (query.With is not null)
        {
            WriteWith(query.With);
            Sep();
        }
        switch (query)
        {
            case Select select:
                WriteSelectQuery(select);
                return;
            case SetOperation operation:
                WriteSetOperation(operation);
                break;
            case Values values:
                WriteValues(values);
                break;
            case ParenQuery paren:
                WriteSubquery(paren.Inner);
                break;
            case PivotStatement pivot:
                WritePivotStatement(pivot);
                break;
            case RawQuery raw:
                if (!SameDialect)
                {
                    Refuse(raw, raw.Text.Split(' ')[0], "use the target's own statement");
                }
                Out.Append(raw.Text);
                break;
            default:
                Impossible(query);
                break;
        }
        WriteQueryTail(query);
    }

    private void WriteSelectQuery(Select select)
    {
        Types.Scope?.Push(select, Types);
        Query prepared = PrepareSelect(select with { With = null });
        if (prepared is Select ready)
        {
            WriteSelect(ready);
            WriteQueryTail(ready);
        }
        else
        {
            WriteQuery(prepared);
        }
        Types.Scope?.Pop();
    }

    /// <summary>Rewrites a SELECT whose clauses the target does not have.</summary>
    protected virtual Query PrepareSelect(Select select)
    {
        if (!SameDialect)
        {
            select = PrepareForeign(select);
        }
        if (select.Qualify is not null && !Rules.HasQualify)
        {
            return QualifyToSubquery.Rewrite(select);
        }
        if (select.DistinctOn.Length > 0 && !Rules.HasDistinctOn)
        {
            return DistinctOnToRowNumber.Rewrite(select);
        }
        return select;
    }

    /// <summary>What every target needs that has other joins, windows or positions than the source.</summary>
    protected virtual Select PrepareForeign(Select select)
    {
        if (Types.Scope is not null && Dialect.Family is "bigquery" or "snowflake")
        {
            select = new WideAmounts(Types, Warn).Rewrite(select);
        }
        if (!Rules.HasSemiJoin && SemiJoinToExists.Applies(select))
        {
            select = SemiJoinToExists.Rewrite(select);
        }
        if (select.Windows.Length > 0 && !HasWindowClause)
        {
            select = WindowsInPlace.Rewrite(select);
        }
        if (select is { Kind: "AS STRUCT" } && !Array.Exists(select.Items, item => item is Star))
        {
            select = select with { Items = [new StructLiteral(select.Items, null) { Position = select.Position }] };
        }
        else if (select.Kind is not null && (select.Kind != "AS VALUE" || select.Items.Length != 1))
        {
            Refuse(select, "SELECT " + select.Kind, "select the columns themselves");
        }
        int shift = OffsetsFromOne(Dialect.Family) - OffsetsFromOne(Source.Family);
        if (shift != 0 && Source.Family != "snowflake" && OffsetShift.Names(select.From) is { Count: > 0 } names)
        {
            if (Array.Exists(select.Items, item => item is Star))
            {
                Warn(select, "a position of UNNEST among the columns of * counts from another number here");
            }
            select = OffsetShift.Rewrite(select, names, -shift);
        }
        return select;
    }

    protected virtual bool HasWindowClause => true;

    private static int OffsetsFromOne(string family) => family is "bigquery" or "snowflake" ? 0 : 1;

    protected void WriteWith(WithClause with)
    {
        LeadingComments(with);
        Out.Append(with.Recursive ? "WITH RECURSIVE " : "WITH ");
        for (int index = 0; index < with.Tables.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(_pretty ? ", " : ", ");
            }
            WriteCommonTable(with.Tables[index]);
        }
    }

    protected virtual void WriteCommonTable(CommonTable table)
    {
        if (table.Scalar is not null)
        {
            Write(table.Scalar);
            Out.Append(" AS ");
            WriteName(table.Name);
            return;
        }
        Types.Scope?.Define(table, Types);
        if (!SameDialect)
        {
            CheckCommonTable(table);
        }
        Statement query = table.Query;
        bool columns = table.Columns.Length > 0;
        if (columns && !Rules.HasCteColumns)
        {
            query = PushDownColumns(table);
            columns = false;
        }
        WriteName(table.Name);
        TrailingComments(table.Name);
        if (columns)
        {
            Out.Append('(');
            WriteNames(table.Columns);
            Out.Append(')');
        }
        if (table.KeyExpressions.Length > 0)
        {
            if (Dialect.Family != "duckdb")
            {
                Refuse(table, "a common table USING KEY", "keep the latest row of each key with ROW_NUMBER");
            }
            Out.Append(" USING KEY (");
            WriteList(table.KeyExpressions, lines: false);
            Out.Append(')');
        }
        Out.Append(" AS ");
        if (table.Materialized is { } materialized && Dialect.Family is "postgres" or "duckdb" or "sqlite")
        {
            Out.Append(materialized ? "MATERIALIZED " : "NOT MATERIALIZED ");
        }
        Out.Append('(');
        if (_pretty)
        {
            Out.Append('\n');
        }
        int start = Out.Length;
        if (query is Query select)
        {
            WriteQuery(select);
        }
        else
        {
            WriteStatement(query);
        }
        if (_pretty)
        {
            Out.Indent(start);
            Out.Append('\n');
        }
        Out.Append(')');
        if (table.Tail is not null)
        {
            Out.Append(' ');
            Out.Append(table.Tail);
        }
        TrailingComments(table);
    }

    /// <summary>WITH t(a) AS (SELECT 1) as WITH t AS (SELECT 1 AS a).</summary>
    private Statement PushDownColumns(CommonTable table)
    {
        Query? pushed = table.Query is Query query ? Aliased(query, table.Columns) : null;
        if (pushed is null)
        {
            Refuse(table, "column names of a common table over *", "name the columns in its SELECT");
            return table.Query;
        }
        return pushed;
    }

    /// <summary>The query with its output columns renamed; null where they cannot be counted.</summary>
    protected static Query? Aliased(Query query, Identifier[] names)
    {
        switch (query)
        {
            case SetOperation operation:
                return Aliased(operation.Left, names) is { } left ? operation with { Left = left } : null;
            case ParenQuery paren:
                return Aliased(paren.Inner, names) is { } inner ? paren with { Inner = inner } : null;
            case Select select when select.Items.Length >= names.Length && !Array.Exists(select.Items, item => item is Star or DotAccess { Field: Star }):
                Expression[] items = [.. select.Items];
                for (int index = 0; index < names.Length; index++)
                {
                    Expression value = items[index] is Alias alias ? alias.Value : items[index];
                    items[index] = new Alias(value, names[index]) { Comments = items[index].Comments };
                }
                return select with { Items = items };
            case Values values when values.Rows is [TupleExpression first, ..] && first.Items.Length == names.Length:
                Expression[] columns = new Expression[names.Length];
                for (int index = 0; index < names.Length; index++)
                {
                    columns[index] = new Alias(first.Items[index], names[index]);
                }
                Query result = new Select(columns);
                for (int row = 1; row < values.Rows.Length; row++)
                {
                    result = new SetOperation("UNION", true, result, new Select(values.Rows[row] is TupleExpression tuple ? tuple.Items : [values.Rows[row]]));
                }
                return result;
            default:
                return null;
        }
    }

    protected virtual void WriteSelect(Select select)
    {
        if (select.Comments is not null)
        {
            LeadingComments(select);
        }
        Out.Append("SELECT");
        if (select.Distinct)
        {
            Out.Append(" DISTINCT");
            if (select.DistinctOn.Length > 0)
            {
                Out.Append(" ON (");
                WriteList(select.DistinctOn, lines: false);
                Out.Append(')');
            }
        }
        WriteSelectKind(select);
        if (select.Items.Length > 0)
        {
            WriteSelectItems(select);
        }
        if (select.Into.Length > 0)
        {
            Sep();
            Out.Append("INTO ");
            WriteNames(select.Into);
        }
        if (select.From is not null)
        {
            Sep();
            WriteFrom(select.From);
        }
        if (select.Prewhere is not null)
        {
            WriteClause("PREWHERE", select.Prewhere);
        }
        if (select.Where is not null)
        {
            WriteClause("WHERE", select.Where);
        }
        if (select.ConnectBy is not null)
        {
            WriteConnectBy(select.ConnectBy);
        }
        if (select.GroupBy is not null)
        {
            WriteGroupBy(select.GroupBy, select);
        }
        if (select.Having is not null)
        {
            WriteClause("HAVING", select.Having);
        }
        if (select.ClusterBy.Length > 0)
        {
            Out.Append(" CLUSTER BY ");
            WriteList(select.ClusterBy, lines: false);
        }
        if (select.DistributeBy.Length > 0)
        {
            Out.Append(" DISTRIBUTE BY ");
            WriteList(select.DistributeBy, lines: false);
        }
        if (select.SortBy.Length > 0)
        {
            Out.Append(" SORT BY ");
            WriteOrderItems(select.SortBy);
        }
        if (select.Qualify is not null && !QualifyBehindWindows)
        {
            WriteClause("QUALIFY", select.Qualify);
        }
        if (select.Windows.Length > 0)
        {
            WriteNamedWindows(select.Windows);
        }
        if (select.Qualify is not null && QualifyBehindWindows)
        {
            WriteClause("QUALIFY", select.Qualify);
        }
        if (select.Sample is not null)
        {
            Sep();
            WriteSample(select.Sample);
        }
    }

    protected virtual bool QualifyBehindWindows => Dialect.Family is not "bigquery" || true;

    protected virtual void WriteSelectKind(Select select)
    {
        if (select.Kind is not null)
        {
            if (!SameDialect && select.Kind is "AS STRUCT" or "AS VALUE")
            {
                return;
            }
            if (!SameDialect)
            {
                Refuse(select, "SELECT " + select.Kind, "select the columns themselves");
            }
            Out.Append(' ');
            Out.Append(select.Kind);
        }
        if (select.Top is not null && Dialect.Grammar.TopClause && Dialect.Family == "tsql")
        {
            Out.Append(" TOP ");
            Write(select.Top);
        }
    }

    protected virtual void WriteSelectItems(Select select)
    {
        if (!_pretty)
        {
            Out.Append(' ');
            WriteList(select.Items, lines: false);
            return;
        }
        Out.Append('\n');
        int start = Out.Length;
        WriteList(select.Items);
        Out.Indent(start);
    }

    protected void WriteClause(string keyword, Expression value)
    {
        Sep();
        Out.Append(keyword);
        if (!_pretty)
        {
            Out.Append(' ');
            Write(value);
            return;
        }
        Out.Append('\n');
        int start = Out.Length;
        Write(value);
        Out.Indent(start);
    }

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
                keys.Add(new NumberLiteral((index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));
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
            if (index > 0)
            {
                Out.Append(", ");
            }
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

    protected virtual void WriteSetOperation(SetOperation operation)
    {
        List<SetOperation> chain = [];
        Query left = operation;
        while (left is SetOperation step && (ReferenceEquals(step, operation) || IsBare(step)))
        {
            chain.Add(step);
            left = step.Left;
        }
        WriteQuery(left);
        for (int index = chain.Count - 1; index >= 0; index--)
        {
            SetOperation step = chain[index];
            Sep();
            WriteSetOperator(step);
            TrailingComments(step);
            Sep();
            WriteQuery(step.Right);
        }
    }

    private static bool IsBare(Query query) => query.With is null && query.OrderBy.Length == 0 && query.Limit is null && query.Offset is null && query.Fetch is null;

    protected virtual void WriteSetOperator(SetOperation operation)
    {
        if (operation.Side is not null)
        {
            if (!SameDialect)
            {
                Refuse(operation, $"{operation.Side} {operation.Operator}", "name the columns in both queries");
            }
            if (operation.Side != "STRICT")
            {
                Out.Append(operation.Side);
                Out.Append(' ');
            }
        }
        Out.Append(operation.Operator);
        if (operation.All == true)
        {
            if (operation.Operator != "UNION" && !Rules.HasExceptAll)
            {
                Refuse(operation, operation.Operator + " ALL", "number equal rows with ROW_NUMBER and compare the numbers too");
            }
            Out.Append(" ALL");
        }
        else if (Rules.SetOperationsSayDistinct || operation.All == false && SameDialect && Dialect.Family is "clickhouse")
        {
            Out.Append(" DISTINCT");
        }
        if (operation.Matching is not null)
        {
            if (Dialect.Family is not ("duckdb" or "bigquery" or "snowflake") || (!SameDialect && operation.Matching.Contains(" ON ", StringComparison.Ordinal)))
            {
                Refuse(operation, operation.Operator + " " + operation.Matching, "list the columns in the same order in both queries");
            }
            Out.Append(' ');
            Out.Append(operation.Matching);
        }
    }

    protected virtual void WriteValues(Values values)
    {
        Out.Append("VALUES");
        if (_pretty)
        {
            Out.Append('\n');
            int start = Out.Length;
            WriteList(values.Rows);
            Out.Indent(start);
            return;
        }
        Out.Append(' ');
        WriteList(values.Rows, lines: false);
    }

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

    private void WritePivotStatement(PivotStatement pivot)
    {
        if (!SameDialect)
        {
            Refuse(pivot, pivot.Unpivot ? "the statement UNPIVOT" : "the statement PIVOT", "aggregate with CASE for each value");
        }
        Out.Append(pivot.Unpivot ? "UNPIVOT " : "PIVOT ");
        WriteTable(pivot.Source);
        if (pivot.On.Length > 0)
        {
            Out.Append(" ON ");
            WriteList(pivot.On, lines: false);
        }
        if (pivot.IntoName is not null)
        {
            Out.Append(" INTO NAME ");
            Write(pivot.IntoName);
            Out.Append(" VALUE ");
            WriteList(pivot.IntoValues, lines: false);
        }
        if (pivot.Using.Length > 0)
        {
            Out.Append(" USING ");
            WriteList(pivot.Using, lines: false);
        }
        if (pivot.GroupBy is not null)
        {
            WriteGroupBy(pivot.GroupBy, new Select([]));
        }
    }
}
