using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected void WriteFrom(FromClause from)
    {
        Out.Append("FROM ");
        WriteFromBody(from);
    }

    protected void WriteFromBody(FromClause from)
    {
        WriteTable(from.First);
        TrailingComments(from.First);
        foreach (Join join in from.Joins)
        {
            WriteJoin(join);
        }
    }

    private readonly HashSet<string> _sources = new(StringComparer.OrdinalIgnoreCase);

    private void Remember(TableExpression table)
    {
        if ((table.Alias?.Name ?? (table as TableName)?.Parts[^1] as Identifier) is { } name)
        {
            _sources.Add(name.Name);
        }
    }

    /// <summary>BigQuery's <c>FROM t, t.array</c> as UNNEST.</summary>
    private TableExpression Path(TableExpression table) =>
        Source.Family == "bigquery" && table is TableName { Parts: [Identifier { Quoted: false } first, _, ..] } path && _sources.Contains(first.Name)
            ? new Unnest([new Column([.. path.Parts.OfType<Identifier>()])]) { Alias = path.Alias, AliasIsColumn = true, Position = path.Position } : table;

    protected virtual void WriteJoin(Join join)
    {
        join = join with { Table = Path(join.Table) };
        if (!SameDialect && join.Word is { } hint && hint.EndsWith("DIRECTED", StringComparison.Ordinal))
        {
            join = join with { Word = hint.StartsWith("OUTER", StringComparison.Ordinal) ? "OUTER" : null };
        }
        if (!SameDialect && Source.Family == "snowflake" && join is { Comma: false, Kind: JoinKind.Inner or JoinKind.Plain, On: null, Using.Length: 0, Natural: false, MatchCondition: null, Nested.Length: 0 })
        {
            join = join with { Comma = true };
        }
        if (!SameDialect && Source.Family is "snowflake" or "bigquery")
        {
            join = Sane(join);
        }
        if (join.Comma)
        {
            if (Source.Family == "bigquery")
            {
                Sep();
                Out.Append("CROSS JOIN ");
            }
            else
            {
                Out.Append(", ");
            }
            WriteTable(join.Table);
            TrailingComments(join.Table);
            return;
        }
        if (join.Asof && !SameDialect && Rules.HasAsofJoin)
        {
            join = TranslateAsof(join);
        }
        Sep();
        if (join.Natural && Dialect.Family == "bigquery" && !SameDialect)
        {
            Refuse(join, "NATURAL JOIN", "name the columns: USING (…)");
        }
        if (join.Natural)
        {
            Out.Append("NATURAL ");
        }
        if (join.Global)
        {
            Out.Append("GLOBAL ");
        }
        if (join.Asof)
        {
            if (!Rules.HasAsofJoin)
            {
                Refuse(join, "ASOF JOIN", "join on the time's upper bound and keep the latest row by ROW_NUMBER");
            }
            Out.Append("ASOF ");
        }
        Out.Append(JoinWords(join));
        Out.Append(' ');
        WriteTable(join.Table);
        TrailingComments(join.Table);
        if (join is { Kind: JoinKind.Left or JoinKind.Inner or JoinKind.Plain or JoinKind.Right or JoinKind.Full, On: null, Using.Length: 0, Natural: false, MatchCondition: null, Nested.Length: 0 } && Source.Family == "bigquery" && Dialect.Family != "bigquery")
        {
            Out.Append(" ON TRUE");
        }
        foreach (Join nested in join.Nested)
        {
            WriteJoin(nested);
        }
        WriteJoinCondition(join);
    }

    /// <summary>Conditions where other dialects take none: NATURAL JOIN … USING, CROSS JOIN … ON.</summary>
    private static Join Sane(Join join)
    {
        if (join.Natural && join.Using.Length > 0)
        {
            return join with { Using = [] };
        }
        bool crosses = join.Kind == JoinKind.Cross || join.Comma;
        return crosses && (join.On is not null || join.Using.Length > 0) ? join with { Kind = JoinKind.Plain, Comma = false } : join;
    }

    /// <summary>Snowflake's ASOF JOIN keeps rows without a match and has MATCH_CONDITION; DuckDB's drops them and has one ON.</summary>
    private Join TranslateAsof(Join join)
    {
        if (Source.Family == "snowflake" && Dialect.Family == "duckdb" && join.MatchCondition is not null)
        {
            Expression on = join.On is null ? join.MatchCondition : new Binary(BinaryOperator.And, join.On, join.MatchCondition);
            return join with { Kind = JoinKind.Left, MatchCondition = null, On = on };
        }
        if (Source.Family == "duckdb" && Dialect.Family == "snowflake")
        {
            if (join.Kind != JoinKind.Left)
            {
                Refuse(join, "an ASOF JOIN that drops rows without a match", "write ASOF LEFT JOIN, and filter the unmatched rows");
            }
            Expression? match = null;
            Expression? equal = null;
            Expression? rest = join.On;
            while (rest is not null)
            {
                Expression part = rest is Binary { Operator: BinaryOperator.And } and ? and.Right : rest;
                rest = rest is Binary { Operator: BinaryOperator.And } more ? more.Left : null;
                if (part is Binary { Operator: BinaryOperator.Less or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual })
                {
                    match = part;
                }
                else
                {
                    equal = equal is null ? part : new Binary(BinaryOperator.And, part, equal);
                }
            }
            return join with { Kind = JoinKind.Plain, MatchCondition = match, On = equal };
        }
        return join;
    }

    protected virtual void WriteJoinCondition(Join join)
    {
        if (join.MatchCondition is not null)
        {
            Out.Append(" MATCH_CONDITION (");
            Write(join.MatchCondition);
            Out.Append(')');
        }
        if (join.On is not null)
        {
            if (_pretty)
            {
                Out.Append('\n');
                int start = Out.Length;
                Out.Append("ON ");
                Write(join.On);
                Out.Indent(start);
            }
            else
            {
                Out.Append(" ON ");
                Write(join.On);
            }
        }
        else if (join.Using.Length > 0)
        {
            if (_pretty)
            {
                Out.Append("\n  ");
            }
            else
            {
                Out.Append(' ');
            }
            Out.Append("USING (");
            WriteList([.. join.Using.Select(key => key is Column { Parts.Length: > 1 } column ? new Column([column.Last]) : key)], lines: false);
            Out.Append(')');
        }
    }

    private string JoinWords(Join join)
    {
        string outer = join.Word == "OUTER" ? " OUTER" : string.Empty;
        string word = join.Word is null or "OUTER" ? string.Empty : join.Word + " ";
        switch (join.Kind)
        {
            case JoinKind.Plain: return word + "JOIN";
            case JoinKind.Inner: return word.Length > 0 && join.Word == "DIRECTED" ? "INNER DIRECTED JOIN" : word + "INNER JOIN";
            case JoinKind.Left: return join.Word is "DIRECTED" or "OUTER DIRECTED" ? "LEFT " + join.Word + " JOIN" : word + "LEFT" + outer + " JOIN";
            case JoinKind.Right: return join.Word is "DIRECTED" or "OUTER DIRECTED" ? "RIGHT " + join.Word + " JOIN" : word + "RIGHT" + outer + " JOIN";
            case JoinKind.Full: return join.Word is "DIRECTED" or "OUTER DIRECTED" ? "FULL " + join.Word + " JOIN" : word + "FULL" + outer + " JOIN";
            case JoinKind.Cross: return join.Word == "DIRECTED" ? "CROSS DIRECTED JOIN" : "CROSS JOIN";
            case JoinKind.Outer: return "OUTER JOIN";
            case JoinKind.Positional:
                if (Dialect.Family != "duckdb")
                {
                    Refuse(join, "POSITIONAL JOIN", "number the rows with ROW_NUMBER and join on the numbers");
                }
                return "POSITIONAL JOIN";
            case JoinKind.StraightJoin: return Dialect.Family == "mysql" ? "STRAIGHT_JOIN" : "JOIN";
            case JoinKind.CrossApply:
                if (Dialect.Family != "tsql")
                {
                    return "CROSS JOIN LATERAL";
                }
                return "CROSS APPLY";
            case JoinKind.OuterApply:
                if (Dialect.Family != "tsql")
                {
                    Refuse(join, "OUTER APPLY", "write LEFT JOIN LATERAL … ON TRUE");
                }
                return "OUTER APPLY";
            default:
                if (!Rules.HasSemiJoin)
                {
                    Refuse(join, "SEMI and ANTI joins", "write WHERE EXISTS or WHERE NOT EXISTS");
                }
                bool sided = Dialect.Family is "spark" or "clickhouse";
                return join.Kind switch
                {
                    JoinKind.LeftSemi => sided ? "LEFT SEMI JOIN" : "SEMI JOIN",
                    JoinKind.LeftAnti => sided ? "LEFT ANTI JOIN" : "ANTI JOIN",
                    JoinKind.RightSemi => "RIGHT SEMI JOIN",
                    JoinKind.RightAnti => "RIGHT ANTI JOIN",
                    JoinKind.Semi => "SEMI JOIN",
                    _ => "ANTI JOIN",
                };
        }
    }

    protected virtual void WriteTable(TableExpression table)
    {
        if (Source.Family == "bigquery")
        {
            Remember(table);
        }
        switch (table)
        {
            case TableName name:
                WriteTableName(name);
                return;
            case SubqueryTable subquery:
                WriteSubqueryTable(subquery);
                return;
            case Unnest unnest:
                WriteUnnest(unnest);
                return;
            case TableFunction function:
                WriteTableFunction(function);
                return;
            case ParenTable { Inner: { Joins.Length: 0, First: SubqueryTable { Alias: not null } only }, Alias: null, Sample: null, Pivots.Length: 0 }:
                WriteTable(only);
                return;
            case ParenTable paren:
                Out.Append('(');
                WriteFromBody(paren.Inner);
                Out.Append(')');
                WriteTableTail(paren);
                return;
            case LateralView view:
                WriteLateralView(view);
                return;
            case MatchRecognize match:
                WriteMatchRecognize(match);
                return;
            default:
                Impossible(table);
                return;
        }
    }

    protected virtual void WriteTableName(TableName name)
    {
        if (name.Only)
        {
            Out.Append("ONLY ");
        }
        if (name.Parts is [StringLiteral text])
        {
            WriteFileTable(text, name);
        }
        else if (name.Parts is [RawText stage])
        {
            if (Dialect.Family is not ("snowflake" or "databricks"))
            {
                Refuse(name, "a stage as a table", "load the files first");
            }
            Out.Append(stage.Text);
            if (name.Options.Length > 0)
            {
                Out.Append(" (");
                WriteList(name.Options, lines: false);
                Out.Append(')');
            }
        }
        else
        {
            WriteTablePath(name);
        }
        if (name.StarSuffix && name.Parts[^1] is Identifier { Name: [.., not '*'] })
        {
            Out.Append(".*");
        }
        if (name.Final)
        {
            Out.Append(" FINAL");
        }
        if (name.TimeTravel is not null && !TimeTravelBehindAlias)
        {
            WriteTimeTravel(name.TimeTravel);
        }
        if (name.Tail is not null)
        {
            if (!SameDialect)
            {
                if (name.Tail.StartsWith("CHANGES", StringComparison.Ordinal))
                {
                    Refuse(name, "CHANGES", "read the target's own change feed");
                }
            }
            else
            {
                Out.Append(' ');
                Out.Append(name.Tail);
            }
        }
        WriteTableTail(name);
        if (name.TimeTravel is not null && TimeTravelBehindAlias)
        {
            WriteTimeTravel(name.TimeTravel);
        }
    }

    protected virtual bool TimeTravelBehindAlias => false;

    protected virtual void WriteFileTable(StringLiteral text, TableName table)
    {
        if (Dialect.Family is not ("duckdb" or "snowflake" or "clickhouse"))
        {
            Refuse(table, "a file as a table", "load the file first");
        }
        WriteString(text.Value);
    }

    protected virtual void WriteTablePath(TableName name)
    {
        if (!SameDialect && name.Parts.Length > 3 && Dialect.Family is "postgres" or "duckdb" or "snowflake")
        {
            Refuse(name, "a table's name of four parts", "name it by catalog, schema and table");
        }
        WritePath(name.Parts);
    }

    protected virtual void WriteTimeTravel(TimeTravel travel)
    {
        if (!SameDialect && Dialect.Family is not ("bigquery" or "snowflake" or "spark" or "trino" or "tsql"))
        {
            Refuse(travel, "reading a table as of a time", "filter on a column that holds the version");
        }
        if (travel.Form is "AT" or "BEFORE")
        {
            Out.Append(' ');
            Out.Append(travel.Form);
            Out.Append(" (");
            Out.Append(travel.Kind);
            Out.Append(" => ");
            Write(travel.Value);
            Out.Append(')');
            return;
        }
        Out.Append(" FOR ");
        Out.Append(travel.Kind);
        Out.Append(' ');
        Out.Append(travel.Form);
        Out.Append(' ');
        Write(travel.Value);
        if (travel.End is not null)
        {
            Out.Append(travel.Form == "BETWEEN" ? " AND " : " TO ");
            Write(travel.End);
        }
    }

    /// <summary>Alias, sample and pivots behind a table.</summary>
    protected void WriteTableTail(TableExpression table)
    {
        CheckPivots(table);
        if (SampleBeforeAlias && table.Sample is not null)
        {
            Out.Append(' ');
            WriteSample(table.Sample);
        }
        if (table.Alias is not null && !(table.Pivots.Length > 0 && AliasBehindPivot))
        {
            WriteTableAlias(table.Alias);
        }
        if (!SampleBeforeAlias && table.Sample is not null)
        {
            Out.Append(' ');
            WriteSample(table.Sample);
        }
        foreach (Pivot pivot in table.Pivots)
        {
            WritePivot(pivot);
        }
    }

    protected virtual bool SampleBeforeAlias => false;

    protected virtual bool AliasBehindPivot => false;

    protected virtual void WriteTableAlias(TableAlias alias)
    {
        Out.Append(" AS ");
        if (alias.Name is not null)
        {
            WriteName(alias.Name);
        }
        if (alias.Columns.Length > 0)
        {
            Out.Append('(');
            for (int index = 0; index < alias.Columns.Length; index++)
            {
                if (index > 0)
                {
                    Out.Append(", ");
                }
                WriteName(alias.Columns[index]);
                if (alias.Types.Length > index && alias.Types[index] is { } type)
                {
                    Out.Append(' ');
                    WriteType(type);
                }
            }
            Out.Append(')');
        }
    }

    protected virtual void WriteSubqueryTable(SubqueryTable subquery)
    {
        if (subquery.Lateral)
        {
            Out.Append("LATERAL ");
        }
        WriteSubquery(subquery.Query);
        WriteTableTail(subquery);
    }

    protected virtual void WriteUnnest(Unnest unnest)
    {
        if (unnest.Lateral)
        {
            Out.Append("LATERAL ");
        }
        Out.Append("UNNEST");
        WriteArguments(unnest.Arrays);
        if (unnest.WithOrdinality || unnest.Offset is not null)
        {
            Out.Append(" WITH ORDINALITY");
        }
        TableAlias? alias = unnest.Alias;
        if (unnest.AliasIsColumn && !UnnestAliasIsColumn)
        {
            Identifier? column = alias?.Name;
            if (column is null && unnest.Offset is null)
            {
                alias = null;
            }
            else
            {
                Identifier[] columns = unnest.Offset is null ? [column!] : [column ?? Identifier.Plain("_c"), unnest.Offset];
                alias = new TableAlias(FreshTable(), columns);
            }
        }
        if (alias is not null)
        {
            WriteTableAlias(alias);
        }
        if (unnest.Sample is not null)
        {
            Out.Append(' ');
            WriteSample(unnest.Sample);
        }
        foreach (Pivot pivot in unnest.Pivots)
        {
            WritePivot(pivot);
        }
    }

    protected virtual bool UnnestAliasIsColumn => false;

    private int _freshTables;

    /// <summary>_t0, _t1 …: names for tables that the target wants named.</summary>
    protected Identifier FreshTable() =>
        Identifier.Plain("_t" + (_freshTables++).ToString(System.Globalization.CultureInfo.InvariantCulture));

    protected virtual void WriteTableFunction(TableFunction function)
    {
        if (!SameDialect && function.Call is Call { Name: "FLATTEN" or "flatten" or "Flatten" } flatten && Source.Family == "snowflake")
        {
            WriteFlatten(function, flatten);
            return;
        }
        if (function.Lateral)
        {
            Out.Append("LATERAL ");
        }
        if (function.RowsFrom && !SameDialect && Dialect.Family != "postgres")
        {
            Refuse(function, "ROWS FROM", "join the functions' rows by their position");
        }
        if (function.RowsFrom)
        {
            Out.Append("ROWS FROM ");
            Write(function.Call);
        }
        else if (function.InTable)
        {
            if (Dialect.Family is not ("snowflake" or "trino" or "flink"))
            {
                Refuse(function, function.Call is Call { Name: var name } ? $"TABLE({name}(…))" : "TABLE(…)", "write UNNEST of the array, or name the function without TABLE");
            }
            Out.Append("TABLE(");
            Write(function.Call);
            Out.Append(')');
        }
        else
        {
            Write(function.Call);
        }
        if (function.WithOrdinality)
        {
            Out.Append(" WITH ORDINALITY");
        }
        WriteTableTail(function);
    }

    /// <summary>Snowflake's FLATTEN of an array: its value and its index from 0.</summary>
    private void WriteFlatten(TableFunction function, Call flatten)
    {
        if (Dialect.Family is not ("duckdb" or "postgres") || flatten.Arguments is not [NamedArgument { Value: Column or DotAccess or ArrayLiteral or Call { Name: "SPLIT" or "ARRAY_AGG" } } input])
        {
            Refuse(function, "FLATTEN", "write CROSS JOIN UNNEST(array), or the target's JSON functions for an object");
        }
        else
        {
            Identifier value = function.Alias?.Columns is { Length: > 4 } five ? five[4] : Identifier.Plain("value");
            Identifier index = function.Alias?.Columns is { Length: > 3 } four ? four[3] : Identifier.Plain("index");
            Identifier name = function.Alias?.Name ?? FreshTable();
            Identifier position = Identifier.Plain("_position");
            Select rows = new([new Column([value]), new Alias(new Binary(BinaryOperator.Subtract, new Column([position]), new NumberLiteral("1")), index)])
            {
                From = new FromClause(new Unnest([input.Value]) { WithOrdinality = true, Alias = new TableAlias(Identifier.Plain("_u"), [value, position]) }, []),
            };
            WriteSubqueryTable(new SubqueryTable(rows) { Lateral = true, Alias = new TableAlias(name, []) });
            return;
        }
        Write(function.Call);
        WriteTableTail(function);
    }

    private void WriteLateralView(LateralView view)
    {
        if (Dialect.Family != "spark")
        {
            Refuse(view, "LATERAL VIEW", "write CROSS JOIN UNNEST");
        }
        WriteTable(view.Source);
        Sep();
        Out.Append(view.Outer ? "LATERAL VIEW OUTER " : "LATERAL VIEW ");
        Write(view.Call);
        if (view.Table is not null)
        {
            Out.Append(' ');
            WriteName(view.Table);
        }
        if (view.Columns.Length > 0)
        {
            Out.Append(" AS ");
            WriteNames(view.Columns);
        }
    }

    protected virtual void WriteSample(TableSample sample)
    {
        Out.Append(sample.UsingSample && Dialect.Family == "duckdb" ? "USING SAMPLE " : "TABLESAMPLE ");
        if (!SameDialect && Dialect.Family is "postgres" or "bigquery" && (sample.Rows || sample.Buckets is not null || sample.Method is "RESERVOIR" || (Dialect.Family == "bigquery" && (sample.Method is "BERNOULLI" || sample.Seed is not null))))
        {
            Refuse(sample, "this form of TABLESAMPLE", Dialect.Family == "bigquery" ? "write TABLESAMPLE SYSTEM (n PERCENT)" : "write TABLESAMPLE BERNOULLI (percentage)");
        }
        if ((sample.Method ?? DefaultSampleMethod(sample)) is { } method)
        {
            Out.Append(method);
            Out.Append(' ');
        }
        Out.Append('(');
        Write(sample.Size);
        if (sample.Buckets is not null)
        {
            Out.Append(" OUT OF ");
            Write(sample.Buckets);
        }
        else if (sample.Rows)
        {
            Out.Append(" ROWS");
        }
        else if (!SampleIsPercent || (sample.UsingSample && Dialect.Family == "duckdb" && sample.Percent))
        {
            Out.Append(" PERCENT");
        }
        Out.Append(')');
        if (sample.Seed is not null)
        {
            Out.Append(SeedWord);
            Write(sample.Seed);
            Out.Append(')');
        }
    }

    /// <summary>The method to name where none was written.</summary>
    protected virtual string? DefaultSampleMethod(TableSample sample) => SameDialect ? null : Dialect.Family switch { "postgres" => "BERNOULLI", "bigquery" => "SYSTEM", _ => null };

    protected virtual bool SampleIsPercent => Dialect.Grammar.SampleIsPercent;

    protected virtual string SeedWord => " REPEATABLE (";

    protected virtual void WritePivot(Pivot pivot)
    {
        if (Dialect.Family is not ("bigquery" or "snowflake" or "duckdb" or "spark" or "tsql" or "redshift"))
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

    /// <summary>Snowflake names a pivoted column by the literal's text, with its quotes; other dialects by its value.</summary>
    private static Pivot NamedAsInSnowflake(Pivot pivot) => pivot with
    {
        Aggregates = Array.ConvertAll(pivot.Aggregates, Unqualified),
        For = Array.ConvertAll(pivot.For, item => item with
        {
            Column = Unqualified(item.Column),
            Values = Array.ConvertAll(item.Values, value => value is StringLiteral text ? new Alias(value, new Identifier($"'{text.Value}'", true)) : value),
        }),
    };

    private static Expression Unqualified(Expression expression) =>
        Rewriting.TreeRewriter.Rewrite(expression, node => node is Column { Parts.Length: > 1 } column ? new Column([column.Last]) { Position = column.Position } : null);

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
