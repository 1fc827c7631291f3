namespace Weir.App.Api.Asking;

/// <summary>The ranges that can be asked for by name.</summary>
internal static class Ranges
{
    private static readonly (string Name, TimeSpan? Length)[] All =
    [
        ("1h", TimeSpan.FromHours(1)), ("24h", TimeSpan.FromDays(1)), ("7d", TimeSpan.FromDays(7)),
        ("10d", TimeSpan.FromDays(10)), ("30d", TimeSpan.FromDays(30)), ("90d", TimeSpan.FromDays(90)), ("all", null),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(range => range.Name)];

    /// <summary>How long it is; null for all there is.</summary>
    public static TimeSpan? LengthOf(string name) => All.First(range => range.Name == name).Length;
}
