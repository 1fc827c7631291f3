using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    private void WriteCommentOn(CommentOn comment)
    {
        bool known = SameDialect || Dialect.Family switch
        {
            "duckdb" => comment.Kind is "TABLE" or "VIEW" or "COLUMN",
            "bigquery" or "snowflake" or "postgres" => true,
            _ => false,
        };
        if (!known)
        {
            Refuse(comment, "COMMENT ON " + comment.Kind, "write it as an option of the definition");
        }
        // https://cloud.google.com/bigquery/docs/reference/standard-sql/data-definition-language#alter_table_set_options_statement
        if (!SameDialect && (
            Dialect.Family == "bigquery" || (Dialect.Family == "snowflake" && comment.Kind == "MATERIALIZED VIEW")))
        {
            WriteAlteredComment(comment);
            return;
        }
        Out.Append("COMMENT ON ");
        Out.Append(comment.Kind);
        Out.Append(' ');
        WritePath(comment.Name);
        Out.Append(" IS ");
        Write(comment.Text);
    }

    private void WriteAlteredComment(CommentOn comment)
    {
        bool column = comment.Kind == "COLUMN";
        Out.Append("ALTER ");
        Out.Append(column ? "TABLE" : comment.Kind);
        Out.Append(' ');
        WritePath(column ? comment.Name[..^1] : comment.Name);
        if (column)
        {
            Out.Append(" ALTER COLUMN ");
            Write(comment.Name[^1]);
        }
        Out.Append(Dialect.Family == "bigquery" ? " SET OPTIONS (description=" : " SET COMMENT=");
        Write(Dialect.Family == "snowflake" && comment.Text is NullLiteral ? new StringLiteral(string.Empty)
            : comment.Text);
        if (Dialect.Family == "bigquery")
        {
            Out.Append(')');
        }
    }

    private void WriteDescribeTable(DescribeTable describe)
    {
        if (!SameDialect && Dialect.Family != "duckdb")
        {
            Refuse(describe, "the statement DESCRIBE", "select from INFORMATION_SCHEMA.COLUMNS");
        }
        if (!SameDialect)
        {
            Warn(describe, "DESCRIBE has the same rows, a column each, with DuckDB's own columns");
        }
        Out.Append("DESCRIBE ");
        if (SameDialect)
        {
            Out.Append(describe.Kind);
            Out.Append(' ');
        }
        WritePath(describe.Name);
    }

    private void WriteCreateType(CreateType type)
    {
        bool fields = type.Fields.Length > 0;
        if (!SameDialect && Dialect.Family is not ("duckdb" or "postgres"))
        {
            Refuse(type, "CREATE TYPE",
                fields ? "write the struct where it is used" : "write a CHECK, or a table of the values");
        }
        Out.Append("CREATE TYPE ");
        WritePath(type.Name);
        if (!fields)
        {
            Out.Append(SameDialect || Dialect.Family != "duckdb" ? " AS ENUM " : " AS ENUM");
            WriteBracketed(type.Values);
            return;
        }
        Out.Append(Dialect.Family == "duckdb" ? " AS STRUCT" : " AS");
        WriteElements(type.Fields);
    }

    /// <summary>What PostgreSQL's transactions are when nothing is said.</summary>
    private static bool AreDefaultModes(string rest)
    {
        string modes = rest.StartsWith("TRANSACTION", StringComparison.OrdinalIgnoreCase) ? rest[11..]
            : rest.StartsWith("WORK", StringComparison.OrdinalIgnoreCase) ? rest[4..] : rest;
        return Array.TrueForAll(
            modes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), mode =>
            mode.ToUpperInvariant() is "READ WRITE" or "ISOLATION LEVEL READ COMMITTED" or "DEFERRABLE" or "NOT DEFERRABLE");
    }
}
