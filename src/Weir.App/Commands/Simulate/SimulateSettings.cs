using System.Globalization;
using Weir.App.Settings;
using Weir.Core.Errors;

namespace Weir.App.Commands.Simulate;

/// <summary>
/// Reads the numbers and times of <c>weir simulate</c>; each error names the flag or variable and its range.
/// </summary>
internal sealed class SimulateSettings
{
    private const int MostSeconds = 31_536_000;

    private readonly DotEnv _environment;

    public SimulateSettings(DotEnv environment) => _environment = environment;

    /// <summary>Whole seconds from a flag, else from the original's variable, else the original's default.</summary>
    public TimeSpan Seconds(string? flag, string name, string variable, int fallback, int least)
    {
        string? text = flag ?? _environment[variable];
        string origin = flag is null ? _environment.Origin(variable) : name;
        return text is null
            ? TimeSpan.FromSeconds(fallback)
            : TimeSpan.FromSeconds(Whole(text, origin, least, MostSeconds, " seconds"));
    }

    /// <summary>A whole number within a range.</summary>
    public static long Whole(string text, string origin, long least, long most, string unit = "") =>
        long.TryParse(text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out long value)
        && value >= least && value <= most
            ? value
            : throw Bad(origin, text,
                string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}{unit}"));

    /// <summary>A number within a range.</summary>
    public static double Number(string text, string origin, double least, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least
            && value <= most
            ? value
            : throw Bad(origin, text, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    /// <summary>A seed: 0 to 2^64 − 1.</summary>
    public static ulong Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
        ? seed
        : throw Bad("--seed", text, $"a whole number from 0 to {ulong.MaxValue}");

    /// <summary>Simulated seconds a real second; null for <c>max</c>.</summary>
    public static double? Speed(string text) => text == "max" ? null : SpeedNumber(text);

    /// <summary>An instant of 1970 to 9999, UTC where the text names no offset.</summary>
    public static DateTimeOffset Start(string text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out DateTimeOffset start)
        && start >= DateTimeOffset.UnixEpoch && start.Year < 9_000
            ? start
            : throw Bad("--start-time", text, "an instant from 1970-01-01 to 8999-12-31, as in 2026-01-01T00:00:00Z");

    private static double SpeedNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value is >= 0.001 and <= 1_000_000
            ? value
            : throw Bad("--speed", text, "'max' or a number from 0.001 to 1000000 (simulated seconds a second)");

    private static ConfigException Bad(string origin, string text, string expected) =>
        new(ErrorCodes.BadFlag, $"{origin} is '{text}'", $"Write {expected}.");
}
