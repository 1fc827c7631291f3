using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    protected virtual void WriteStatement(Statement statement)
    {
        DemandStatement(statement);
        switch (statement)
        {
            case Select { Into.Length: > 0 } select when !SameDialect && !HasSelectInto:
                string[] modifiers = select.IntoModifier is { } modifier ? [modifier] : [];
                WriteCreateTable(new CreateTable([.. select.Into])
                {
                    Kind = "TABLE",
                    Modifiers = modifiers,
                    As = select with { Into = [], IntoModifier = null },
                    Position = select.Position
                });
                break;
            case Query query: WriteQuery(query); break;
            case ExpressionStatement expression: WriteBareExpression(expression.Value); break;
            case CommandStatement command: WriteCommand(command); break;
            case CreateTable create: WriteCreateTable(create); break;
            case CreateSequence sequence: WriteCreateSequence(sequence); break;
            case CreateFunction function: WriteCreateFunction(function); break;
            case CreateIndex index: WriteCreateIndex(index); break;
            case Insert insert: WriteInsert(insert); break;
            case Update update: WriteScoped(update); break;
            case Delete delete: WriteScoped(delete); break;
            case Merge merge: WriteScoped(merge); break;
            case Drop drop: WriteDrop(drop); break;
            case AlterTable alter: WriteAlter(alter); break;
            case Truncate truncate: WriteTruncate(truncate); break;
            case CommentOn comment: WriteCommentOn(comment); break;
            case DescribeTable describe: WriteDescribeTable(describe); break;
            case CreateType type: WriteCreateType(type); break;
            case SetStatement set: WriteSet(set); break;
            default: Impossible(statement); break;
        }
    }

    private bool HasSelectInto => Dialect.Family is "postgres" or "redshift" or "tsql";

    protected virtual void WriteBareExpression(Expression value) => Write(value);

    private void WriteCommand(CommandStatement command)
    {
        if (!SameDialect && command is { Word: "BEGIN", Portable: false } && Source.Name == "postgres"
            && AreDefaultModes(command.Rest))
        {
            command = command with { Rest = string.Empty, Portable = true };
        }
        if (!SameDialect && !command.Portable)
        {
            Refuse(command, $"the statement {command.Word}", "write it in the target's own words");
        }
        if (command.Word == "DETACH" && Dialect.Family == "duckdb")
        {
            string name = command.Rest.StartsWith("DATABASE ", StringComparison.OrdinalIgnoreCase) ? command.Rest[9..]
                : command.Rest;
            command = command with
            {
                Rest = name.StartsWith("IF EXISTS", StringComparison.OrdinalIgnoreCase)
                ? "DATABASE " + name : name
            };
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
        string rest = command.Portable && command.Word == "BEGIN" ? string.Empty : command.Portable
            && command.Word is "COMMIT" or "ROLLBACK" && SameDialect ? command.Rest : command.Rest;
        if (command.Portable && command.Word == "BEGIN" && Dialect.Family is "bigquery")
        {
            rest = "TRANSACTION";
        }
        if (command.Word == "BEGIN" && Dialect.Family != "bigquery"
            && rest.StartsWith("TRANSACTION ", StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[12..];
        }
        if (rest.Length > 0)
        {
            Out.Append(' ');
            Out.Append(rest);
        }
    }

    private void Tail(string? text)
    {
        if (text is not null)
        {
            Out.Append(' ');
            Out.Append(text);
        }
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
}
