using System.Globalization;
using System.Text;
using Weir.Core.Errors;

namespace Weir.Sql.Parsing;

/// <summary>Makes the errors of this library: line, column, the line itself and a caret.</summary>
internal static class SyntaxErrors
{
    private const int ExcerptWidth = 100;

    public static SqlSyntaxException Unterminated(string text, int position, string what, string closing) =>
        new(ErrorCodes.SqlUnterminated, Say(text, position, $"unterminated {what}"),
            $"close the {what} that opens here with {closing}");

    public static SqlSyntaxException LoneSurrogate(string text, int position) =>
        new(ErrorCodes.SqlBadText, Say(text, position, "half a surrogate pair, which no database can store"),
            "send the text as well-formed UTF-8 or UTF-16");

    public static SqlSyntaxException TooDeep(string text, int position) =>
        new(ErrorCodes.SqlTooDeep, Say(text, position, "expressions are nested too deeply"),
            "split the statement, for example into common table expressions");

    public static SqlSyntaxException Unexpected(string text, int position, string expected)
    {
        int end = position;
        while (end < text.Length && end - position < 40 && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }
        string found = position >= text.Length ? "the end of the text"
            : $"'{text[position..Math.Max(end, position + 1)]}'";
        return new(ErrorCodes.SqlSyntax, Say(text, position, $"expected {expected}, found {found}"),
            "correct the statement at the caret; docs/sql.md has the grammar that is read");
    }

    /// <summary>
    /// Where a template of dbt's begins: <c>{{ … }}</c> or <c>{% … %}</c>; below nought where there is none.
    /// </summary>
    public static int TemplateIn(string text)
    {
        int expression = text.IndexOf("{{", StringComparison.Ordinal);
        int block = text.IndexOf("{%", StringComparison.Ordinal);
        return expression < 0 ? block : block < 0 ? expression : Math.Min(expression, block);
    }

    public static SqlSyntaxException Template(string text) =>
        new(ErrorCodes.SqlSyntax, Say(text, TemplateIn(text), "a template of dbt (Jinja), which is no SQL yet"),
            "run dbt compile, and give the compiled statement");

    public static SqlSyntaxException TooLong(int maxBytes) =>
        new(ErrorCodes.SqlTooLong, $"the text is longer than {maxBytes} bytes", "split it, or raise --max-bytes");

    public static SqlSyntaxException TranslationTooLong(int limit) =>
        new(ErrorCodes.SqlTooLong,
            $"the translation is longer than {limit} characters, for the target must write the arguments of nested calls several times",
            "give the inner calls a name in a common table expression, or raise --max-bytes");

    public static SqlUnsupportedException Unsupported(
        string text, int position, string dialect, string construct, string instead) =>
        new(ErrorCodes.SqlUnsupported, Say(text, position, $"{dialect} has no equal of {construct}"), instead);

    public static SqlSyntaxException Empty() =>
        new(ErrorCodes.SqlEmpty, "the statement is empty", "give a statement, an expression or a type");

    /// <summary>The message, line and column from 1, and the line with a caret beneath the column.</summary>
    public static string Say(string text, int position, string message)
    {
        position = Math.Min(position, text.Length);
        (int line, int column, int lineStart) = Locate(text, position);
        int lineEnd = text.AsSpan(lineStart).IndexOfAny('\n', '\r');
        ReadOnlySpan<char> shown = lineEnd < 0 ? text.AsSpan(lineStart) : text.AsSpan(lineStart, lineEnd);
        int skip = Math.Max(0, column - 1 - (ExcerptWidth / 2));
        shown = shown[Math.Min(skip, shown.Length)..];
        shown = shown[..Math.Min(ExcerptWidth, shown.Length)];
        StringBuilder builder = new();
        builder.Append(CultureInfo.InvariantCulture, $"line {line}, column {column}: {message}\n  ");
        foreach (char character in shown)
        {
            bool plain = !char.IsControl(character) && !char.IsSurrogate(character);
            builder.Append(plain ? character : character == '\t' ? ' ' : '\uFFFD');
        }
        return builder.Append("\n  ").Append(' ', column - 1 - skip).Append('^').ToString();
    }

    /// <summary>Line and column, both from 1, and the offset where the line begins.</summary>
    public static (int Line, int Column, int LineStart) Locate(string text, int position)
    {
        int line = 1;
        int lineStart = 0;
        for (int index = 0; index < position; index++)
        {
            if (text[index] == '\n')
            {
                line++;
                lineStart = index + 1;
            }
        }
        return (line, position - lineStart + 1, lineStart);
    }
}
