using System.Globalization;

namespace Weir.App.Commands.Risk.Series;

/// <summary>Instants as series write them: whole numbers since 1970, and ISO texts in UTC.</summary>
internal static class Instants
{
    /// <summary>Whole numbers below it (2001 in seconds) are no instants: block numbers, days.</summary>
    public const long FirstSecond = 1_000_000_000;

    /// <summary>The instant of seconds, ms, µs or ns since 1970, told apart by their size.</summary>
    public static DateTimeOffset Epoch(long number) => number switch
    {
        < 100 * FirstSecond => DateTimeOffset.FromUnixTimeSeconds(number),
        < 100_000 * FirstSecond => DateTimeOffset.FromUnixTimeMilliseconds(number),
        < 100_000_000 * FirstSecond => DateTimeOffset.UnixEpoch.AddTicks(number * TimeSpan.TicksPerMicrosecond),
        _ => DateTimeOffset.UnixEpoch.AddTicks(number / TimeSpan.NanosecondsPerTick),
    };

    /// <summary>An instant in UTC: a date where it is midnight and days are asked for.</summary>
    public static string Text(DateTimeOffset instant, bool isDay) => instant.UtcDateTime.ToString(
        isDay && instant.UtcTicks % TimeSpan.TicksPerDay == 0 ? "yyyy-MM-dd"
            : instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ",
        CultureInfo.InvariantCulture);
}
