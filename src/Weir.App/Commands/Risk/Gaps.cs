using System.Globalization;

namespace Weir.App.Commands.Risk;

/// <summary>Finds the steps that a time axis leaves out.</summary>
internal static class Gaps
{
    private const int Shown = 5;

    /// <summary>A sentence for each gap, the first few by name; nothing where the first column holds no times.</summary>
    public static IReadOnlyList<string> Describe(IReadOnlyList<string> times)
    {
        double[]? seconds = Seconds(times);
        if (seconds is null || seconds.Length < 3)
        {
            return [];
        }

        double[] steps = new double[seconds.Length - 1];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = seconds[i + 1] - seconds[i];
            if (steps[i] <= 0)
            {
                throw RiskErrors.Request(
                    $"the times do not rise: '{times[i + 1]}' follows '{times[i]}'.", "Sort the rows by time, oldest first, and remove doubles.");
            }
        }

        double[] sorted = [.. steps];
        Array.Sort(sorted);
        double step = sorted[(sorted.Length - 1) / 2];
        List<string> gaps = [];
        int missing = 0;
        int count = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            int lost = (int)Math.Round(steps[i] / step) - 1;
            if (lost <= 0)
            {
                continue;
            }

            count++;
            missing += lost;
            if (gaps.Count < Shown)
            {
                gaps.Add(string.Create(CultureInfo.InvariantCulture, $"{lost} missing between {times[i]} and {times[i + 1]}; one return spans them"));
            }
        }

        if (count > Shown)
        {
            gaps.Add(string.Create(CultureInfo.InvariantCulture, $"and {count - Shown} more gaps, {missing} missing steps in all"));
        }

        return gaps;
    }

    private static double[]? Seconds(IReadOnlyList<string> times)
    {
        double[] seconds = new double[times.Count];
        for (int i = 0; i < seconds.Length; i++)
        {
            string text = times[i];
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            {
                seconds[i] = number;
            }
            else if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
            {
                seconds[i] = time.ToUnixTimeSeconds();
            }
            else
            {
                return null;
            }
        }

        return seconds;
    }
}
