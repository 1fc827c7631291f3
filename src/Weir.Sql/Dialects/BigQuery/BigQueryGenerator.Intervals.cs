using System.Globalization;
using System.Text.RegularExpressions;

namespace Weir.Sql.Dialects.BigQuery;

internal sealed partial class BigQueryGenerator
{
    [GeneratedRegex(
        @"\G\s*,?\s*(?:(?<sign>[+-]?)(?<hours>\d{1,9}):(?<minutes>\d{1,9})(?::(?<seconds>\d{1,9}(?:\.\d{1,9})?))?|(?<number>[+-]?\d{0,9}\.?\d{1,9})\s*(?<unit>[A-Za-z]+)?)(?=$|[\s,])", RegexOptions.CultureInvariant)]
    private static partial Regex IntervalPart { get; }

    /// <summary>
    /// An interval of several units, of none or with a fraction as months, days and time; false where the text is none.
    /// </summary>
    // https://www.postgresql.org/docs/15/datatype-datetime.html#DATATYPE-INTERVAL-INPUT
    private bool WriteMixedInterval(string text)
    {
        (decimal Months, decimal Days, decimal Seconds) sum = default;
        int at = 0;
        string trimmed = text.TrimEnd();
        while (at < trimmed.Length)
        {
            Match match = IntervalPart.Match(trimmed, at);
            if (!match.Success)
            {
                return false;
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
                return false;
            }
        }
        // A fraction of a month is one of 30 days, that of a day one of 24 hours.
        decimal wholeMonths = decimal.Truncate(sum.Months);
        sum.Days += (sum.Months - wholeMonths) * 30;
        decimal wholeDays = decimal.Truncate(sum.Days);
        sum.Seconds += (sum.Days - wholeDays) * 86400;
        decimal months = Math.Abs(wholeMonths);
        decimal seconds = Math.Abs(sum.Seconds);
        string time =
            string.Create(CultureInfo.InvariantCulture,
                $"{decimal.Truncate(seconds / 3600)}:{decimal.Truncate(seconds / 60) % 60}:{(seconds % 60).ToString("0.######", CultureInfo.InvariantCulture)}");
        string value =
            string.Create(CultureInfo.InvariantCulture,
                $"{(wholeMonths < 0 ? "-" : string.Empty)}{decimal.Truncate(months / 12)}-{months % 12} {wholeDays:0} {(sum.Seconds < 0 ? "-" : string.Empty)}{time}");
        Out.Append("INTERVAL '");
        Out.Append(value);
        Out.Append("' YEAR TO SECOND");
        return true;
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
