namespace Weir.Tests.App;

/// <summary>
/// A clock on which every wait is over at once and has taken its time; each look at it takes <paramref name="tick"/>.
/// </summary>
internal sealed class SkippingClock(DateTimeOffset start, TimeSpan tick) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>What has passed since the start.</summary>
    public TimeSpan Passed => TimeSpan.FromTicks(Interlocked.Read(ref _ticks)) - TimeSpan.FromTicks(start.UtcTicks);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Add(ref _ticks, tick.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero)
        {
            Interlocked.Add(ref _ticks, dueTime.Ticks);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return new Fired();
    }

    private sealed class Fired : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
