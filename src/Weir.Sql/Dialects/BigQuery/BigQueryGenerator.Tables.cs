using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Dialects.BigQuery;

internal sealed partial class BigQueryGenerator
{
    protected override bool TimeTravelBehindAlias => true;

    protected override bool SampleIsPercent => false;

    /// <summary>Quoted parts stand in one pair of backquotes: <c>`a.b.c`</c>.</summary>
    protected override void WritePath(Expression[] parts)
    {
        bool quoted = Source.Family == "bigquery" && parts.Length > 1
            && Array.Exists(parts, part => part is Identifier { Quoted: true });
        if (!quoted || !Array.TrueForAll(parts, part => part is Identifier))
        {
            base.WritePath(parts);
            return;
        }
        Out.Append('`');
        for (int index = 0; index < parts.Length; index++)
        {
            if (index > 0)
            {
                Out.Append('.');
            }
            Out.Append(((Identifier)parts[index]).Name);
        }
        Out.Append('`');
    }

    /// <summary>Views of INFORMATION_SCHEMA are named together with it.</summary>
    protected override void WriteTablePath(TableName name)
    {
        if (name.Parts is not [.., Identifier { Quoted: false } schema, Identifier { Quoted: false } view]
            || name.Parts.Length < 3 - (SameDialect ? 0 : 1)
            || !schema.Name.Equals("INFORMATION_SCHEMA", StringComparison.OrdinalIgnoreCase))
        {
            base.WriteTablePath(name);
            return;
        }
        base.WriteTablePath(
            name with { Parts = [.. name.Parts[..^2], new Identifier(schema.Name + "." + view.Name, true)] });
        if (name.Alias is null)
        {
            WriteTableAlias(new TableAlias(view, []));
        }
    }

    protected override void WriteTimeTravel(TimeTravel travel)
    {
        Out.Append(" FOR SYSTEM_TIME AS OF ");
        Write(travel.Value);
    }

    protected override void WriteUnnest(Unnest unnest)
    {
        Out.Append("UNNEST");
        WriteArguments(unnest.Arrays);
        Identifier? column = unnest.AliasIsColumn ? unnest.Alias?.Name : unnest.Alias?.Columns is [var first, ..]
            ? first : unnest.Alias?.Name;
        if (column is not null)
        {
            Out.Append(" AS ");
            WriteName(column);
        }
        Identifier? offset = unnest.Offset ?? (unnest.WithOrdinality ? unnest.Alias?.Columns is [_, var second, ..]
            ? second : Identifier.Plain("offset") : null);
        if (offset is not null)
        {
            Out.Append(" WITH OFFSET AS ");
            WriteName(offset);
        }
        foreach (Pivot pivot in unnest.Pivots)
        {
            WritePivot(pivot);
        }
    }

    protected override void WriteTableAlias(TableAlias alias)
    {
        if (alias.Name is null)
        {
            return;
        }
        Out.Append(" AS ");
        WriteName(alias.Name);
    }

    protected override void WriteTableFunction(TableFunction function)
    {
        if (!SameDialect && function.RowsFrom)
        {
            Refuse(function, "ROWS FROM", "join the functions' rows by their position");
        }
        if (!SameDialect && function.Lateral
            && !(function.Call is Call { Name: "FLATTEN" or "flatten" or "Flatten" } && Source.Family == "snowflake"))
        {
            Refuse(function, "LATERAL", "write a correlated UNNEST or a subquery");
        }
        if (!SameDialect && SeriesAsUnnest(function) is Unnest series)
        {
            WriteUnnest(series);
            return;
        }
        base.WriteTableFunction(function);
    }

    protected override void WriteLimits(Query query, Expression? limit) =>
        base.WriteLimits(query, limit is null && query is
        {
            Offset: not null,
            Fetch: null
        } && !SameDialect ? new NumberLiteral("9223372036854775807") : limit);

    private void Named(string word, Expression index)
    {
        Out.Append(word);
        Out.Append('(');
        Write(index);
        Out.Append(')');
    }

    /// <summary>VALUES as an array of structs in FROM, as SELECTs elsewhere.</summary>
    protected override void WriteSubqueryTable(SubqueryTable subquery)
    {
        if (!SameDialect && subquery is { Lateral: true, Query: not Values })
        {
            // No LATERAL here: the rows as an array of structs, which may refer to what stands before.
            if (subquery is not
                {
                    Query: Select { Kind: null, With: null } select,
                    Alias: null or { Name: { }, Columns.Length: 0 }
                })
            {
                Refuse(subquery, "LATERAL", "write a correlated UNNEST or a subquery");
                return;
            }
            Out.Append("UNNEST(ARRAY");
            WriteSubquery(select with { Kind = "AS STRUCT" });
            Out.Append(')');
            WriteTableTail(subquery);
            return;
        }
        if (subquery.Query is not Values { Rows: [TupleExpression, ..] } values || SameDialect)
        {
            if (subquery.Alias is { Columns.Length: > 0 } alias && !SameDialect
                && Aliased(subquery.Query, alias.Columns) is { } renamed)
            {
                base.WriteSubqueryTable(subquery with { Query = renamed, Alias = alias with { Columns = [] } });
                return;
            }
            base.WriteSubqueryTable(subquery);
            return;
        }
        Identifier[] names = subquery.Alias?.Columns ?? [];
        Expression[] rows = Array.ConvertAll(values.Rows, row => (Expression)new StructLiteral(
            Named(row is TupleExpression tuple ? tuple.Items : [row], names), null)
        { Comments = row.Comments });
        Out.Append("UNNEST(");
        Write(new ArrayLiteral(rows, null));
        Out.Append(')');
        WriteTableTail(
            subquery with { Alias = subquery.Alias is { Name: { } name } ? new TableAlias(name, []) : null });
    }

    private static Expression[] Named(Expression[] items, Identifier[] names)
    {
        Expression[] fields = new Expression[items.Length];
        for (int index = 0; index < items.Length; index++)
        {
            Identifier name = index < names.Length ? names[index]
                : Identifier.Plain("_c" + index.ToString(System.Globalization.CultureInfo.InvariantCulture));
            fields[index] = new Alias(items[index], name);
        }
        return fields;
    }

    protected override void WriteValues(Values values)
    {
        for (int index = 0; index < values.Rows.Length; index++)
        {
            Out.Append(index > 0 ? " UNION ALL SELECT " : "SELECT ");
            WriteList(values.Rows[index] is TupleExpression row ? row.Items : [values.Rows[index]], lines: false);
        }
    }

    protected override void WriteInsertSource(Query query)
    {
        if (query is Values values)
        {
            base.WriteValues(values);
            return;
        }
        base.WriteInsertSource(query);
    }

    /// <summary>PostgreSQL's one set-returning function among the columns, moved to FROM.</summary>
    protected override Select PrepareForeign(Select select)
    {
        select = UnnestColumns.Rewrite(SelectedUnnest.Rewrite(base.PrepareForeign(select), aliasIsColumn: true));
        if (select.Where is SubqueryExpression or Paren { Inner: SubqueryExpression })
        {
            select = select with { Where = new Cast(select.Where, DataType.Of(TypeKind.Boolean), CastKind.Strict) };
        }
        if (Source.Family != "postgres" || Array.FindAll(select.Items, SelectedUnnest.IsSeries) is not [var item])
        {
            // BigQuery has no WHERE without FROM.
            return select is { Where: not null, From: null } ? select with
            {
                From = new FromClause(
                new Unnest([new ArrayLiteral([new NumberLiteral("1")], null)]), [])
            } : select;
        }
        Identifier name = item is Alias alias ? alias.Name : Identifier.Plain("_gen_series_value");
        Unnest series = new([item is Alias { Value: var value } ? value : item])
        {
            Alias = new TableAlias(name, []),
            AliasIsColumn = true
        };
        return select with
        {
            Items = Array.ConvertAll(select.Items, other => ReferenceEquals(other, item) ? new Column([name]) : other),
            From = select.From is null ? new FromClause(series, [])
            : select.From with { Joins = [.. select.From.Joins, new Join(JoinKind.Cross, series)] },
        };
    }

    protected override void WriteSelectItems(Select select)
    {
        if (!SameDialect)
        {
            foreach (Expression item in select.Items)
            {
                if (SelectedUnnest.Contains(item))
                {
                    Refuse(item, "UNNEST among the selected columns", "write CROSS JOIN UNNEST in FROM");
                }
                if ((item is Alias alias ? alias.Value : item) is Call { Name: "GENERATE_SERIES" or "EXPLODE" } call)
                {
                    Refuse(call, call.Name.ToUpperInvariant() + " among the selected columns",
                        "write CROSS JOIN UNNEST in FROM");
                }
            }
        }
        base.WriteSelectItems(select);
    }
}
