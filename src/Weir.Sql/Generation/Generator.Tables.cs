using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

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
        Source.Family == "bigquery" && table is TableName { Parts: [Identifier { Quoted: false } first, _, ..] } path
            && _sources.Contains(first.Name)
            ? new Unnest([new Column([.. path.Parts.OfType<Identifier>()])])
            {
                Alias = path.Alias,
                AliasIsColumn = true,
                Position = path.Position
            } : table;

    protected virtual void WriteTable(TableExpression table)
    {
        if (Source.Family == "bigquery")
        {
            Remember(table);
        }
        if (!SameDialect && table.Sample is not null && Dialect.Family == "bigquery"
            && SampleToSubquery.Rewrite(table) is { } sampled)
        {
            table = sampled;
        }
        if (!SameDialect && table.Pivots.Length > 0 && Dialect.Family is "bigquery" or "duckdb")
        {
            table = PivotsApart.Rewrite(table, Dialect.Family == "bigquery");
        }
        if (table.Pivots.Length > 0 && !HasPivot && Types.Names.Of(table with { Pivots = [] }).Names is { } columns
            && Rewriting.PivotToAggregates.Rewrite(table, columns, Source.Family) is { } rewritten)
        {
            table = rewritten;
        }
        switch (table)
        {
            case TableName name:
                WriteTableName(Spelled(name));
                return;
            case SubqueryTable subquery:
                WriteSubqueryTable(subquery);
                return;
            case Unnest { Arrays.Length: > 1 } several when !SameDialect
                && Dialect.Family is "bigquery" or "snowflake" or "duckdb":
                WriteSeveralArrays(several);
                return;
            case Unnest unnest:
                WriteUnnest(unnest);
                return;
            case TableFunction { RowsFrom: true, Call: TupleExpression { Items: [var only] } } rows
                when !SameDialect && Dialect.Family != "postgres":
                // ROWS FROM of one function is the function.
                WriteTableFunction(rows with { Call = only, RowsFrom = false });
                return;
            case TableFunction records when !SameDialect && Source.Family == "postgres"
                && Dialect.Family is "bigquery" or "duckdb" or "snowflake" && RecordSets.Rewrite(records) is { } set:
                WriteSubqueryTable(set with { Lateral = HasColumn(records.Call) });
                return;
            case TableFunction function:
                WriteTableFunction(function);
                return;
            case ParenTable
            {
                Inner: { Joins.Length: 0, First: SubqueryTable { Alias: not null } inner }, Alias: null,
                Sample: null, Pivots.Length: 0
            }:
                WriteTable(inner);
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
                Out.Append(' ');
                WriteBracketed(name.Options);
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
                Separate(index);
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
        if (_thin is not null && Dialect.Name is "sqlite" or "mysql" && subquery.Alias is { Columns.Length: > 0 })
        {
            if (Rewriting.NamedRows.Rewrite(subquery) is { } named)
            {
                subquery = named;
            }
            else
            {
                Refuse(subquery, "names of a subquery's columns behind its alias", "name them within the subquery");
            }
        }
        if (subquery.Lateral)
        {
            Out.Append("LATERAL ");
        }
        WriteSubquery(subquery.Query);
        WriteTableTail(subquery);
    }

    /// <summary>
    /// UNNEST of several arrays, side by side and as long as the longest, as a query with each among its columns.
    /// </summary>
    private void WriteSeveralArrays(Unnest several)
    {
        Identifier[] names = several.Alias?.Columns ?? [];
        bool outer = Dialect.Family != "duckdb" && Array.Exists(several.Arrays, HasColumn);
        if (several.WithOrdinality || several.Offset is not null || names.Length != several.Arrays.Length || outer)
        {
            Refuse(several, "UNNEST of several arrays", "write a query with UNNEST of each among its columns");
            return;
        }
        Select select =
            new([.. several.Arrays.Zip(names, (array, name) => new Alias(Call.OfFinal("UNNEST", array), name))]);
        WriteSubqueryTable(
            new SubqueryTable(select) { Alias = new TableAlias(several.Alias!.Name ?? FreshTable(), []) });
    }
}
