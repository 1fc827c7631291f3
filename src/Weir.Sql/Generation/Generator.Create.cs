using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteCreateTable(CreateTable create)
    {
        if (!SameDialect)
        {
            CheckCreate(create);
        }
        if (create.Replace && create.Kind == "TABLE" && !Rules.HasReplaceTable)
        {
            Refuse(create, "CREATE OR REPLACE TABLE",
                "write DROP TABLE IF EXISTS, then CREATE TABLE, in one transaction");
        }
        if (!SameDialect && Dialect.Family == "duckdb" && create.Modifiers.Contains("MATERIALIZED"))
        {
            Refuse(create, "materialized views", "create a table from the query and fill it again when needed");
        }
        if (!SameDialect && create.CloneOf is not null
            && !(Dialect.Family is "bigquery" or "snowflake" && Source.Family is "bigquery" or "snowflake"))
        {
            Refuse(create, "CLONE and COPY of a table", "write CREATE TABLE … AS SELECT");
        }
        if (!SameDialect && Dialect.Family != "postgres" && create.Modifiers.Contains("UNLOGGED"))
        {
            Warn(create, "UNLOGGED is left out: every table outlives a crash here");
            create = create with { Modifiers = [.. create.Modifiers.Where(modifier => modifier != "UNLOGGED")] };
        }
        WriteCreateHead(create.Replace, create.Modifiers, create.Kind, create.IfNotExists, create.Name);
        if (create.Elements is not null)
        {
            WriteElements(create.Elements);
        }
        if (create.Like is not null)
        {
            Out.Append(" LIKE ");
            WritePath(create.Like);
        }
        if (create.CloneOf is { } clone)
        {
            Out.Append(' ');
            Out.Append(Dialect.Family == "snowflake" ? "CLONE" : clone.Word);
            Out.Append(' ');
            WritePath(clone.Source);
            if (clone.Tail.Length > 0)
            {
                Out.Append(' ');
                Out.Append(clone.Tail);
            }
        }
        foreach (Property property in create.Properties)
        {
            WriteProperty(property, create);
        }
        if (create.As is not null)
        {
            Sep();
            Out.Append("AS");
            Sep();
            WriteStatement(create.As);
        }
        if (create.Tail is not null)
        {
            Out.Append(' ');
            Out.Append(create.Tail);
        }
    }

    // CREATE [OR REPLACE] modifiers kind [IF NOT EXISTS] name
    private void WriteCreateHead(bool replace, string[] modifiers, string kind, bool ifNotExists, Expression[] name)
    {
        Out.Append("CREATE ");
        if (replace)
        {
            Out.Append("OR REPLACE ");
        }
        foreach (string modifier in modifiers)
        {
            Out.Append(modifier);
            Out.Append(' ');
        }
        Out.Append(kind);
        Out.Append(' ');
        if (ifNotExists)
        {
            Out.Append("IF NOT EXISTS ");
        }
        WritePath(name);
    }

    private void WriteElements(TableElement[] elements)
    {
        Out.Append(" (");
        if (_pretty)
        {
            Out.Append('\n');
        }
        int start = Out.Length;
        for (int index = 0; index < elements.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(',');
                TrailingComments(elements[index - 1]);
                Sep();
            }
            WriteElement(elements[index]);
        }
        if (elements.Length > 0)
        {
            TrailingComments(elements[^1]);
        }
        if (_pretty)
        {
            Out.Indent(start);
            Out.Append('\n');
        }
        Out.Append(')');
    }

    private void WriteElement(TableElement element)
    {
        switch (element)
        {
            case ColumnDefinition column:
                WriteColumnDefinition(column);
                break;
            case TableConstraint constraint:
                WriteConstraint(constraint.Constraint);
                break;
            case LikeElement like:
                if (!SameDialect && Dialect.Family is "bigquery" or "duckdb" or "snowflake")
                {
                    Refuse(like, "LIKE among the columns", "write CREATE TABLE … LIKE, or list the columns");
                }
                Out.Append("LIKE ");
                WritePath(like.Table);
                if (like.Tail.Length > 0)
                {
                    Out.Append(' ');
                    Out.Append(like.Tail);
                }
                break;
            case WatermarkElement watermark:
                if (Dialect.Family is not ("flink" or "deltastream"))
                {
                    Refuse(watermark, "WATERMARK", "leave it out: a warehouse has no event time");
                }
                Out.Append("WATERMARK FOR ");
                WriteName(watermark.Column);
                Out.Append(" AS ");
                Write(watermark.Value);
                break;
            default:
                Impossible(element);
                break;
        }
    }

    protected virtual void WriteColumnDefinition(ColumnDefinition column)
    {
        WriteName(column.Name);
        if (column.Type is not null)
        {
            Out.Append(' ');
            WriteType(column.Type);
        }
        foreach (ColumnConstraint constraint in column.Constraints)
        {
            int before = Out.Length;
            Out.Append(' ');
            int start = Out.Length;
            WriteConstraint(constraint);
            if (Out.Length == start)
            {
                Out.Truncate(before);
            }
        }
    }

    protected virtual void WriteProperty(Property property, CreateTable create)
    {
        if (!SameDialect && property.Kind is not "COMMENT"
            && !(property.Kind == "WITH" && Dialect.Family is "flink" or "deltastream")
            && !(property.Kind is "PARTITION BY" or "CLUSTER BY" or "CLUSTER BY (" or "PARTITION BY ("
                && Dialect.Family is "bigquery" or "snowflake" or "spark" or "clickhouse"))
        {
            Refuse(property, property.Kind is "RAW" ? property.Text! : property.Kind.TrimEnd('(', ' '),
                "the target has no such option: leave it out or write its own");
        }
        if (property.Kind == "COMMENT" && Dialect.Family is "postgres" or "duckdb" or "bigquery" or "sqlite")
        {
            Warn(property, "the table's comment is left out: write COMMENT ON, or OPTIONS (description = …)");
            return;
        }
        Sep();
        switch (property.Kind)
        {
            case "PARTITION BY":
                Out.Append("PARTITION BY ");
                if (property.Text is not null)
                {
                    Out.Append(property.Text);
                    WriteBracketed(property.Items);
                }
                else
                {
                    Write(property.Value!);
                }
                break;
            case "PARTITION BY (" or "CLUSTER BY (" or "PARTITIONED BY":
                Out.Append(property.Kind.TrimEnd('('));
                Out.Append(property.Kind.EndsWith('(') ? "(" : " (");
                WriteList(property.Items, lines: false);
                Out.Append(')');
                break;
            case "CLUSTER BY":
                Out.Append("CLUSTER BY ");
                WriteList(property.Items, lines: false);
                break;
            case "OPTIONS":
                Out.Append("OPTIONS (");
                WriteList(property.Items, lines: false);
                Out.Append(')');
                break;
            case "COMMENT":
                Out.Append("COMMENT=");
                Write(property.Value!);
                break;
            case "WITH":
                Out.Append("WITH (");
                WriteList(property.Items, lines: false);
                Out.Append(')');
                break;
            case "USING":
                Out.Append("USING ");
                Out.Append(property.Text!);
                break;
            case "INHERITS":
                if (!SameDialect)
                {
                    Refuse(property, "INHERITS", "repeat the columns");
                }
                Out.Append("INHERITS (");
                WriteList(property.Items, lines: false);
                Out.Append(')');
                break;
            case "DEFAULT COLLATE":
                Out.Append("DEFAULT COLLATE ");
                Write(property.Value!);
                break;
            default:
                if (!SameDialect)
                {
                    Refuse(property, property.Text!, "the target has no such option");
                }
                Out.Append(property.Text!);
                break;
        }
        _ = create;
    }
}
