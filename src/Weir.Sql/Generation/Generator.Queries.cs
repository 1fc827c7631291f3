using Weir.Sql.Ast;
using Weir.Sql.Names;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    private bool _hidesQualify;

    protected void WriteQuery(Query query)
    {
        GuardDepth(query);
        Binder.CommonSight? entered = Types.Names.Enter();
        WriteQueryBody(query);
        Types.Names.Leave(entered);
    }

    private void WriteQueryBody(Query query)
    {
        DemandQuery(query);
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
                if (SameDialect && paren.Alias is not null)
                {
                    WriteTableAlias(paren.Alias);
                }
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
        Types.Names.Push(select);
        Query prepared = PrepareSelect(select with { With = null });
        if (prepared is Select ready)
        {
            DemandSelect(ready);
            WriteSelect(ready);
            WriteQueryTail(ready);
        }
        else
        {
            WriteQuery(prepared);
        }
        Types.Names.Pop();
    }

    /// <summary>Rewrites a SELECT whose clauses the target does not have.</summary>
    protected virtual Query PrepareSelect(Select select)
    {
        select = ExactConstants(select);
        if (!SameDialect && Dialect.Family == "bigquery")
        {
            select = new HiddenColumns(Types.Names).Rewrite(select);
        }
        if (!SameDialect)
        {
            select = PrepareForeign(select);
        }
        if (select.Qualify is not null && (!Rules.HasQualify || _hidesQualify))
        {
            _hidesQualify = false;
            if (!SameDialect && Array.Exists(select.Items, item => item is Star))
            {
                Warn(select, "the columns of * are not known: the window of QUALIFY stands among them as _w");
            }
            return QualifyToSubquery.Rewrite(select, aliasesFirst: Source.Family == "bigquery");
        }
        if (select.DistinctOn.Length > 0 && !Rules.HasDistinctOn)
        {
            return DistinctOnToRowNumber.Rewrite(select);
        }
        return select;
    }

    /// <summary>Constants beside columns of the schema: addresses in lower case, amounts with all their digits.</summary>
    private Select ExactConstants(Select select)
    {
        if (!Types.HasSchema)
        {
            return select;
        }
        select = new HexConstants(Types.IsHex).Rewrite(select);
        return Dialect.Family is "duckdb" or "postgres"
            ? new ExactAmounts(Types, Dialect.Family == "duckdb", Warn).Rewrite(select) : select;
    }

    /// <summary>What every target needs that has other joins, windows or positions than the source.</summary>
    protected virtual Select PrepareForeign(Select select)
    {
        if (Dialect.Family is "bigquery" or "duckdb" or "postgres" && select.ConnectBy is not null)
        {
            select = ConnectByToRecursion.Rewrite(select) ?? select;
        }
        if (Source.Family == "snowflake")
        {
            select = GeneratedRows.Rewrite(ValuesColumns.Rewrite(select, Dialect.Family));
        }
        if (Source.Family is "snowflake" or "duckdb")
        {
            select = PositionColumns.Rewrite(select, Source.Family == "snowflake" ? "$" : "#");
        }
        if (Source.Family == "duckdb" && Dialect.Family is "bigquery" or "snowflake"
            && ShareOfRows.Rewrite(select) is { } share)
        {
            select = share;
        }
        if (Source.Family == "bigquery" && Dialect.Family is "postgres" or "snowflake")
        {
            select = WindowPercentiles.Rewrite(select);
        }
        if (Source.Family == "duckdb")
        {
            select = PivotByGroups.Rewrite(select) ?? select;
        }
        if (Source.Family == "snowflake" && select.From is not null && FlattenedStar(select) is { } star
            && !(select.From is { First: TableFunction alone, Joins.Length: 0 } && FlattenedJson(alone) is not null))
        {
            Refuse(star, "all columns of FLATTEN", "name the columns: value, index");
        }
        if (Source.Family == "duckdb")
        {
            select = ImplicitLateral.Rewrite(select);
        }
        if (Dialect.Family == "bigquery"
            && select is { Sample: { } sample, From: { Joins.Length: 0, First: { Sample: null } sampled } })
        {
            select = select with { Sample = null, From = new FromClause(sampled with { Sample = sample }, []) };
        }
        if (SelectAliases.IsOrderByAll(select))
        {
            if (SelectAliases.OrderByAll(select) is not { } ordered)
            {
                Refuse(select.OrderBy[0], "ORDER BY ALL", "name the columns to order by");
                return select;
            }
            select = ordered;
        }
        select = BindNames(select);
        if (Dialect.Family is "postgres" or "trino" or "tsql" or "flink" or "deltastream"
            && Source.Family is "bigquery" or "snowflake" or "duckdb")
        {
            select = SelectAliases.AggregatesInHaving(select);
        }
        if (Dialect.Family is "postgres" or "bigquery" or "trino" or "tsql" or "mysql" or "sqlite" or "flink" or "deltastream"
            && Source.Family is "snowflake" or "duckdb"
            && Array.Exists(select.Items, item => item is Alias) && Types.Names.IsComplete)
        {
            select = SelectAliases.EarlierColumns(select, Types.Names);
        }
        select = StarsOfUsing(select);
        if (Dialect.Family == "bigquery" && select.From is { } natural && Array.Exists(natural.Joins, join => join.Natural))
        {
            select = select with { From = Types.Names.WithoutNatural(natural) };
        }
        if (Array.Exists(select.Items, item => item is Star star && !CanSay(star)))
        {
            select = select with
            {
                Items = [.. select.Items.SelectMany(
                item => item is Star star && !CanSay(star) ? Types.Names.Expanded(star, select.From) ?? [star] : [item])]
            };
        }
        if (Types.HasSchema && Dialect.Family is "bigquery" or "snowflake")
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
        if (select is { Kind: "AS STRUCT" } && Dialect.Family == "bigquery")
        {
            return select;
        }
        if (select is { Kind: "AS STRUCT" } && !Array.Exists(select.Items, item => item is Star))
        {
            select = select with { Items = [new StructLiteral(select.Items, null) { Position = select.Position }] };
        }
        else if (select.Kind is not null && (select.Kind != "AS VALUE" || select.Items.Length != 1))
        {
            Refuse(select, "SELECT " + select.Kind, "select the columns themselves");
        }
        if (Source.Family == "postgres" && Dialect.Family is "bigquery" or "duckdb" or "snowflake")
        {
            select = JsonElements.Rewrite(select);
        }
        int shift = OffsetsFromOne(Dialect.Family) - OffsetsFromOne(Source.Family);
        if (shift != 0 && Source.Family != "snowflake" && OffsetShift.Names(select.From) is { Count: > 0 } names)
        {
            if (select.Items is [Star { Qualifier.Length: 0, Except.Length: 0, Replace.Length: 0, Rename.Length: 0 }]
                && OffsetShift.Columns(select.From!) is { } columns)
            {
                select = select with { Items = columns };
            }
            else if (Array.Find(select.Items, item => item is Star) is { } shown)
            {
                if (Source.Family == "bigquery" && OffsetShift.Counted(select.From!, FreshTable) is { } counted)
                {
                    return select with { From = counted };
                }
                Refuse(shown, "a position of UNNEST among the columns of *",
                    "name the columns: the position counts from another number here");
            }
            select = OffsetShift.Rewrite(select, names, -shift);
        }
        return select;
    }

    /// <summary>Names that are an alias and a column at once, as the source resolves them.</summary>
    private Select BindNames(Select select)
    {
        _hidesQualify = false;
        if (!Array.Exists(select.Items, item => item is Alias) || (
            select.GroupBy is null && select.Having is null && select.Qualify is null && select.OrderBy.Length == 0))
        {
            return select;
        }
        SelectAliases aliases = new(select, Types.Names, (node, name) =>
            Refuse(node, $"{name}, which is an alias and a column", "qualify the column with its table"));
        _hidesQualify = Dialect.Family == "bigquery" && Source.Family != "bigquery" && aliases.HidesColumnsOfQualify;
        return (Source.Family == "bigquery", Dialect.Family == "bigquery") switch
        {
            (true, false) => aliases.AliasesFirst(),
            (false, true) => aliases.ColumnsFirst(),
            _ => select,
        };
    }

    protected virtual bool HasWindowClause => true;

    private static int OffsetsFromOne(string family) => family is "bigquery" or "snowflake" ? 0 : 1;

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
            if (select.IntoModifier is not null)
            {
                Out.Append(select.IntoModifier);
                Out.Append(' ');
            }
            if (!SameDialect && !HasSelectInto)
            {
                Refuse(select, "SELECT … INTO within a set operation", "write CREATE TABLE … AS");
            }
            WritePath(select.Into);
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
            bool ofBigQuery = select.Kind is "AS STRUCT" or "AS VALUE";
            if (!SameDialect && ofBigQuery && Dialect.Family != "bigquery")
            {
                return;
            }
            if (!SameDialect && !ofBigQuery)
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
}
