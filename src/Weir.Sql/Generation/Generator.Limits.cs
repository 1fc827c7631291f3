using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>What a query holds that the target's parser does not take.</summary>
    private void CheckQuery(Query query)
    {
        if (query.Limit is Binary { Custom: " ", Right: WordExpression { Word: "PERCENT" } }
            && Dialect.Family != "duckdb")
        {
            Refuse(query, "LIMIT … PERCENT", "count the rows first");
        }
    }

    private void CheckCommonTable(CommonTable table)
    {
        if (table.Tail is not null && Dialect.Family != "postgres")
        {
            Refuse(table, table.Tail.Split(' ')[0] + " behind a recursive common table",
                "carry the path or the visited keys along as a column");
        }
    }

    /// <summary>A constraint in the target's words; null where it says nothing there.</summary>
    private ColumnConstraint? ForeignConstraint(ColumnConstraint constraint)
    {
        string text = constraint.Text ?? string.Empty;
        string kind = constraint.Kind;
        if (kind is "RELY" or "NORELY" && Dialect.Family != "snowflake")
        {
            return null;
        }
        if (Dialect.Family != "snowflake" && text is "RELY" or "NORELY")
        {
            constraint = constraint with { Text = null };
            text = string.Empty;
        }
        bool bigquery = Dialect.Family == "bigquery";
        if (kind == "UNIQUE NULLS NOT DISTINCT" && Dialect.Family != "postgres")
        {
            Refuse(constraint, kind, "declare the column NOT NULL");
        }
        if (bigquery && kind is "UNIQUE" or "CHECK" or "EXCLUDE")
        {
            Refuse(constraint, kind + " constraints", "check the data when it is loaded");
        }
        if (bigquery && kind == "COLLATE")
        {
            Refuse(constraint, "a column's named collation", "write COLLATE 'und:ci'");
        }
        if (bigquery && kind is "PRIMARY KEY" or "FOREIGN KEY" or "REFERENCES"
            && !text.Contains("ENFORCED", StringComparison.Ordinal))
        {
            if (text.Length > 0)
            {
                Refuse(constraint, kind + text, "keys are not enforced and have no actions");
            }
            constraint = constraint with { Text = kind == "PRIMARY KEY" ? "NOT ENFORCED" : " NOT ENFORCED" };
        }
        if (Dialect.Family == "flink" && kind == "PRIMARY KEY" && text.Length == 0)
        {
            constraint = constraint with { Text = "NOT ENFORCED" };
        }
        if (text.Contains("MATCH PARTIAL", StringComparison.Ordinal))
        {
            Refuse(constraint, "MATCH PARTIAL", "write MATCH FULL");
        }
        if (text.Contains("NULLS NOT DISTINCT", StringComparison.Ordinal) && Dialect.Family != "postgres")
        {
            Refuse(constraint, "UNIQUE NULLS NOT DISTINCT", "declare the column NOT NULL");
        }
        return constraint;
    }

    /// <summary>GENERATE_SERIES and RANGE as a table, for dialects that have them as arrays only.</summary>
    protected static TableExpression SeriesAsUnnest(TableFunction function)
    {
        if (function.Call is not Call { Name: "GENERATE_SERIES" or "ARRAY_GENERATE_RANGE" } series || function.Lateral
            || function.RowsFrom)
        {
            return function;
        }
        Identifier? column = function.Alias?.Columns is [var first, ..] ? first : function.Alias?.Name;
        return new Unnest([series])
        {
            Alias = column is null ? null : new TableAlias(column, []),
            AliasIsColumn = true,
            WithOrdinality = function.WithOrdinality,
            Position = function.Position,
        };
    }

    private void CheckPivots(TableExpression table)
    {
        if (table.Pivots.Length == 0 || SameDialect)
        {
            return;
        }
        foreach (Pivot pivot in table.Pivots)
        {
            if (pivot.GroupBy is not null && Dialect.Family != "duckdb")
            {
                Refuse(pivot, "PIVOT … GROUP BY", "select only the columns to group by in a subquery");
            }
            if (pivot.DefaultOnNull is not null && Dialect.Family != "snowflake")
            {
                Refuse(pivot, "PIVOT … DEFAULT ON NULL", "COALESCE the pivoted columns");
            }
        }
        if (Dialect.Family == "bigquery" && (table.Pivots.Length > 1 || table is TableName { TimeTravel: not null }))
        {
            Refuse(table.Pivots[^1], "PIVOT or UNPIVOT of more than a plain table", "put the table into a subquery");
        }
    }

    private void CheckCreate(CreateTable create)
    {
        foreach (string modifier in create.Modifiers)
        {
            bool known = modifier switch
            {
                "SECURE" or "TRANSIENT" or "VOLATILE" or "HYBRID" or "DYNAMIC" => Dialect.Family == "snowflake",
                "FOREIGN" => Dialect.Family == "postgres",
                _ => true,
            };
            if (modifier is "TRANSIENT")
            {
                continue;
            }
            if (!known)
            {
                Refuse(create, $"CREATE {modifier}", "leave the word out, if what it promises is not needed");
            }
        }
        if (create.CloneOf is not null && create.Kind != "TABLE" && Dialect.Family != "snowflake")
        {
            Refuse(create, "CLONE of a " + create.Kind.ToLowerInvariant(), "copy its tables one by one");
        }
        if (create is { Replace: true, Kind: "VIEW" } && create.Modifiers.Contains("MATERIALIZED")
            && Dialect.Family == "postgres")
        {
            Refuse(create, "CREATE OR REPLACE MATERIALIZED VIEW", "write DROP MATERIALIZED VIEW IF EXISTS first");
        }
    }
}
