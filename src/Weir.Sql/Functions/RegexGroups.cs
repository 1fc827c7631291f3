using System.Text;

namespace Weir.Sql.Functions;

/// <summary>The capturing groups of a regular expression.</summary>
internal static class RegexGroups
{
    public static int Count(string pattern)
    {
        int groups = 0;
        foreach (int _ in Captures(pattern))
        {
            groups++;
        }
        return groups;
    }

    /// <summary>The pattern with groups that capture nothing; it matches the same texts.</summary>
    public static string WithoutCaptures(string pattern)
    {
        StringBuilder plain = new(pattern);
        foreach (int at in Captures(pattern).Reverse())
        {
            int name = pattern.AsSpan(at).StartsWith("(?P<", StringComparison.Ordinal) ? pattern.IndexOf('>', at) + 1
                : at + 1;
            plain.Remove(at, name - at).Insert(at, "(?:");
        }
        return plain.ToString();
    }

    /// <summary>Where the groups open, outside of sets and behind no backslash.</summary>
    private static IEnumerable<int> Captures(string pattern)
    {
        bool set = false;
        for (int index = 0; index < pattern.Length; index++)
        {
            switch (pattern[index])
            {
                case '\\':
                    index++;
                    break;
                case '[':
                    set = true;
                    break;
                case ']':
                    set = false;
                    break;
                case '(' when !set && (index + 1 >= pattern.Length || pattern[index + 1] != '?'
                    || (index + 2 < pattern.Length && pattern[index + 2] == 'P')):
                    yield return index;
                    break;
                default:
                    break;
            }
        }
    }
}
