namespace Weir.App.Api.Answering;

/// <summary>The most that questions may cost.</summary>
internal sealed record ApiLimits
{
    /// <summary>How long one statement may take.</summary>
    public TimeSpan QueryTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many rows one statement may give.</summary>
    public int QueryRows { get; init; } = 50_000;

    /// <summary>How many statements run at a time.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>How many statements wait for one of those.</summary>
    public int Waiting { get; init; } = 128;

    /// <summary>Requests a second that one address may make; a burst is four times that.</summary>
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>Streams that are open at a time.</summary>
    public int Streams { get; init; } = 2_000;

    /// <summary>Bytes of answers that are kept.</summary>
    public long CacheBytes { get; init; } = 64 << 20;

    /// <summary>How much of one processor may go into new answers before older ones are given again.</summary>
    public double MostWork { get; init; } = 0.1;

    /// <summary>How old an answer may be then.</summary>
    public TimeSpan StaleAge { get; init; } = TimeSpan.FromSeconds(5);
}
