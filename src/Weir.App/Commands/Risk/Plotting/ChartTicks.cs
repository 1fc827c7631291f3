using System.Globalization;

namespace Weir.App.Commands.Risk.Plotting;

/// <summary>Round places on an axis and their texts.</summary>
internal static class ChartTicks
{
    private static readonly int[] MonthSteps = [1, 2, 3, 6, 12, 24, 60, 120];

    private static readonly double[] HourSteps = [1.0 / 60, 5.0 / 60, 0.25, 0.5, 1, 2, 3, 6, 12];

    /// <summary>About as many ticks as asked for.</summary>
    public static IReadOnlyList<(double At, string Text)> Of(ChartAxis axis, int about) => axis.Kind switch
    {
        ChartScale.Names => [.. axis.Names.Select((name, at) => ((double)at, name))],
        ChartScale.Date => Dates(axis.Low, axis.High, about),
        _ => Numbers(axis, about),
    };

    /// <summary>The step 1, 2 or 5 times a power of ten that gives about as many ticks as asked for.</summary>
    public static double Step(double length, int about)
    {
        double rough = length / Math.Max(1, about);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double share = rough / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }

    private static List<(double At, string Text)> Numbers(ChartAxis axis, int about)
    {
        List<(double, string)> ticks = [];
        double step = Step(axis.High - axis.Low, about);
        double unit = axis.Kind == ChartScale.Percent ? 100 : 1;
        int decimals = Math.Clamp((int)-Math.Floor(Math.Log10(step * unit) + 1e-9), 0, 8);
        for (double at = Math.Ceiling((axis.Low / step) - 1e-9) * step; at <= axis.High + (step * 1e-9); at += step)
        {
            double value = Math.Abs(at) < step * 1e-9 ? 0 : at * unit;
            string text = Math.Abs(value) >= 1e6 && decimals == 0
                ? (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " M"
                : value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            ticks.Add((at, text.Replace('-', '−') + (axis.Kind == ChartScale.Percent ? " %" : string.Empty)));
        }

        return ticks;
    }

    private static List<(double At, string Text)> Dates(double low, double high, int about)
    {
        double days = high - low;
        if (days < 3)
        {
            double step = HourSteps.FirstOrDefault(hours => days * 24 / hours <= about, 12) / 24;
            return Every(low, high, step, "d MMM HH:mm");
        }

        if (days < 28 * about)
        {
            return Every(low, high, Math.Ceiling(days / about), "d MMM yyyy");
        }

        List<(double, string)> ticks = [];
        int months = MonthSteps.FirstOrDefault(step => days / 30.44 / step <= about + 1, 240);
        DateTime first = DateTime.UnixEpoch.AddDays(low);
        DateTime at = new(first.Year, months >= 12 ? 1 : first.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        for (; (at - DateTime.UnixEpoch).TotalDays <= high; at = at.AddMonths(months))
        {
            double day = (at - DateTime.UnixEpoch).TotalDays;
            if (day >= low)
            {
                ticks.Add((day, at.ToString(months >= 12 ? "yyyy" : "MMM yyyy", CultureInfo.InvariantCulture)));
            }
        }

        return ticks;
    }

    private static List<(double At, string Text)> Every(double low, double high, double step, string format)
    {
        List<(double, string)> ticks = [];
        for (double at = Math.Ceiling((low / step) - 1e-9) * step; at <= high; at += step)
        {
            ticks.Add((at, DateTime.UnixEpoch.AddDays(at).ToString(format, CultureInfo.InvariantCulture)));
        }

        return ticks;
    }
}
