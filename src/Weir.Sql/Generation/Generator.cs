using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Weir.Sql.Ast;
using Weir.Sql.Dialects;
using Weir.Sql.Parsing;

namespace Weir.Sql.Generation;

/// <summary>Writes a tree in one dialect. Dialects override what their data cannot say.</summary>
internal partial class Generator
{
    private const int WideText = 80;
    private static readonly System.Buffers.SearchValues<char> Escaped =
        System.Buffers.SearchValues.Create("'\\\n\t\r\b\f\a\v\0");
    private readonly Dialects.OperatorLevels _levels;
    private readonly bool _bitNotAsRead;
    private readonly bool _pretty;
    private readonly bool _comments;

    /// <summary>
    /// How tightly the operator around the node that is written binds, and that of the node itself (see
    /// <see cref="Binding"/>).
    /// </summary>
    private int _outer;
    private int _within;

    public Generator(Dialect dialect, GenerationOptions options)
    {
        Dialect = dialect;
        Rules = dialect.Output;
        Options = options;
        _levels = OperatorLevels.Of(dialect.Family);
        _bitNotAsRead = _levels.BitNotIsLoose == OperatorLevels.Of(options.Source.Family).BitNotIsLoose;
        _pretty = options.Pretty;
        _comments = options.Comments;
        SameDialect = ReferenceEquals(dialect, options.Source);
        _thin = SameDialect ? null : ThinTarget.Of(dialect.Name);
        Types = new TypeInference(options);
        _folding = Names.NameFoldings.Of(dialect.Family);
        _quotes = !SameDialect && options.SourceText.AsSpan().IndexOfAny('"', '`') >= 0;
        _respells = _quotes && _folding != Names.NameFolding.None;
    }

    protected Dialect Dialect { get; }

    protected OutputRules Rules { get; }

    protected GenerationOptions Options { get; }

    protected SqlBuffer Out { get; private set; } = null!;

    protected TypeInference Types { get; }

    /// <summary>The text comes from the dialect it goes to: what is not known is kept.</summary>
    protected bool SameDialect { get; }

    protected Dialect Source => Options.Source;

    /// <summary>The whole text of a statement.</summary>
    /// <remarks>It is worth nothing where <see cref="GenerationOptions.Refusal"/> was set meanwhile.</remarks>
    public string Generate(Statement statement)
    {
        using SqlBuffer buffer = new(Options.MaxLength);
        Out = buffer;
        if (statement is not Query)
        {
            LeadingComments(statement);
        }
        WriteStatement(statement);
        return buffer.ToString();
    }

    protected void Sep() => Out.Append(_pretty ? '\n' : ' ');

    /// <summary>
    /// The dialect has no such thing: an error, or with lenient a warning. Writing goes on either way: a refusal costs
    /// no throw.
    /// </summary>
    protected void Refuse(Node node, string construct, string instead)
    {
        if (Options.Lenient)
        {
            Warn(node, $"{Dialect.Name} has no {construct}: {instead}");
            return;
        }
        Options.Refusal ??= SyntaxErrors.Unsupported(
            Options.SourceText, node.Position, Dialect.Name, construct, instead);
    }

    protected void Warn(Node node, string message)
    {
        (int line, int column, _) =
            SyntaxErrors.Locate(Options.SourceText, Math.Min(node.Position, Options.SourceText.Length));
        Options.Warnings.Add(new SqlWarning(message, line, column));
    }

    private void LeadingComments(Node node)
    {
        if (node.Comments is null || !_comments)
        {
            return;
        }
        foreach (string comment in node.Comments)
        {
            WriteComment(comment);
            Sep();
        }
    }

    private void WriteComment(string comment)
    {
        if (string.IsNullOrWhiteSpace(comment))
        {
            return;
        }
        Out.Append("/*");
        string text =
            comment.Replace("*/", "* /", StringComparison.Ordinal).Replace("/*", "/ *", StringComparison.Ordinal);
        if (!char.IsWhiteSpace(text[0]))
        {
            Out.Append(' ');
        }
        WriteBroken(text.TrimEnd('\r'));
        if (!char.IsWhiteSpace(text[^1]))
        {
            Out.Append(' ');
        }
        Out.Append("*/");
    }

    private void WriteBroken(string text)
    {
        if (_pretty && text.Contains('\n', StringComparison.Ordinal))
        {
            text = text.Replace('\n', SqlBuffer.StringBreak);
        }
        Out.Append(text);
    }

    protected void TrailingComments(Node node)
    {
        if (node.Comments is null || !_comments)
        {
            return;
        }
        foreach (string comment in node.Comments)
        {
            if (!string.IsNullOrWhiteSpace(comment))
            {
                Out.Append(' ');
                WriteComment(comment);
            }
        }
    }

    /// <summary>Items with commas; in pretty text one a line.</summary>
    protected void WriteList(Expression[] items, bool lines = true)
    {
        for (int index = 0; index < items.Length; index++)
        {
            if (index > 0)
            {
                Out.Append(',');
                if (_pretty)
                {
                    TrailingComments(items[index - 1]);
                }
                Out.Append(_pretty && lines ? '\n' : ' ');
            }
            if (_pretty && items[index].Comments is not null && index < items.Length - 1)
            {
                WriteCore(items[index]);
            }
            else
            {
                Write(items[index]);
            }
        }
    }

    /// <summary>Runs <paramref name="body"/>, then puts its lines two blanks to the right (pretty only).</summary>
    protected void Indented(Action body)
    {
        int start = Out.Length;
        body();
        if (_pretty)
        {
            Out.Indent(start);
        }
    }

    /// <summary>A function's arguments in parentheses, one a line when they are wide.</summary>
    protected void WriteArguments(Expression[] arguments)
    {
        Out.Append('(');
        if (!_pretty)
        {
            for (int index = 0; index < arguments.Length; index++)
            {
                Separate(index);
                WriteArgument(arguments[index]);
            }
        }
        else
        {
            WriteWideArguments(arguments);
        }
        Out.Append(')');
    }

    private void WriteWideArguments(Expression[] arguments)
    {
        int start = Out.Length;
        int[] marks = new int[arguments.Length];
        for (int index = 0; index < arguments.Length; index++)
        {
            Separate(index);
            marks[index] = Out.Length;
            WriteArgument(arguments[index]);
        }
        if (Out.Length - start - (2 * Math.Max(0, arguments.Length - 1)) > WideText)
        {
            BreakLines(start, marks);
        }
    }

    /// <summary>Puts each marked item on a line of its own, indented, with line breaks before and behind.</summary>
    private void BreakLines(int start, int[] marks)
    {
        string body = Out.Slice(start);
        Out.Truncate(start);
        Out.Append('\n');
        int inner = Out.Length;
        for (int index = 0; index < marks.Length; index++)
        {
            int from = marks[index] - start;
            int to = index + 1 < marks.Length ? marks[index + 1] - start - 2 : body.Length;
            if (index > 0)
            {
                Out.Append(",\n");
            }
            Out.Append(body.AsSpan(from, to - from));
        }
        Out.Indent(inner);
        Out.Append('\n');
    }

    protected virtual void WriteArgument(Expression argument)
    {
        if (argument is SubqueryExpression { Bare: true } bare)
        {
            WriteQuery(bare.Query);
            return;
        }
        Write(argument);
    }

    /// <summary>An expression with its comments.</summary>
    public void Write(Expression expression)
    {
        WriteCore(expression);
        if (expression.Comments is not null)
        {
            TrailingComments(expression);
        }
    }

    protected void GuardDepth(Node node)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw SyntaxErrors.TooDeep(Options.SourceText, node.Position);
        }
    }

    protected void WriteName(Identifier name)
    {
        if (!SameDialect && name is { Quoted: false, Name: ['$', >= '0' and <= '9', ..] }
            && Source.Family == "snowflake")
        {
            Refuse(name, "a column by its position", "name the column");
        }
        if (name.Quoted || NeedsQuotes(name.Name)
            || (name.Name.Contains('-', StringComparison.Ordinal) && !SameDialect && name.Name.Length > 1))
        {
            Out.Append(Dialect.Quote(name.Name));
        }
        else
        {
            Out.Append(name.Name);
        }
    }

    protected virtual bool NeedsQuotes(string name)
    {
        if (name.Length > 0 && char.IsAsciiDigit(name[0]) && !Dialect.Lexical.DigitNames)
        {
            return true;
        }
        return Rules.Reserved.Count > 0 && name.Length <= 24 && !(SameDialect && Dialect.Family == "postgres")
            && IsReserved(name);
    }

    private bool IsReserved(string name)
    {
        Span<char> lower = stackalloc char[name.Length];
        name.AsSpan().ToLowerInvariant(lower);
        return Rules.Reserved.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower);
    }

    /// <summary>Items with commas in parentheses, on one line.</summary>
    protected void WriteBracketed(Expression[] items)
    {
        Out.Append('(');
        WriteList(items, lines: false);
        Out.Append(')');
    }

    /// <summary>Names with commas in parentheses.</summary>
    protected void WriteBracketed(Identifier[] names)
    {
        Out.Append('(');
        WriteNames(names);
        Out.Append(')');
    }

    protected void WriteNames(Identifier[] names)
    {
        for (int index = 0; index < names.Length; index++)
        {
            Separate(index);
            WriteName(names[index]);
        }
    }

    /// <summary>The comma before every item but the first.</summary>
    protected void Separate(int index)
    {
        Out.Append(index > 0 ? ", " : string.Empty);
    }

    protected virtual void WritePath(Expression[] parts)
    {
        for (int index = 0; index < parts.Length; index++)
        {
            if (index > 0)
            {
                Out.Append('.');
            }
            if (parts[index] is Identifier name)
            {
                WriteName(name);
            }
            else
            {
                Write(parts[index]);
            }
        }
    }

    /// <summary>A string in the dialect's quotes and escapes.</summary>
    protected virtual void WriteString(string value)
    {
        Out.Append('\'');
        if (value.AsSpan().IndexOfAny(Escaped) < 0)
        {
            Out.Append(value);
        }
        else
        {
            WriteEscaped(value);
        }
        Out.Append('\'');
    }

    private void WriteEscaped(string value)
    {
        bool backslash = Dialect.Lexical.BackslashEscapes;
        foreach (char character in value)
        {
            switch (character)
            {
                case '\'':
                    Out.Append(backslash && Rules.Quote == '`' && !Dialect.Lexical.DoubledQuoteEscapes || backslash
                        && Dialect.Family == "snowflake" ? "\\'" : "''");
                    break;
                case '\\' when backslash:
                    Out.Append("\\\\");
                    break;
                case '\n' when backslash:
                    Out.Append("\\n");
                    break;
                case '\n' when _pretty:
                    Out.Append(SqlBuffer.StringBreak);
                    break;
                case '\t' when backslash:
                    Out.Append("\\t");
                    break;
                case '\r' when backslash:
                    Out.Append("\\r");
                    break;
                case '\b' when backslash:
                    Out.Append("\\b");
                    break;
                case '\f' when backslash:
                    Out.Append("\\f");
                    break;
                case '\a' when backslash && Dialect.Grammar.AlertEscape:
                    Out.Append("\\a");
                    break;
                case '\v' when backslash && Dialect.Grammar.AlertEscape:
                    Out.Append("\\v");
                    break;
                case '\0' when backslash:
                    Out.Append("\\0");
                    break;
                default:
                    Out.Append(character);
                    break;
            }
        }
    }

    [DoesNotReturn]
    protected static void Impossible(Node node) =>
        throw new InvalidOperationException($"no writer for {node.GetType().Name}");
}
