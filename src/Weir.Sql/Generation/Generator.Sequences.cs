using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// PostgreSQL, DuckDB and Snowflake have sequences; Snowflake's have no bounds and do not start again.
    /// </summary>
    private void WriteCreateSequence(CreateSequence sequence)
    {
        if (!SameDialect && Dialect.Family is not ("postgres" or "duckdb" or "snowflake"))
        {
            Refuse(sequence, "the statement CREATE SEQUENCE", "number the rows when they are written");
        }
        WriteCreateHead(sequence.Replace, sequence.Modifiers, "SEQUENCE", sequence.IfNotExists, sequence.Name);
        (string Words, Expression? Value)[] options = Source.Family == "snowflake"
            ? [.. sequence.Options.OrderBy(option => option.Words == "COMMENT" ? 0 : 1)] : sequence.Options;
        foreach ((string words, Expression? value) in options)
        {
            if (!SameDialect && Foreign(words))
            {
                Refuse(sequence, "a sequence with " + words, "leave the option out");
            }
            Out.Append(' ');
            Out.Append(words);
            if (value is not null)
            {
                Out.Append(words == "COMMENT" ? '=' : ' ');
                Write(value);
            }
        }
    }

    private bool Foreign(string words) => words switch
    {
        "START WITH" or "INCREMENT BY" => false,
        "COMMENT" or "ORDER" or "NOORDER" => Dialect.Family != "snowflake",
        "CACHE" or "NO CACHE" or "OWNED BY" => Dialect.Family != "postgres",
        "NO CYCLE" or "NO MINVALUE" or "NO MAXVALUE" or "CYCLE" or "MINVALUE" or "MAXVALUE" => Dialect.Family == "snowflake",
        _ => true,
    };
}
