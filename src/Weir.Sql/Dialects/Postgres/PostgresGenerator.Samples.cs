using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>
/// Samples of a number of rows, and of subqueries: rows in a random order, or in that of a hash where a seed makes them
/// the same again (other rows than the source's seed gives).
/// </summary>
internal partial class PostgresGenerator
{
    /// <summary>The sample as a subquery; null where TABLESAMPLE says it, or nothing does.</summary>
    private SubqueryTable? Sampled(TableExpression table)
    {
        if (SameDialect || !IsPostgres || table is not { Sample: { Buckets: null } sample, Pivots.Length: 0 }
            || table is not (TableName or SubqueryTable or TableFunction { Lateral: false })
            || (table is TableName && !sample.Rows))
        {
            return null;
        }
        Identifier? name = table.Alias?.Name ?? (table as TableName)?.Parts[^1] as Identifier;
        TableAlias alias = new(name ?? FreshTable(), table.Alias?.Columns ?? []);
        Select rows = new([new Star([])])
        {
            From = new FromClause(table with { Sample = null, Alias = name is null ? alias : table.Alias }, []),
        };
        Expression? order = sample.Seed is null ? Call.OfFinal("RANDOM")
            : Filled("HASHTEXTEXTENDED(CAST($1 AS TEXT), $2)", new Column([alias.Name!]), sample.Seed);
        if (sample.Rows)
        {
            rows = rows with
            {
                OrderBy = [new OrderItem(order, SortDirection.Unspecified, NullOrder.Last)],
                Limit = sample.Size,
            };
        }
        else if (sample.Seed is null && sample.Size is NumberLiteral)
        {
            rows = rows with { Where = Filled("RANDOM() < $1 / 100.0", sample.Size) };
        }
        else
        {
            return null;
        }
        return new SubqueryTable(rows) { Alias = new TableAlias(alias.Name, []), Position = table.Position };
    }

    protected override void WriteTable(TableExpression table) => base.WriteTable(Sampled(table) ?? table);

    /// <summary>DuckDB's USING SAMPLE is of what FROM gives, before WHERE.</summary>
    // https://duckdb.org/docs/stable/sql/query_syntax/sample
    private Select WithSampleOfTable(Select select) =>
        !SameDialect && select is { Sample: { } sample, From: { Joins.Length: 0, First: { Sample: null } first } }
            ? select with { Sample = null, From = new FromClause(first with { Sample = sample }, []) } : select;

    /// <summary>A share of the rows, counted before.</summary>
    private Select WithCountedLimit(Select select)
    {
        if (SameDialect || !IsPostgres || select.Limit is not Binary
            {
                Custom: " ", Left: NumberLiteral share, Right: WordExpression { Word: "PERCENT" }
            })
        {
            return select;
        }
        Select all = select with { Limit = null, Offset = null, OrderBy = [], With = null };
        Select count = new([Filled("CAST(FLOOR(COUNT(*) * $1 / 100.0) AS BIGINT)", share)])
        {
            From = new FromClause(new SubqueryTable(all) { Alias = new TableAlias(FreshTable(), []) }, []),
        };
        return select with { Limit = new SubqueryExpression(count) };
    }

    protected override Query PrepareSelect(Select select) =>
        base.PrepareSelect(WithCountedLimit(WithSampleOfTable(select))) switch
        {
            Select ready => WithRows(ready),
            var other => other,
        };
}
