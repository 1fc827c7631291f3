using System.Globalization;
using Weir.Sql.Parsing;

namespace Weir.Sql.Dialects.BigQuery;

internal sealed partial class BigQueryGenerator
{
    /// <summary>
    /// An interval of several units, of none or with a fraction as months, days and time; false where the text is none.
    /// </summary>
    private bool WriteMixedInterval(string text)
    {
        if (IntervalText.Parse(text) is not { } interval)
        {
            return false;
        }
        decimal months = Math.Abs(interval.Months);
        decimal seconds = Math.Abs(interval.Seconds);
        string time =
            string.Create(CultureInfo.InvariantCulture,
                $"{decimal.Truncate(seconds / 3600)}:{decimal.Truncate(seconds / 60) % 60}:{(seconds % 60).ToString("0.######", CultureInfo.InvariantCulture)}");
        string value =
            string.Create(CultureInfo.InvariantCulture,
                $"{(interval.Months < 0 ? "-" : string.Empty)}{decimal.Truncate(months / 12)}-{months % 12} {interval.Days:0} {(interval.Seconds < 0 ? "-" : string.Empty)}{time}");
        Out.Append("INTERVAL '");
        Out.Append(value);
        Out.Append("' YEAR TO SECOND");
        return true;
    }
}
