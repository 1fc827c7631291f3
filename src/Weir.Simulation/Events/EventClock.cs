namespace Weir.Simulation.Events;

/// <summary>
/// The time in the messages, and the pace at which they come: simulated time runs <c>speed</c> times as fast as real
/// time.
/// </summary>
public sealed class EventClock
{
    private readonly TimeProvider _time;
    private readonly double? _speed;
    private readonly bool _followsReal;
    private readonly long _startMilliseconds;
    private readonly long _began;
    private long _now;

    /// <param name="time">The real clock; only waits depend on it, unless <paramref name="followsReal"/>.</param>
    /// <param name="start">The simulated time at the beginning.</param>
    /// <param name="speed">Simulated seconds a real second; null never waits.</param>
    /// <param name="followsReal">Whether a run that falls behind takes the later time, as a generator on the wall clock
    /// would.
    /// Where not, the messages depend on nothing but the seed.</param>
    public EventClock(TimeProvider time, DateTimeOffset start, double? speed, bool followsReal)
    {
        _time = time;
        _speed = speed;
        _followsReal = followsReal && speed is not null;
        _now = _startMilliseconds = start.ToUnixTimeMilliseconds();
        _began = time.GetTimestamp();
    }

    /// <summary>Whether the clock waits at all.</summary>
    public bool IsPaced => _speed is not null;

    /// <summary>Simulated Unix time in milliseconds at the beginning.</summary>
    public long StartMilliseconds => _startMilliseconds;

    /// <summary>Real time since the beginning.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_began);

    /// <summary>Simulated Unix time in milliseconds.</summary>
    public long Now()
    {
        if (_followsReal)
        {
            _now = Math.Max(_now, _startMilliseconds + (long)(Elapsed.TotalMilliseconds * _speed!.Value));
        }

        return _now;
    }

    /// <summary>Whether the simulated time can come without a wait.</summary>
    public bool IsDue(long milliseconds) =>
        _speed is not { } speed || (milliseconds - _startMilliseconds) / speed <= Elapsed.TotalMilliseconds;

    /// <summary>Lets simulated time pass.</summary>
    public ValueTask SleepAsync(TimeSpan span, CancellationToken cancellationToken) =>
        UntilAsync(Now() + (long)span.TotalMilliseconds, cancellationToken);

    /// <summary>Waits until the simulated time has come.</summary>
    public async ValueTask UntilAsync(long milliseconds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _now = Math.Max(_now, milliseconds);
        if (_speed is { } speed)
        {
            TimeSpan wait = TimeSpan.FromMilliseconds((_now - _startMilliseconds) / speed) - Elapsed;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, cancellationToken);
            }
        }
    }
}
