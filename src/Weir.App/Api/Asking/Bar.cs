namespace Weir.App.Api.Asking;

/// <summary>What a point of a series stands for: a block, or the blocks of a minute, an hour or a day.</summary>
/// <param name="Name">Its name in requests and answers.</param>
/// <param name="Length">How long it is; null for a block.</param>
internal sealed record Bar(string Name, TimeSpan? Length)
{
    /// <summary>How many there should be at least.</summary>
    public const int Fewest = 90;

    /// <summary>A series has no more points: a longer range takes a larger bar.</summary>
    public const int Most = 6_000;

    public static Bar Block { get; } = new("block", null);

    /// <summary>From the smallest to the largest.</summary>
    public static IReadOnlyList<Bar> All { get; } =
    [
        Block, new("minute", TimeSpan.FromMinutes(1)), new("hour", TimeSpan.FromHours(1)), new("day", TimeSpan.FromDays(1)),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(bar => bar.Name)];

    /// <summary>The largest bar of which a span has at least <see cref="Fewest"/>; a block where none has.</summary>
    public static Bar For(TimeSpan span) =>
        All.LastOrDefault(bar => bar.Length is { } length && span.Ticks / length.Ticks >= Fewest) ?? Block;

    /// <summary>The bar of this name.</summary>
    public static Bar Named(string name) => All.First(bar => bar.Name == name);

    /// <summary>How many a range has at most.</summary>
    public long CountIn(TimeSpan span, long blocks) => Length is { } length ? (span.Ticks / length.Ticks) + 1 : blocks;
}
