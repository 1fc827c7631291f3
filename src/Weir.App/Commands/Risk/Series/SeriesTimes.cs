using System.Globalization;

namespace Weir.App.Commands.Risk.Series;

/// <summary>How a file writes its times: the one form that all of its first column is in.</summary>
internal sealed class SeriesTimes
{
    private static readonly string[] Clocks =
        ["", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFFF", " h:mm tt", " h:mm:ss tt", ", H:mm", ", H:mm:ss"];

    private static readonly SeriesTimes[] Plain =
    [
        new("ISO", text => Exact(
            text, "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy-MM", "yyyyMMdd") ?? Iso(text)) { IsIso = true },
        new("since 1970", OfNumber),
        new("day of a named month", text => Exact(
            text, "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "d MMM yy", "MMM d, yyyy", "MMMM d, yyyy",
            "MMM d yyyy", "ddd, d MMM yyyy")),
        new("day.month.year", text => Exact(text, "d.M.yyyy", "d.M.yy")),
    ];

    private static readonly SeriesTimes DayFirst = new(
        "day/month/year", text => Exact(text, "d/M/yyyy", "d-M-yyyy", "d/M/yy"));

    private static readonly SeriesTimes MonthFirst = new(
        "month/day/year", text => Exact(text, "M/d/yyyy", "M-d-yyyy", "M/d/yy"));

    private readonly Func<string, DateTimeOffset?> _read;

    private SeriesTimes(string name, Func<string, DateTimeOffset?> read)
    {
        Name = name;
        _read = read;
    }

    public string Name { get; }

    /// <summary>Whether the texts can stand as they are.</summary>
    public bool IsIso { get; private init; }

    /// <summary>The instant of a text, in UTC where it names no zone; null where it is not of this form.</summary>
    public DateTimeOffset? Read(string text) => _read(text);

    /// <summary>The form of these texts; null where they hold no times.</summary>
    /// <exception cref="Core.Errors.ConfigException">Some are times and one is not; days and months that cannot be told
    /// apart.</exception>
    public static SeriesTimes? Of(string path, IReadOnlyList<(int Line, string Text)> texts)
    {
        bool isDayFirst = texts.All(row => DayFirst.Read(row.Text) is not null);
        bool isMonthFirst = texts.All(row => MonthFirst.Read(row.Text) is not null);
        if (isDayFirst && isMonthFirst)
        {
            bool day = IsOrdered(texts, DayFirst);
            bool month = IsOrdered(texts, MonthFirst);
            return day != month
                ? day ? DayFirst : MonthFirst
                : throw RiskErrors.File(
                    path, $"line {texts[0].Line}: '{texts[0].Text}' may begin with the day or the month, and no other row tells.", "Write dates as 2020-12-31.");
        }

        SeriesTimes? best = isDayFirst ? DayFirst : isMonthFirst ? MonthFirst : null;
        foreach (SeriesTimes form in best is null ? (SeriesTimes[])[.. Plain, DayFirst, MonthFirst] : [])
        {
            // A form that none of three rows is in is not that of most.
            bool isLikely = form.Read(texts[0].Text) is not null || form.Read(texts[texts.Count / 2].Text) is not null
                || form.Read(texts[^1].Text) is not null;
            int read = isLikely ? texts.Count(row => form.Read(row.Text) is not null) : 0;
            if (read == texts.Count)
            {
                return form;
            }

            if (read > 0.5 * texts.Count)
            {
                (int line, string text) = texts.First(row => form.Read(row.Text) is null);
                throw RiskErrors.File(
                    path,
                    $"line {line}: '{text}' is not a time as the others are ({form.Name}).",
                    "Mend or remove the line.");
            }
        }

        return best;
    }

    private static bool IsOrdered(IReadOnlyList<(int Line, string Text)> texts, SeriesTimes form)
    {
        int up = 0;
        int down = 0;
        for (int i = 1; i < texts.Count; i++)
        {
            int sign = form.Read(texts[i].Text)!.Value.CompareTo(form.Read(texts[i - 1].Text)!.Value);
            up += sign > 0 ? 1 : 0;
            down += sign < 0 ? 1 : 0;
        }

        return (up > 0) ^ (down > 0);
    }

    private static DateTimeOffset? Exact(string text, params ReadOnlySpan<string> dates)
    {
        foreach (string date in dates)
        {
            foreach (string clock in Clocks)
            {
                if (DateTime.TryParseExact(
                    text, date + clock, CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time))
                {
                    return new DateTimeOffset(time, TimeSpan.Zero);
                }
            }
        }

        return null;
    }

    private static DateTimeOffset? Iso(string text)
    {
        string plain = text.EndsWith(
            " UTC", StringComparison.OrdinalIgnoreCase) || text.EndsWith(" GMT", StringComparison.OrdinalIgnoreCase)
            ? text[..^4] + "Z" : text;
        return plain.Length > 10 && char.IsAsciiDigit(plain[0]) && plain[4] == '-'
            && DateTimeOffset.TryParse(
                plain, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time.ToUniversalTime() : null;
    }

    private static DateTimeOffset? OfNumber(string text) =>
        double.TryParse(
            text,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double number) && number >= Instants.FirstSecond && number < long.MaxValue
            ? Instants.Epoch((long)number) : null;
}
