using Weir.Sql.Ast;
using Weir.Sql.Dialects;
using Weir.Sql.Generation;
using Weir.Sql.Linting;
using Weir.Sql.Parsing;

namespace Weir.Sql;

/// <summary>Finds queries that run and do not say what their author meant, and mends them.</summary>
public static class SqlLinter
{
    /// <summary>Every finding, each with the statement mended in this one respect.</summary>
    /// <exception cref="Weir.Core.Errors.SqlSyntaxException">The text cannot be read.</exception>
    public static IReadOnlyList<SqlFinding> Lint(string sql, string dialect, SqlSchema? schema = null)
    {
        ArgumentNullException.ThrowIfNull(sql);
        try
        {
            return LintWithin(sql, dialect, schema);
        }
        catch (InsufficientExecutionStackException)
        {
            throw SyntaxErrors.TooDeep(sql, 0);
        }
    }

    /// <exception cref="InsufficientExecutionStackException">The statement is too deep for this thread's
    /// stack.</exception>
    private static List<SqlFinding> LintWithin(string sql, string dialect, SqlSchema? schema)
    {
        Dialect language = DialectList.Find(dialect);
        Parser parser = new(Tokenizer.Tokenize(sql, language.Lexical), language);
        GenerationOptions options = new() { Source = language, SourceText = sql, Schema = schema, Lenient = true };
        LintContext context = new(language, new TypeInference(options), schema);
        List<SqlFinding> findings = [];
        foreach (Statement statement in Parsed(parser, sql))
        {
            if (Unconditional(statement) is { } whole)
            {
                (int line, int column, _) = SyntaxErrors.Locate(sql, Math.Min(statement.Position, sql.Length));
                string word = statement is Delete ? "DELETE" : "UPDATE";
                findings.Add(new SqlFinding("no-where", $"{word} without WHERE takes every row: say which", line,
                    column, language.Generator(language, options).Generate(whole)));
            }
            foreach ((string name, LintRule rule) in LintRules.All)
            {
                Apply(statement, name, rule, context, options, findings);
            }
        }
        return findings;
    }

    private static List<Statement> Parsed(Parser parser, string sql)
    {
        try
        {
            return parser.ParseStatements();
        }
        catch (Core.Errors.SqlSyntaxException) when (SyntaxErrors.TemplateIn(sql) >= 0)
        {
            throw SyntaxErrors.Template(sql);
        }
    }

    /// <summary>
    /// The statement with a condition that takes no row, until its author writes another; null where there is one.
    /// </summary>
    private static Statement? Unconditional(Statement statement) => statement switch
    {
        Delete { Where: null, Table: not null } delete => delete with { Where = Never },
        Update { Where: null } update => update with { Where = Never },
        _ => null,
    };

    private static Binary Never { get; } = new(BinaryOperator.Equal, new NumberLiteral("1"), new NumberLiteral("0"));

    private static void Apply(Statement statement, string name, LintRule rule, LintContext context,
        GenerationOptions options, List<SqlFinding> findings)
    {
        (Node At, string Message)? found = null;
        Statement mended = new SelectMapper(context.Types.Names, select =>
        {
            if (found is not null)
            {
                return select;
            }
            context.Types.Names.Push(select);
            (Query Mended, Node At, string Message)? fault = rule(select, context);
            context.Types.Names.Pop();
            if (fault is { } finding)
            {
                found = (finding.At, finding.Message);
                return finding.Mended;
            }
            return select;
        }).Map(statement);
        if (found is not { } at)
        {
            return;
        }
        (int line, int column, _) =
            SyntaxErrors.Locate(options.SourceText, Math.Min(at.At.Position, options.SourceText.Length));
        string text = context.Dialect.Generator(context.Dialect, options).Generate(mended);
        findings.Add(
            options.Refusal is null ? new SqlFinding(name, at.Message, line, column, text) : throw options.Refusal);
    }
}
