using System.Globalization;
using System.Text.RegularExpressions;

namespace Weir.Sql.Parsing;

/// <summary>An interval's text as months, days and seconds, each whole but the seconds.</summary>
// https://www.postgresql.org/docs/15/datatype-datetime.html#DATATYPE-INTERVAL-INPUT
internal readonly partial record struct IntervalText(decimal Months, decimal Days, decimal Seconds)
{
    private const int DaysOfMonth = 30;
    private const int SecondsOfDay = 86400;

    [GeneratedRegex(
        @"\G\s*,?\s*(?:(?<sign>[+-]?)(?<hours>\d{1,9}):(?<minutes>\d{1,9})?(?::(?<seconds>\d{1,9}(?:\.\d{1,9})?)?)?|(?<number>[+-]?\d{0,9}\.?\d{1,9})\s*(?<unit>[A-Za-z]+)?)(?=$|[\s,])", RegexOptions.CultureInvariant)]
    private static partial Regex Part { get; }

    /// <summary>Null where the text is no interval.</summary>
    public static IntervalText? Parse(string text)
    {
        (decimal Months, decimal Days, decimal Seconds) sum = default;
        int at = 0;
        string trimmed = text.TrimEnd();
        while (at < trimmed.Length)
        {
            Match match = Part.Match(trimmed, at);
            if (!match.Success)
            {
                return null;
            }
            at = match.Index + match.Length;
            if (match.Groups["hours"].Success)
            {
                decimal clock = (Number(match, "hours") * 3600) + (Number(match, "minutes") * 60)
                    + Number(match, "seconds");
                sum.Seconds += match.Groups["sign"].Value == "-" ? -clock : clock;
                continue;
            }
            bool last = at >= trimmed.Length;
            string unit = match.Groups["unit"].Success ? match.Groups["unit"].Value : last ? "second" : "day";
            if (!Add(ref sum, Number(match, "number"), unit))
            {
                return null;
            }
        }
        // A fraction of a month is one of 30 days, that of a day one of 24 hours.
        decimal months = decimal.Truncate(sum.Months);
        decimal days = sum.Days + ((sum.Months - months) * DaysOfMonth);
        decimal wholeDays = decimal.Truncate(days);
        return new IntervalText(months, wholeDays, sum.Seconds + ((days - wholeDays) * SecondsOfDay));
    }

    /// <summary>
    /// PostgreSQL's JUSTIFY_DAYS, JUSTIFY_HOURS, JUSTIFY_INTERVAL: months of 30 days, days of 24 hours.
    /// </summary>
    public IntervalText Justified(bool hours, bool days)
    {
        (decimal months, decimal wholeDays, decimal seconds) = (Months, Days, Seconds);
        if (hours)
        {
            seconds += ((days ? months * DaysOfMonth : 0) + wholeDays) * SecondsOfDay;
            wholeDays = decimal.Truncate(seconds / SecondsOfDay);
            seconds -= wholeDays * SecondsOfDay;
            months = days ? 0 : months;
        }
        if (days)
        {
            wholeDays += months * DaysOfMonth;
            months = decimal.Truncate(wholeDays / DaysOfMonth);
            wholeDays -= months * DaysOfMonth;
        }
        return new IntervalText(months, wholeDays, seconds);
    }

    /// <summary><c>1 month, 2 day, 3 hour</c>: whole parts, each with its unit.</summary>
    public string InParts()
    {
        List<string> parts = [];
        decimal seconds = decimal.Truncate(Seconds);
        decimal rest = (Seconds - seconds) * 1_000_000;
        (decimal Amount, string Unit)[] amounts =
        [
            (decimal.Truncate(Months / 12), "year"), (Months % 12, "month"), (Days, "day"),
            (decimal.Truncate(seconds / 3600), "hour"), (decimal.Truncate(seconds / 60) % 60, "minute"),
            (seconds % 60, "second"), (decimal.Truncate(rest), "microsecond"),
        ];
        foreach ((decimal amount, string unit) in amounts)
        {
            if (amount != 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{amount:0} {unit}"));
            }
        }
        return parts.Count == 0 ? "0 second" : string.Join(", ", parts);
    }

    private static decimal Number(Match match, string group) =>
        match.Groups[group].Success ? decimal.Parse(match.Groups[group].ValueSpan,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;

    private static bool Add(ref (decimal Months, decimal Days, decimal Seconds) sum, decimal amount, string unit)
    {
        string name = unit.ToLowerInvariant();
        switch (name.Length > 2 ? name.TrimEnd('s') : name)
        {
            case "year" or "y" or "yr":
                sum.Months += amount * 12;
                return true;
            case "month" or "mon":
                sum.Months += amount;
                return true;
            case "week" or "w":
                sum.Days += amount * 7;
                return true;
            case "day" or "d":
                sum.Days += amount;
                return true;
            case "hour" or "h" or "hr":
                sum.Seconds += amount * 3600;
                return true;
            case "minute" or "min" or "m":
                sum.Seconds += amount * 60;
                return true;
            case "second" or "sec" or "s":
                sum.Seconds += amount;
                return true;
            default:
                return false;
        }
    }
}
