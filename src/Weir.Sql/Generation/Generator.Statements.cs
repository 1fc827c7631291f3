using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteStatement(Statement statement)
    {
        switch (statement)
        {
            case Query query: WriteQuery(query); break;
            case ExpressionStatement expression: WriteBareExpression(expression.Value); break;
            case CommandStatement command: WriteCommand(command); break;
            case CreateTable create: WriteCreateTable(create); break;
            case CreateSequence sequence: WriteCreateSequence(sequence); break;
            case CreateFunction function: WriteCreateFunction(function); break;
            case CreateIndex index: WriteCreateIndex(index); break;
            case Insert insert: WriteInsert(insert); break;
            case Update update: WriteUpdate(update); break;
            case Delete delete: WriteDelete(delete); break;
            case Merge merge: WriteMerge(merge); break;
            case Drop drop: WriteDrop(drop); break;
            case AlterTable alter: WriteAlter(alter); break;
            case Truncate truncate: WriteTruncate(truncate); break;
            case SetStatement set: WriteSet(set); break;
            default: Impossible(statement); break;
        }
    }

    protected virtual void WriteBareExpression(Expression value) => Write(value);

    private void WriteCommand(CommandStatement command)
    {
        if (!SameDialect && !command.Portable)
        {
            Refuse(command, $"the statement {command.Word}", "write it in the target's own words");
        }
        if (command.Word == "DETACH" && Dialect.Family == "duckdb")
        {
            string name = command.Rest.StartsWith("DATABASE ", StringComparison.OrdinalIgnoreCase) ? command.Rest[9..] : command.Rest;
            command = command with { Rest = name.StartsWith("IF EXISTS", StringComparison.OrdinalIgnoreCase) ? "DATABASE " + name : name };
        }
        if (command.Word == "SHOW" && Dialect.Family == "snowflake")
        {
            command = command with { Rest = ShowStatement.Normal(command.Rest) };
        }
        if (command is { Word: "END", Rest: not "" } && Dialect.Family == "postgres")
        {
            Out.Append("COMMIT ");
            Out.Append(command.Rest);
            return;
        }
        Out.Append(command.Word == "DESC" && Dialect.Family == "snowflake" ? "DESCRIBE" : command.Word);
        string rest = command.Portable && command.Word == "BEGIN" ? string.Empty : command.Portable && command.Word is "COMMIT" or "ROLLBACK" && SameDialect ? command.Rest : command.Rest;
        if (command.Portable && command.Word == "BEGIN" && Dialect.Family is "bigquery")
        {
            rest = "TRANSACTION";
        }
        if (command.Word == "BEGIN" && Dialect.Family != "bigquery" && rest.StartsWith("TRANSACTION ", StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[12..];
        }
        if (rest.Length > 0)
        {
            Out.Append(' ');
            Out.Append(rest);
        }
    }

    protected virtual void WriteCreateTable(CreateTable create)
    {
        if (!SameDialect)
        {
            CheckCreate(create);
        }
        if (create.Replace && create.Kind == "TABLE" && !Rules.HasReplaceTable)
        {
            Refuse(create, "CREATE OR REPLACE TABLE", "write DROP TABLE IF EXISTS, then CREATE TABLE, in one transaction");
        }
        if (!SameDialect && Dialect.Family == "duckdb" && create.Modifiers.Contains("MATERIALIZED"))
        {
            Refuse(create, "materialized views", "create a table from the query and fill it again when needed");
        }
        if (!SameDialect && create.CloneOf is not null && !(Dialect.Family is "bigquery" or "snowflake" && Source.Family is "bigquery" or "snowflake"))
        {
            Refuse(create, "CLONE and COPY of a table", "write CREATE TABLE … AS SELECT");
        }
        Out.Append("CREATE ");
        if (create.Replace)
        {
            Out.Append("OR REPLACE ");
        }
        foreach (string modifier in create.Modifiers)
        {
            Out.Append(modifier);
            Out.Append(' ');
        }
        Out.Append(create.Kind);
        Out.Append(' ');
        if (create.IfNotExists)
        {
            Out.Append("IF NOT EXISTS ");
        }
        WritePath(create.Name);
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
            Out.Append(clone.Word);
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

    protected virtual void WriteConstraint(ColumnConstraint constraint)
    {
        if (!SameDialect)
        {
            ColumnConstraint? foreign = ForeignConstraint(constraint);
            if (foreign is null)
            {
                return;
            }
            constraint = foreign;
        }
        if (constraint.Name is not null)
        {
            Out.Append("CONSTRAINT ");
            WriteName(constraint.Name);
            Out.Append(' ');
        }
        switch (constraint.Kind)
        {
            case "CHECK":
                Out.Append("CHECK (");
                Write(constraint.Value!);
                Out.Append(')');
                Tail(constraint.Text);
                break;
            case "FOREIGN KEY":
                Out.Append("FOREIGN KEY (");
                WriteList(constraint.Items, lines: false);
                Out.Append(") ");
                WriteReferences(constraint);
                break;
            case "REFERENCES":
                WriteReferences(constraint);
                break;
            case "DEFAULT":
                Out.Append("DEFAULT ");
                Write(constraint.Value!);
                break;
            case "COLLATE":
                Out.Append("COLLATE ");
                Write(constraint.Value!);
                break;
            case "COMMENT":
                WriteColumnComment(constraint);
                break;
            case "OPTIONS":
                if (!SameDialect)
                {
                    Warn(constraint, "OPTIONS of a column are left out");
                    break;
                }
                Out.Append("OPTIONS (");
                WriteList(constraint.Items, lines: false);
                Out.Append(')');
                break;
            case "GENERATED":
                Out.Append("GENERATED ALWAYS AS (");
                Write(constraint.Value!);
                Out.Append(')');
                Tail(constraint.Text);
                break;
            case "AS":
                Out.Append("AS (");
                Write(constraint.Value!);
                Out.Append(')');
                Tail(constraint.Text);
                break;
            case "AUTOINCREMENT":
                WriteAutoIncrement(constraint);
                break;
            case "IDENTITY" when !SameDialect && Dialect.Family == "snowflake":
                Out.Append("AUTOINCREMENT");
                foreach ((string word, string own) in ((string, string)[])[("START WITH ", " START "), ("INCREMENT BY ", " INCREMENT ")])
                {
                    int at = constraint.Text!.IndexOf(word, StringComparison.Ordinal);
                    if (at >= 0)
                    {
                        Out.Append(own);
                        string rest = constraint.Text[(at + word.Length)..];
                        Out.Append(rest[..rest.AsSpan().IndexOfAny(' ', ')')]);
                    }
                }
                break;
            case "RAW" or "IDENTITY":
                if (!SameDialect && (Dialect.Family is "bigquery" or "snowflake" || constraint.Text!.AsSpan().StartsWith("TAG") || constraint.Text.AsSpan().StartsWith("MASKING") || constraint.Text.AsSpan().StartsWith("PROJECTION") || constraint.Text.AsSpan().StartsWith("EXCLUDE") || (Dialect.Family == "duckdb" && constraint.Kind == "IDENTITY")))
                {
                    Refuse(constraint, constraint.Text!, "the target has no such constraint");
                }
                Out.Append(constraint.Text!);
                break;
            default:
                Out.Append(constraint.Kind);
                if (constraint.Items.Length > 0)
                {
                    Out.Append(" (");
                    WriteList(constraint.Items, lines: false);
                    Out.Append(')');
                }
                Tail(constraint.Text);
                break;
        }
    }

    protected virtual void WriteColumnComment(ColumnConstraint constraint)
    {
        if (Dialect.Family is "postgres" or "duckdb" or "sqlite" or "trino")
        {
            Warn(constraint, "the column's comment is left out: write COMMENT ON COLUMN");
            return;
        }
        Out.Append("COMMENT ");
        Write(constraint.Value!);
    }

    protected virtual void WriteAutoIncrement(ColumnConstraint constraint)
    {
        string word = constraint.Value is WordExpression written ? written.Word : "AUTOINCREMENT";
        if (Dialect.Family is "snowflake")
        {
            word = "AUTOINCREMENT";
        }
        else if (Dialect.Family is "postgres")
        {
            Out.Append("GENERATED BY DEFAULT AS IDENTITY");
            if (constraint.Items.Length == 2)
            {
                Out.Append(" (START WITH ");
                Write(constraint.Items[0]);
                Out.Append(" INCREMENT BY ");
                Write(constraint.Items[1]);
                Out.Append(')');
            }
            return;
        }
        else if (Dialect.Family is "bigquery" or "duckdb")
        {
            Refuse(constraint, "columns that count by themselves", "number the rows when they are written");
        }
        Out.Append(word);
        if (constraint.Items.Length == 2)
        {
            Out.Append(" START ");
            Write(constraint.Items[0]);
            Out.Append(" INCREMENT ");
            Write(constraint.Items[1]);
        }
        Tail(constraint.Text);
    }

    private void Tail(string? text)
    {
        if (text is not null)
        {
            Out.Append(' ');
            Out.Append(text);
        }
    }

    private void WriteReferences(ColumnConstraint constraint)
    {
        Call target = (Call)constraint.Value!;
        Out.Append("REFERENCES ");
        WritePath(target.Parameters!);
        if (target.Arguments.Length > 0)
        {
            Out.Append(" (");
            WriteList(target.Arguments, lines: false);
            Out.Append(')');
        }
        Tail(constraint.Text);
    }

    protected virtual void WriteProperty(Property property, CreateTable create)
    {
        if (!SameDialect && property.Kind is not "COMMENT" && !(property.Kind is "PARTITION BY" or "CLUSTER BY" or "CLUSTER BY (" or "PARTITION BY (" && Dialect.Family is "bigquery" or "snowflake" or "spark" or "clickhouse"))
        {
            Refuse(property, property.Kind is "RAW" ? property.Text! : property.Kind.TrimEnd('(', ' '), "the target has no such option: leave it out or write its own");
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
                    Out.Append('(');
                    WriteList(property.Items, lines: false);
                    Out.Append(')');
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

    protected virtual void WriteCreateFunction(CreateFunction function)
    {
        if (!SameDialect)
        {
            Refuse(function, "the function's body", "write it in the target's own language");
        }
        Out.Append("CREATE ");
        if (function.Replace)
        {
            Out.Append("OR REPLACE ");
        }
        foreach (string modifier in function.Modifiers)
        {
            Out.Append(modifier);
            Out.Append(' ');
        }
        Out.Append(function.Kind);
        Out.Append(' ');
        if (function.IfNotExists)
        {
            Out.Append("IF NOT EXISTS ");
        }
        WritePath(function.Name);
        if (function.Parameters is not null)
        {
            Out.Append('(');
            for (int index = 0; index < function.Parameters.Length; index++)
            {
                if (index > 0)
                {
                    Out.Append(", ");
                }
                WriteFunctionParameter(function.Parameters[index]);
            }
            Out.Append(')');
        }
        foreach (Property property in function.Properties)
        {
            WriteFunctionProperty(property);
        }
        if (function.Body is not null)
        {
            WriteFunctionBody(function);
        }
        foreach (Property property in function.PropertiesBehind)
        {
            WriteFunctionProperty(property);
        }
    }

    protected virtual void WriteFunctionBody(CreateFunction function)
    {
        Out.Append(function.BodyIsReturn ? " RETURN " : " AS ");
        if (function.BodyIsTable)
        {
            Out.Append("TABLE ");
        }
        switch (function.Body)
        {
            case Query query:
                WriteQuery(query);
                break;
            case TableExpression table:
                WriteTable(table);
                break;
            case Expression expression:
                Write(expression);
                break;
            default:
                break;
        }
    }

    private void WriteFunctionParameter(FunctionParameter parameter)
    {
        if (parameter.Mode is not null)
        {
            Out.Append(parameter.Mode);
            Out.Append(' ');
        }
        if (parameter.Name is not null)
        {
            WriteName(parameter.Name);
            if (parameter.Type is not null)
            {
                Out.Append(' ');
            }
        }
        if (parameter.Type is not null)
        {
            WriteType(parameter.Type);
        }
        if (parameter.Default is not null)
        {
            Out.Append(' ');
            Out.Append(parameter.DefaultSign);
            Out.Append(' ');
            Write(parameter.Default);
        }
    }

    protected virtual void WriteFunctionProperty(Property property)
    {
        Out.Append(' ');
        switch (property.Kind)
        {
            case "RETURNS" or "RETURNS SETOF":
                Out.Append(property.Kind);
                Out.Append(' ');
                Write(property.Value!);
                Tail(property.Text);
                break;
            case "RETURNS TABLE":
                Out.Append("RETURNS TABLE (");
                WriteList(property.Items, lines: false);
                Out.Append(')');
                break;
            case "RETURNS TEXT":
                Out.Append("RETURNS ");
                Out.Append(property.Text!);
                break;
            case "LANGUAGE":
                Out.Append("LANGUAGE ");
                Write(property.Value!);
                break;
            case "OPTIONS":
                Out.Append("OPTIONS (");
                WriteList(property.Items, lines: false);
                Out.Append(')');
                break;
            default:
                Out.Append(property.Text!);
                break;
        }
    }

    protected virtual void WriteCreateIndex(CreateIndex index)
    {
        if (!SameDialect && (Dialect.Family is "bigquery" or "snowflake" || (Dialect.Family == "duckdb" && (index.Where is not null || index.Method is not null))))
        {
            Refuse(index, "CREATE INDEX", "cluster the table");
        }
        Out.Append("CREATE ");
        if (index.Unique)
        {
            Out.Append("UNIQUE ");
        }
        if (index.Prefix is not null)
        {
            Out.Append(index.Prefix);
            Out.Append(' ');
        }
        Out.Append("INDEX ");
        if (index.Concurrently)
        {
            Out.Append("CONCURRENTLY ");
        }
        if (index.IfNotExists)
        {
            Out.Append("IF NOT EXISTS ");
        }
        if (index.Name is not null)
        {
            WriteName(index.Name);
            Out.Append(' ');
        }
        Out.Append(index.Only ? "ON ONLY " : "ON ");
        WritePath(index.Table);
        if (index.Method is not null)
        {
            Out.Append(" USING ");
            WriteName(index.Method);
            Out.Append(' ');
        }
        if (index.Columns.Length > 0)
        {
            if (Out[Out.Length - 1] == ' ')
            {
                Out.Truncate(Out.Length - 1);
            }
            Out.Append('(');
            for (int column = 0; column < index.Columns.Length; column++)
            {
                if (column > 0)
                {
                    Out.Append(", ");
                }
                OrderItem item = index.Columns[column];
                if (index.OperatorClasses[column] is { } operatorClass)
                {
                    Write(item.Value);
                    Out.Append(' ');
                    Out.Append(operatorClass);
                    WriteOrderItemTail(item);
                }
                else
                {
                    WriteOrderItem(item, false, false, false);
                }
            }
            Out.Append(')');
        }
        if (index.Include.Length > 0)
        {
            Out.Append(" INCLUDE (");
            WriteList(index.Include, lines: false);
            Out.Append(')');
        }
        if (index.With.Length > 0)
        {
            Out.Append(" WITH (");
            WriteList(index.With, lines: false);
            Out.Append(')');
        }
        if (index.Where is not null)
        {
            Out.Append(" WHERE ");
            Write(index.Where);
        }
        Tail(index.Tail);
    }

    private void WriteOrderItemTail(OrderItem item)
    {
        if (item.Direction != SortDirection.Unspecified)
        {
            Out.Append(item.Direction == SortDirection.Descending ? " DESC" : " ASC");
        }
        if (item.Nulls != NullOrder.Unspecified)
        {
            Out.Append(item.Nulls == NullOrder.First ? " NULLS FIRST" : " NULLS LAST");
        }
    }

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
            if (index > 0)
            {
                Out.Append(", ");
            }
            WritePath(drop.Names[index]);
        }
        if (drop.ArgumentTypes is not null)
        {
            Out.Append(" (");
            for (int index = 0; index < drop.ArgumentTypes.Length; index++)
            {
                if (index > 0)
                {
                    Out.Append(", ");
                }
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
            if (index > 0)
            {
                Out.Append(", ");
            }
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

    protected virtual void WriteSet(SetStatement set)
    {
        if (!SameDialect && set.Scope is not (null or "VARIABLE"))
        {
            Refuse(set, "SET " + set.Scope, "set it by the target's own name");
        }
        if (!SameDialect && set.Scope == "VARIABLE" && Dialect.Family == "postgres")
        {
            Refuse(set, "session variables", "write set_config('my.variable', …)");
        }
        Out.Append(set.Unset ? "UNSET " : "SET ");
        if (set.Scope is not null && (SameDialect || Dialect.Family == "duckdb"))
        {
            Out.Append(set.Scope);
            Out.Append(' ');
        }
        WriteList(set.Items, lines: false);
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
        for (int index = 0; index < alter.Actions.Length; index++)
        {
            Out.Append(index > 0 ? ", " : " ");
            WriteAlterAction(alter.Actions[index], alter);
        }
    }

    protected virtual string AddColumnWords => "ADD COLUMN ";

    private void WriteAlterAction(AlterAction action, AlterTable alter)
    {
        switch (action.Kind)
        {
            case "ADD CONSTRAINT":
                Out.Append("ADD ");
                WriteConstraint(action.Constraint!);
                Tail(action.Text);
                break;
            case "ADD COLUMN":
                Out.Append(AddColumnWords);
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
                Out.Append("ALTER COLUMN ");
                Write(action.Names[0]);
                Tail(action.Text);
                break;
        }
        _ = alter;
    }
}
