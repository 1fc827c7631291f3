using System.Diagnostics.CodeAnalysis;
using System.Text;
using Weir.Core.Errors;
using Weir.Sql.Ast;
using Weir.Sql.Dialects;
using Weir.Sql.Generation;
using Weir.Sql.Parsing;

namespace Weir.Sql;

/// <summary>Translates SQL from one dialect to another: it means the same there, or it is refused.</summary>
public static class SqlTranslator
{
    /// <summary>
    /// The names that <see cref="Translate(string, string, string, SqlOptions?)"/> takes; the empty name is the
    /// canonical dialect.
    /// </summary>
    public static IReadOnlyList<string> Dialects { get; } = [.. DialectList.Names];

    /// <summary>
    /// The statements of <paramref name="sql"/> in the dialect <paramref name="to"/>, separated by semicolons.
    /// </summary>
    /// <exception cref="SqlSyntaxException">The text cannot be read (WEIR40xx).</exception>
    /// <exception cref="SqlUnsupportedException">The target cannot say it (WEIR4010).</exception>
    public static string Translate(string sql, string from, string to, SqlOptions? options = null) =>
        TranslateWithWarnings(sql, from, to, options).Sql;

    /// <summary>As <see cref="Translate"/>, with what a reader should know beside it.</summary>
    public static SqlTranslation TranslateWithWarnings(string sql, string from, string to, SqlOptions? options = null)
    {
        SqlTranslation? translation = Run(sql, from, to, options, out SqlUnsupportedException? refusal);
        return refusal is null ? translation! : throw refusal;
    }

    /// <summary>
    /// As <see cref="TranslateWithWarnings"/>, without a throw for what the target cannot say: a refusal is an answer
    /// like another.
    /// </summary>
    /// <returns>Whether there is a translation; else <paramref name="error"/> says why not, a syntax error
    /// also.</returns>
    /// <exception cref="ConfigException">No dialect of this name.</exception>
    public static bool TryTranslate(
        string sql, string from, string to, SqlOptions? options, [NotNullWhen(true)] out SqlTranslation? translation,
        [NotNullWhen(false)] out WeirException? error)
    {
        try
        {
            translation = Run(sql, from, to, options, out SqlUnsupportedException? refusal);
            error = refusal;
        }
        catch (SqlSyntaxException exception)
        {
            translation = null;
            error = exception;
        }
        return error is null;
    }

    private static SqlTranslation? Run(
        string sql, string from, string to, SqlOptions? options, out SqlUnsupportedException? refusal)
    {
        ArgumentNullException.ThrowIfNull(sql);
        try
        {
            return RunWithin(sql, from, to, options ?? SqlOptions.Default, out refusal);
        }
        catch (InsufficientExecutionStackException)
        {
            throw SyntaxErrors.TooDeep(sql, 0);
        }
    }

    /// <exception cref="InsufficientExecutionStackException">The statement is too deep for this thread's
    /// stack.</exception>
    private static SqlTranslation? RunWithin(
        string sql, string from, string to, SqlOptions options, out SqlUnsupportedException? refusal)
    {
        Dialect source = DialectList.Find(from);
        Dialect target = DialectList.Find(to);
        if (Encoding.UTF8.GetMaxByteCount(sql.Length) > options.MaxBytes
            && Encoding.UTF8.GetByteCount(sql) > options.MaxBytes)
        {
            throw SyntaxErrors.TooLong(options.MaxBytes);
        }
        Parser parser;
        List<Statement> statements;
        try
        {
            parser = new(Tokenizer.Tokenize(sql, source.Lexical), source);
            statements = parser.ParseStatements();
        }
        catch (SqlSyntaxException) when (SyntaxErrors.TemplateIn(sql) >= 0)
        {
            throw SyntaxErrors.Template(sql);
        }
        GenerationOptions generation = new()
        {
            Source = source,
            SourceText = sql,
            Pretty = options.Pretty,
            Lenient = options.Lenient,
            Comments = options.Comments,
            Schema = options.Schema,
            MaxLength = (int)Math.Clamp(8L * options.MaxBytes, 1 << 20, Array.MaxLength / 4),
        };
        if (statements.Count == 1 && parser.TrailingComments is null)
        {
            string text = target.Generator(target, generation).Generate(statements[0]);
            refusal = generation.Refusal;
            return refusal is null ? new SqlTranslation(text, generation.Warnings) : null;
        }
        StringBuilder builder = new();
        foreach (Statement statement in statements)
        {
            if (builder.Length > 0)
            {
                builder.Append(options.Pretty ? ";\n" : "; ");
            }
            builder.Append(target.Generator(target, generation).Generate(statement));
        }
        foreach (string comment in options.Comments ? parser.TrailingComments ?? [] : [])
        {
            builder.Append(" /* ").Append(comment.Trim()).Append(" */");
        }
        refusal = generation.Refusal;
        return refusal is null ? new SqlTranslation(builder.ToString(), generation.Warnings) : null;
    }
}
