using Weir.Connectors.Events;
using Weir.Core.Errors;

namespace Weir.App.Commands.Simulate;

/// <summary>The settings partitions, replicas and retention of a destination.</summary>
internal static class ShapeSettings
{
    private const int MostDays = 3_650;

    /// <exception cref="ConfigException">The value is out of its range.</exception>
    public static TopicShape With(TopicShape shape, string name, string value) => name switch
    {
        "partitions" => shape with { Partitions = (int)SimulateSettings.Whole(value, name, 1, 10_000) },
        "replicas" => shape with { Replicas = (int)SimulateSettings.Whole(value, name, 1, 100) },
        _ => shape with { Retention = Retention(value) },
    };

    private static TimeSpan Retention(string value)
    {
        TimeSpan? unit = value.Length < 2 ? null : value[^1] switch
        {
            'd' => TimeSpan.FromDays(1),
            'h' => TimeSpan.FromHours(1),
            'm' => TimeSpan.FromMinutes(1),
            's' => TimeSpan.FromSeconds(1),
            _ => null,
        };
        return unit is { } one && int.TryParse(value[..^1], System.Globalization.NumberStyles.None, null, out int count)
            && count * one is var time && time >= TimeSpan.FromSeconds(1) && time <= TimeSpan.FromDays(MostDays)
                ? time
                : throw new ConfigException(
                    ErrorCodes.BadFlag, $"retention is '{value}'",
                    $"Write a whole number with d, h, m or s, from 1s to {MostDays}d.");
    }
}
