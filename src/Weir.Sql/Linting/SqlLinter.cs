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

    /// <exception cref="InsufficientExecutionStackException">The statement is too deep for this thread's stack.</exception>
    private static List<SqlFinding> LintWithin(string sql, string dialect, SqlSchema? schema)
    {
        Dialect language = DialectList.Find(dialect);
        Parser parser = new(Tokenizer.Tokenize(sql, language.Lexical), language);
        GenerationOptions options = new() { Source = language, SourceText = sql, Schema = schema, Lenient = true };
        LintContext context = new(language, new TypeInference(options), schema);
        List<SqlFinding> findings = [];
        foreach (Statement statement in parser.ParseStatements())
        {
            foreach ((string name, LintRule rule) in LintRules.All)
            {
                Apply(statement, name, rule, context, options, findings);
            }
        }
        return findings;
    }

    private static void Apply(Statement statement, string name, LintRule rule, LintContext context, GenerationOptions options, List<SqlFinding> findings)
    {
        (Node At, string Message)? found = null;
        Statement mended = SelectMapper.Map(statement, select =>
        {
            if (found is null && rule(select, context) is { } finding)
            {
                found = (finding.At, finding.Message);
                return finding.Mended;
            }
            return select;
        });
        if (found is not { } fault)
        {
            return;
        }
        (int line, int column, _) = SyntaxErrors.Locate(options.SourceText, Math.Min(fault.At.Position, options.SourceText.Length));
        string text = context.Dialect.Generator(context.Dialect, options).Generate(mended);
        findings.Add(options.Refusal is null ? new SqlFinding(name, fault.Message, line, column, text) : throw options.Refusal);
    }
}
