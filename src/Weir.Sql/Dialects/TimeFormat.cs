using System.Text;
using System.Text.RegularExpressions;

namespace Weir.Sql.Dialects;

/// <summary>
/// Time formats of a dialect, beside a canonical one that all pass through: C's strftime with %-d (no padding), %f
/// (microseconds), %3n … %9n (digits of the fraction; %*n as many as there are), %z (+0530), %:z (+05:30), %-z (+05:30,
/// +05) and %{X} for an element X that only one dialect has.
/// </summary>
internal sealed partial class TimeFormat
{
    private static readonly (string, string)[] BlankPadded = [("%e", "%-d"), ("%k", "%-H"), ("%l", "%-I")];

    private static readonly (string, string)[] AlikeToRead =
    [
        ("%^a", "%a"), ("%{dy}", "%a"), ("%^A", "%A"), ("%{Day}", "%A"), ("%{DAY}", "%A"), ("%{day}", "%A"),
        ("%{FMday}", "%A"),
        ("%^b", "%b"), ("%{mon}", "%b"), ("%^B", "%B"), ("%{Month}", "%B"), ("%{MONTH}", "%B"), ("%{month}", "%B"),
        ("%{FMmonth}", "%B"), ("%P", "%p"), ("%-z", "%z"),
    ];

    private readonly (string Own, string Canonical)[] _read;
    private readonly (string Canonical, string Own)[] _write;
    private readonly HashSet<string> _plain = [];

    /// <param name="read">Own elements to canonical ones; the longest match wins.</param>
    /// <param name="write">Canonical elements to own ones, several at once too; the longest match wins.</param>
    public TimeFormat((string Own, string Canonical)[] read, (string Canonical, string Own)[] write)
    {
        _read = [.. read.OrderByDescending(pair => pair.Own.Length)];
        _write = [.. write.OrderByDescending(pair => pair.Canonical.Length)];
    }

    /// <summary>Whether YYYY and yyyy are the same.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>What encloses literal text where letters are elements; null where elements begin with %.</summary>
    public char? Quote { get; init; }

    /// <summary>Canonical elements, blank-separated, that are written as they are; * for all.</summary>
    public string Plain { init => _plain = [.. value.Split(' ')]; }

    /// <summary>The canonical element that reads a fraction of any length.</summary>
    public string Fraction { get; init; } = "%f";

    public static TimeFormat Strptime { get; } = new([], []) { Plain = "*" };

    public string ToCanonical(string format)
    {
        StringComparison comparison = IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        StringBuilder builder = new(format.Length + 8);
        int at = 0;
        while (at < format.Length)
        {
            if (format[at] == Quote && format.IndexOf(format[at], at + 1) is var close and > 0)
            {
                Literal(builder, format.AsSpan(at + 1, close - at - 1));
                at = close + 1;
                continue;
            }
            (string own, string canonical) =
                Array.Find(_read, pair => format.AsSpan(at).StartsWith(pair.Own, comparison));
            if (own is not null && IgnoreCase
                && Array.Find(_read, pair => pair.Own.Length == own.Length && format.AsSpan(at).StartsWith(
                    pair.Own, StringComparison.Ordinal)) is { Own: not null } exact)
            {
                canonical = exact.Canonical;
            }
            if (own is null)
            {
                int length = Quote is null && Element().Match(format, at) is { Success: true } element
                    && element.Index == at ? element.Length : 1;
                if (Quote is null)
                {
                    builder.Append(format, at, length);
                }
                else
                {
                    Literal(builder, format.AsSpan(at, length));
                }
                at += length;
                continue;
            }
            builder.Append(canonical);
            at += own.Length;
        }
        return builder.ToString();
    }

    /// <summary>
    /// The format in the dialect's elements; null where <paramref name="missing"/> is an element that it does not have.
    /// </summary>
    /// <param name="canonical">The format in canonical elements.</param>
    /// <param name="reads">It reads a text, where padding and the digits of a fraction do not count.</param>
    /// <param name="missing">The element that the dialect has not.</param>
    public string? FromCanonical(string canonical, bool reads, out string? missing)
    {
        string? written = null;
        missing = null;
        foreach (string form in reads ? Readings(canonical) : [canonical])
        {
            written = Written(form, quoted: false, out string? unknown);
            missing ??= unknown;
            if (written is not null)
            {
                missing = null;
                return Quote is null || ToCanonical(written) == form ? written : Written(form, quoted: true, out _);
            }
        }
        return null;
    }

    /// <summary>
    /// The format in pieces: those that the dialect has, text among them, as long as they go, and each element that it
    /// has not by itself.
    /// </summary>
    public List<(string Piece, bool Own)> Pieces(string canonical)
    {
        List<(string Piece, bool Own)> pieces = [];
        int at = 0;
        int start = 0;
        while (at < canonical.Length)
        {
            string? known = Array.Find(_write, pair => canonical.AsSpan(at).StartsWith(
                pair.Canonical, StringComparison.Ordinal)).Canonical;
            Match element = Element().Match(canonical, at);
            bool isElement = element.Success && element.Index == at;
            if (known is not null || !isElement || element.Value == "%%" || _plain.Contains(element.Value))
            {
                at += known?.Length ?? (isElement ? element.Length : 1);
                continue;
            }
            if (at > start)
            {
                pieces.Add((canonical[start..at], true));
            }
            pieces.Add((element.Value, false));
            at += element.Length;
            start = at;
        }
        if (at > start)
        {
            pieces.Add((canonical[start..at], true));
        }
        return pieces;
    }

    /// <summary>
    /// Formats that read the same texts, the preferred first: padding, capitals and the digits of a fraction do not
    /// count.
    /// </summary>
    private IEnumerable<string> Readings(string canonical)
    {
        canonical = Replaced(canonical, AlikeToRead);
        yield return _plain.Contains("%e") ? canonical.Replace("%-d", "%e", StringComparison.Ordinal)
            : Replaced(canonical, BlankPadded);
        canonical = Unpadded().Replace(Replaced(canonical, BlankPadded), "%$1");
        yield return canonical;
        yield return AnyFraction().Replace(canonical, Fraction);
    }

    private static string Replaced(string format, (string From, string To)[] pairs) =>
        pairs.Aggregate(format, (text, pair) => text.Replace(pair.From, pair.To, StringComparison.Ordinal));

    private string? Written(string canonical, bool quoted, out string? missing)
    {
        StringBuilder builder = new(canonical.Length + 8);
        StringBuilder literal = new();
        missing = null;
        int at = 0;
        while (at < canonical.Length)
        {
            (string from, string own) =
                Array.Find(_write, pair => canonical.AsSpan(at).StartsWith(pair.Canonical, StringComparison.Ordinal));
            if (from is null && Element().Match(canonical, at) is { Success: true } element && element.Index == at)
            {
                from = element.Value;
                bool percent = from == "%%" && Quote is not null;
                own = percent ? "%" : from;
                if (!percent && !_plain.Contains(from) && !_plain.Contains("*"))
                {
                    missing = from is ['%', '{', .. var name, '}'] ? name : from;
                    return null;
                }
            }
            if (from is null)
            {
                literal.Append(canonical[at++]);
                continue;
            }
            Flush(builder, literal, quoted);
            builder.Append(own);
            at += from.Length;
        }
        Flush(builder, literal, quoted);
        return builder.ToString();
    }

    private void Flush(StringBuilder builder, StringBuilder literal, bool quoted)
    {
        string text = literal.ToString();
        literal.Clear();
        bool quotes = quoted && Quote is not null && text.AsSpan().IndexOfAnyInRange('A', 'z') >= 0;
        builder.Append(quotes ? Quote + text + Quote : text);
    }

    private static void Literal(StringBuilder builder, ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            builder.Append(character == '%' ? "%%" : character.ToString());
        }
    }

    [GeneratedRegex("%(\\{[^}]*\\}|E[0-9*]S|E4Y|Ez|[-:^#_]?[1-9*]?[A-Za-z%])")]
    private static partial Regex Element();

    [GeneratedRegex("%-([A-Za-y])")]
    private static partial Regex Unpadded();

    [GeneratedRegex("%([1-9*]n|f)")]
    private static partial Regex AnyFraction();
}
