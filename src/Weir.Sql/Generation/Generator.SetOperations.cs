using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteSetOperation(SetOperation operation)
    {
        if (!SameDialect && (operation.Side is not null || operation.Matching is not null) && !HasByName(operation)
            && Rewriting.SetOperationByName.Rewrite(operation, Types.Names, Source.Family) is { } positional)
        {
            WriteSetOperation(positional);
            return;
        }
        if (!SameDialect && operation is { All: true, Operator: not "UNION" } && !Rules.HasExceptAll
            && Dialect.Family is "bigquery" or "snowflake")
        {
            Expression row = Dialect.Family == "bigquery" ? Call.OfFinal("TO_JSON_STRING", Column.Of("_s"))
                : Call.OfFinal("TO_JSON", Call.OfFinal("OBJECT_CONSTRUCT_KEEP_NULL", new Star([])));
            Select numbered = Rewriting.NumberedRows.Rewrite(
                operation with { With = null }, row, apart: Dialect.Family == "snowflake");
            WriteSelect(numbered);
            WriteQueryTail(numbered);
            return;
        }
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

    /// <summary>
    /// BigQuery's FULL OUTER UNION BY NAME is DuckDB's and Snowflake's UNION BY NAME; none of them has the other sides.
    /// </summary>
    private bool HasByName(SetOperation operation) =>
        Dialect.Family == "bigquery" || (Dialect.Family is "duckdb" or "snowflake"
            && operation is
            {
                Operator: "UNION", Side: null or "FULL" or "FULL OUTER" or "OUTER", Matching: "BY NAME"
            });

    private static bool IsBare(Query query) => query.With is null && query.OrderBy.Length == 0 && query.Limit is null
        && query.Offset is null && query.Fetch is null;

    protected virtual void WriteSetOperator(SetOperation operation)
    {
        if (!SameDialect && operation.Matching == "BY NAME" && HasByName(operation))
        {
            // The columns that one side lacks are NULL in DuckDB and Snowflake, an error in BigQuery unless it says
            // FULL.
            operation = operation with
            {
                Side = Source.Family is "duckdb" or "snowflake" && Dialect.Family == "bigquery"
                ? "FULL OUTER" : Dialect.Family == "bigquery" ? operation.Side : null
            };
        }
        if (operation.Side is not null)
        {
            if (!SameDialect && Dialect.Family != "bigquery")
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
                Refuse(operation, operation.Operator + " ALL",
                    "number equal rows with ROW_NUMBER and compare the numbers too");
            }
            Out.Append(" ALL");
        }
        else if (Rules.SetOperationsSayDistinct || operation.All == false && SameDialect
            && Dialect.Family is "clickhouse")
        {
            Out.Append(" DISTINCT");
        }
        if (operation.Matching is not null)
        {
            if (Dialect.Family is not ("duckdb" or "bigquery" or "snowflake")
                || (!SameDialect && operation.Matching.Contains(" ON ", StringComparison.Ordinal)))
            {
                Refuse(operation, operation.Operator + " " + operation.Matching,
                    "list the columns in the same order in both queries");
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

    private void WritePivotStatement(PivotStatement pivot)
    {
        if (!SameDialect && Rewriting.PivotByGroups.Rewrite(pivot) is { } aggregated)
        {
            WriteQuery(aggregated);
            return;
        }
        if (!SameDialect && Dialect.Family == "bigquery"
            && Rewriting.StatementPivots.Listed(pivot, Types.Names.Of(pivot.Source).Names) is { } listed)
        {
            WriteQuery(listed with { With = null });
            return;
        }
        if (!SameDialect && Dialect.Family == "snowflake" && Rewriting.StatementPivots.AnyValue(pivot) is { } every)
        {
            Warn(pivot, "Snowflake names a column by its value with quotes where that is a text: 'value'");
            WriteQuery(every with { With = null });
            return;
        }
        if (!SameDialect)
        {
            Refuse(pivot, pivot.Unpivot ? "the statement UNPIVOT" : "the statement PIVOT",
                "aggregate with CASE for each value");
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
