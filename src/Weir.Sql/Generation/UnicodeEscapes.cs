using System.Globalization;
using System.Text;

namespace Weir.Sql.Generation;

/// <summary>
/// The characters of PostgreSQL's <c>U&amp;'…'</c>: <c>\XXXX</c>, <c>\+XXXXXX</c>, the escape doubled, a quote doubled.
/// </summary>
internal static class UnicodeEscapes
{
    /// <returns>Null where an escape is not well formed, or names a zero or half a surrogate pair.</returns>
    public static string? Decode(string text, char escape)
    {
        StringBuilder builder = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            char next = index + 1 < text.Length ? text[index + 1] : '\0';
            if (character == '\'' && next == '\'')
            {
                builder.Append('\'');
                index++;
            }
            else if (character != escape)
            {
                builder.Append(character);
            }
            else if (next == escape)
            {
                builder.Append(escape);
                index++;
            }
            else
            {
                int digits = next == '+' ? 6 : 4;
                int start = index + (next == '+' ? 2 : 1);
                if (start + digits > text.Length || !int.TryParse(text.AsSpan(start, digits),
                    NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
                    || code == 0 || !Rune.IsValid(code))
                {
                    return null;
                }
                builder.Append(new Rune(code));
                index = start + digits - 1;
            }
        }
        return builder.ToString();
    }
}
