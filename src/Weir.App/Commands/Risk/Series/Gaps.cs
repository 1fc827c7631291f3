using System.Globalization;

namespace Weir.App.Commands.Risk.Series;

/// <summary>Finds the usual step of a time axis, and the steps that it leaves out.</summary>
internal static class Gaps
{
    /// <summary>A note for each gap, the first few by name; nothing where the first column holds no times. In a series
    /// of weekdays a weekend is no gap.</summary>
    /// <exception cref="Core.Errors.ConfigException">Times that do not rise.</exception>
    public static IEnumerable<SeriesNote> Describe(PriceTable table)
    {
        IReadOnlyList<string> times = table.Times;
        double[]? seconds = Seconds(table);
        if (seconds is null || seconds.Length < 3)
        {
            return [];
        }

        for (int i = 1; i < seconds.Length; i++)
        {
            if (seconds[i] <= seconds[i - 1])
            {
                throw RiskErrors.Request(
                    $"the times do not rise: '{times[i]}' follows '{times[i - 1]}'.",
                    "Sort the rows by time, oldest first, and remove doubles.");
            }
        }

        double step = Step(seconds);
        bool weekdays = step == 86_400 && table.Instants!.All(IsWeekday);
        List<string> gaps = [];
        int missing = 0;
        for (int i = 1; i < seconds.Length; i++)
        {
            int lost = (int)Math.Round((seconds[i] - seconds[i - 1]) / step) - 1;
            lost -= weekdays ? WeekendDays(table.Instants![i - 1], lost) : 0;
            if (lost > 0)
            {
                missing += lost;
                gaps.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{lost} missing between {times[i - 1]} and {times[i]}; one return spans them"));
            }
        }

        return SeriesNote.Few(
            "gap", gaps, string.Create(CultureInfo.InvariantCulture, $"; {missing} missing steps in all"));
    }

    /// <summary>The usual time between two rows, the median; null where the first column holds no times or there is one
    /// row.</summary>
    public static TimeSpan? Bar(PriceTable table) =>
        table.Instants is { Count: > 1 } && Seconds(table) is { } seconds ? TimeSpan.FromSeconds(Step(seconds)) : null;

    /// <summary>Whether the series is of days and leaves out every weekend.</summary>
    public static bool IsOfWeekdays(PriceTable table) =>
        Bar(table) == TimeSpan.FromDays(1) && table.Instants!.Count > 5 && table.Instants.All(IsWeekday);

    private static bool IsWeekday(DateTimeOffset time) =>
        time.UtcDateTime.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static int WeekendDays(DateTimeOffset from, int days) =>
        Enumerable.Range(1, Math.Max(0, days)).Count(day => !IsWeekday(from.AddDays(day)));

    private static double Step(double[] seconds)
    {
        double[] steps = [.. Enumerable.Range(1, seconds.Length - 1).Select(i => seconds[i] - seconds[i - 1])];
        Array.Sort(steps);
        return steps[(steps.Length - 1) / 2];
    }

    private static double[]? Seconds(PriceTable table)
    {
        if (table.Instants is { } instants)
        {
            return [.. instants.Select(time => (double)time.UtcTicks / TimeSpan.TicksPerSecond)];
        }

        double[] numbers = new double[table.Times.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!double.TryParse(table.Times[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }
}
