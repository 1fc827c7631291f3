using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    private void WriteDrop(Drop drop)
    {
        if (!SameDialect && Dialect.Family is "bigquery" or "snowflake" && drop.Kind == "INDEX")
        {
            Refuse(drop, "DROP INDEX", "the target has no such index");
        }
        Out.Append("DROP ");
        if (drop.Modifier is not null)
        {
            Out.Append(drop.Modifier);
            Out.Append(' ');
        }
        Out.Append(drop.Kind);
        Out.Append(drop.Concurrently && Dialect.Family == "postgres" ? " CONCURRENTLY " : " ");
        if (drop.IfExists)
        {
            Out.Append("IF EXISTS ");
        }
        for (int index = 0; index < drop.Names.Length; index++)
        {
            Separate(index);
            WritePath(drop.Names[index]);
        }
        if (drop.ArgumentTypes is not null)
        {
            if (!SameDialect && Dialect.Family is "duckdb" or "bigquery")
            {
                Refuse(drop, "DROP FUNCTION by its parameters", "name the function alone");
            }
            Out.Append(" (");
            for (int index = 0; index < drop.ArgumentTypes.Length; index++)
            {
                Separate(index);
                WriteType(drop.ArgumentTypes[index]);
            }
            Out.Append(')');
        }
        Tail(drop.Tail);
    }

    private void WriteTruncate(Truncate truncate)
    {
        Out.Append(truncate.Database ? "TRUNCATE DATABASE " : "TRUNCATE TABLE ");
        if (truncate.IfExists)
        {
            Out.Append("IF EXISTS ");
        }
        for (int index = 0; index < truncate.Names.Length; index++)
        {
            Separate(index);
            Expression[] name = truncate.Names[index];
            if (name is [WordExpression { Word: "ONLY" }, ..])
            {
                if (Dialect.Family != "postgres")
                {
                    Refuse(truncate, "TRUNCATE ONLY", "there are no child tables");
                }
                Out.Append("ONLY ");
                name = name[1..];
            }
            WritePath(name);
        }
        if (truncate.Tail is not null && !SameDialect)
        {
            Refuse(truncate, "TRUNCATE … " + truncate.Tail, "restart sequences by themselves");
        }
        Tail(truncate.Tail);
    }

    private void WriteAlter(AlterTable alter)
    {
        Out.Append("ALTER ");
        Out.Append(alter.Kind);
        Out.Append(' ');
        if (alter.IfExists)
        {
            Out.Append("IF EXISTS ");
        }
        if (alter.Only && Dialect.Family == "postgres")
        {
            Out.Append("ONLY ");
        }
        WritePath(alter.Name);
        if (!SameDialect && Dialect.Family == "duckdb" && alter.Actions.Length > 1)
        {
            Refuse(alter.Actions[1], "several changes in one ALTER", "write an ALTER for each, in one transaction");
        }
        for (int index = 0; index < alter.Actions.Length; index++)
        {
            Out.Append(index > 0 ? ", " : " ");
            bool listed = Dialect.Family == "snowflake" && index > 0 && alter.Actions[index - 1].Kind == "ADD COLUMN";
            WriteAlterAction(alter.Actions[index], listed ? string.Empty : AddColumnWords);
        }
    }

    protected virtual string AddColumnWords => "ADD COLUMN ";

    private void WriteAlterAction(AlterAction action, string addColumn)
    {
        switch (action.Kind)
        {
            case "ADD CONSTRAINT":
                if (!SameDialect && Dialect.Family == "duckdb" && action.Constraint is not { Kind: "PRIMARY KEY" })
                {
                    Refuse(action, "ADD CONSTRAINT of other kinds than PRIMARY KEY", "declare it in CREATE TABLE");
                }
                Out.Append("ADD ");
                WriteConstraint(action.Constraint!);
                Tail(action.Text);
                break;
            case "ADD COLUMN":
                Out.Append(addColumn);
                if (action.IfExists)
                {
                    Out.Append("IF NOT EXISTS ");
                }
                WriteColumnDefinition(action.Column!);
                Tail(action.Text);
                break;
            case "DROP COLUMN" or "DROP CONSTRAINT":
                Out.Append(action.Kind);
                Out.Append(action.IfExists ? " IF EXISTS " : " ");
                WritePath(action.Names);
                Tail(action.Text);
                break;
            case "RENAME TO":
                Out.Append("RENAME TO ");
                WritePath(Dialect.Family is "snowflake" ? action.Names : action.Names[^1..]);
                break;
            case "RENAME COLUMN":
                Out.Append(action.IfExists ? "RENAME COLUMN IF EXISTS " : "RENAME COLUMN ");
                Write(action.Names[0]);
                Out.Append(" TO ");
                Write(action.Names[1]);
                break;
            case "ALTER TYPE":
                Out.Append("ALTER COLUMN ");
                Write(action.Names[0]);
                Out.Append(" SET DATA TYPE ");
                WriteType(action.Type!);
                if (action.Names.Length > 1)
                {
                    Out.Append(" COLLATE ");
                    Write(action.Names[1]);
                }
                if (action.Value is not null)
                {
                    Out.Append(" USING ");
                    Write(action.Value);
                }
                break;
            case "ALTER SET DEFAULT":
                Out.Append("ALTER COLUMN ");
                Write(action.Names[0]);
                Out.Append(" SET DEFAULT ");
                Write(action.Value!);
                break;
            case "ALTER COMMENT":
                Out.Append("ALTER COLUMN ");
                Write(action.Names[0]);
                Out.Append(" COMMENT ");
                Write(action.Value!);
                break;
            default:
                if (!SameDialect && Dialect.Family == "bigquery" && action.Text == "SET NOT NULL")
                {
                    Refuse(action, "SET NOT NULL of a column", "make the table anew with the column NOT NULL");
                }
                Out.Append("ALTER COLUMN ");
                Write(action.Names[0]);
                Tail(action.Text);
                break;
        }
    }
}
