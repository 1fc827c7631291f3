using System.Globalization;
using System.Text;
using Weir.Sql.Ast;
using Weir.Sql.Dialects;

namespace Weir.Sql.Parsing;

/// <summary>Reads literal JSON paths: <c>$.a[0]."b"</c>, <c>a.b[0]</c>, a single key or index.</summary>
internal static class JsonPaths
{
    /// <summary>
    /// The right side of <c>-></c>: one key or index (PostgreSQL), a whole path where it begins with $ (DuckDB, MySQL).
    /// </summary>
    public static Expression FromArrow(Expression path, Dialect dialect)
    {
        switch (path)
        {
            case StringLiteral { Value: ['$', ..] } text when dialect.Grammar.ArrowPaths:
                return TryParse(text.Value) is { } steps ? new JsonPath(steps) { Position = path.Position } : path;
            case StringLiteral { Value: ['/', ..] } when dialect.Grammar.ArrowPaths:
                return path;
            case StringLiteral text:
                return new JsonPath([JsonStep.OfKey(text.Value)]) { Position = path.Position };
            case NumberLiteral { IsInteger: true } number when int.TryParse(
                number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int index):
                return new JsonPath([JsonStep.OfIndex(index)]) { Position = path.Position };
            default:
                return path;
        }
    }

    /// <summary>A path given as an argument; the expression itself where it is no literal path.</summary>
    public static Expression FromArgument(Expression path)
    {
        if (path is StringLiteral text && TryParse(text.Value) is { } steps)
        {
            return new JsonPath(steps) { Position = path.Position };
        }
        if (path is NumberLiteral { IsInteger: true } number
            && int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return new JsonPath([JsonStep.OfIndex(index)]) { Position = path.Position };
        }
        return path;
    }

    public static JsonStep[]? TryParse(string text)
    {
        List<JsonStep> steps = [];
        int at = 0;
        if (text.StartsWith('$'))
        {
            at = 1;
        }
        bool expectName = at == 0 && text.Length > 0 && text[0] != '[';
        while (at < text.Length || expectName)
        {
            bool recursive = false;
            if (!expectName && text[at] == '.')
            {
                at++;
                if (at < text.Length && text[at] == '.')
                {
                    recursive = true;
                    at++;
                }
                expectName = at >= text.Length || text[at] != '[';
            }
            if (expectName)
            {
                expectName = false;
                if (!ReadName(text, ref at, recursive, steps))
                {
                    return null;
                }
                continue;
            }
            if (at < text.Length && text[at] == '[')
            {
                if (!ReadBracket(text, ref at, steps))
                {
                    return null;
                }
                continue;
            }
            return null;
        }
        return [.. steps];
    }

    private static bool ReadName(string text, ref int at, bool recursive, List<JsonStep> steps)
    {
        if (at >= text.Length)
        {
            return false;
        }
        if (text[at] == '*')
        {
            at++;
            steps.Add(new JsonStep(null, null, true) { Recursive = recursive });
            return true;
        }
        if (text[at] == '"')
        {
            int close = text.IndexOf('"', at + 1);
            if (close < 0)
            {
                return false;
            }
            steps.Add(JsonStep.OfKey(text[(at + 1)..close], true) with { Recursive = recursive });
            at = close + 1;
            return true;
        }
        int start = at;
        while (at < text.Length
            && text[at] is not ('.' or '[' or '"' or '\'' or ']' or '*' or '(' or ')' or '?' or '@'))
        {
            at++;
        }
        if (at == start)
        {
            return false;
        }
        steps.Add(JsonStep.OfKey(text[start..at]) with { Recursive = recursive });
        return true;
    }

    private static bool ReadBracket(string text, ref int at, List<JsonStep> steps)
    {
        int close = text.IndexOf(']', at);
        if (close < 0)
        {
            return false;
        }
        if (at + 1 < text.Length && text[at + 1] is '\'' or '"')
        {
            char quote = text[at + 1];
            StringBuilder key = new();
            int index = at + 2;
            while (index < text.Length && text[index] != quote)
            {
                if (text[index] == '\\' && index + 1 < text.Length)
                {
                    index++;
                }
                key.Append(text[index++]);
            }
            if (index + 1 >= text.Length || text[index + 1] != ']')
            {
                return false;
            }
            steps.Add(JsonStep.OfKey(key.ToString(), true));
            at = index + 2;
            return true;
        }
        ReadOnlySpan<char> inner = text.AsSpan(at + 1, close - at - 1).Trim();
        if (inner is "*")
        {
            steps.Add(new JsonStep(null, null, true) { Script = "[*]" });
        }
        else if (int.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            steps.Add(JsonStep.OfIndex(number));
        }
        else
        {
            steps.Add(new JsonStep(null, null, false) { Script = inner.ToString() });
        }
        at = close + 1;
        return true;
    }
}
