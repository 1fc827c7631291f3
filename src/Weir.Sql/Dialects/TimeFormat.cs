using System.Text;

namespace Weir.Sql.Dialects;

/// <summary>Time format letters of a dialect, beside strptime's, which all formats pass through.</summary>
internal sealed partial class TimeFormat
{
    private readonly (string Own, string Canonical)[] _read;
    private readonly (string Canonical, string Own)[] _write;

    /// <param name="read">Own letters to strptime's; the longest match wins, capitals count unless <paramref name="ignoreCase"/>.</param>
    /// <param name="write">strptime's letters to the dialect's own.</param>
    /// <param name="ignoreCase">Whether YYYY and yyyy are the same.</param>
    public TimeFormat((string Own, string Canonical)[] read, (string Canonical, string Own)[] write, bool ignoreCase)
    {
        _read = [.. read.OrderByDescending(pair => pair.Own.Length)];
        _write = [.. write.OrderByDescending(pair => pair.Canonical.Length)];
        IgnoreCase = ignoreCase;
    }

    public bool IgnoreCase { get; }

    public static TimeFormat Strptime { get; } = new([], [], false);

    /// <summary>DuckDB reads an offset with and without a colon alike.</summary>
    public static TimeFormat DuckDb { get; } = new([], [("%:z", "%z"), ("%-z", "%z")], false);

    public string ToCanonical(string format) => Map(format, _read, IgnoreCase);

    /// <summary>The format in the dialect's letters; a count of digits of a second (%3n) is kept where the dialect has one.</summary>
    public string FromCanonical(string format) => Map(HasDigitCounts ? format : DigitCounts().Replace(format, "%n"), _write, false);

    private bool HasDigitCounts => Array.Exists(_write, pair => pair.Canonical == "%9n");

    [System.Text.RegularExpressions.GeneratedRegex("%[1-9]n")]
    private static partial System.Text.RegularExpressions.Regex DigitCounts();

    private static string Map(string format, (string From, string To)[] pairs, bool ignoreCase)
    {
        if (pairs.Length == 0)
        {
            return format;
        }
        StringComparison comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        StringBuilder builder = new(format.Length + 8);
        int at = 0;
        while (at < format.Length)
        {
            bool matched = false;
            foreach ((string from, string to) in pairs)
            {
                if (format.AsSpan(at).StartsWith(from, comparison))
                {
                    builder.Append(to);
                    at += from.Length;
                    matched = true;
                    break;
                }
            }
            if (!matched)
            {
                builder.Append(format[at++]);
            }
        }
        return builder.ToString();
    }
}
