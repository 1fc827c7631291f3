namespace Weir.App.Api.Answering;

/// <summary>How much of the last seconds went into making answers: what is longer ago counts less and less.</summary>
/// <param name="time">The clock.</param>
internal sealed class WorkShare(TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private double _seconds;
    private long _at = time.GetTimestamp();

    /// <summary>Of one processor: 0.1 where a tenth of it was at work.</summary>
    public double Ratio
    {
        get
        {
            lock (_lock)
            {
                return Fade() / Memory.TotalSeconds;
            }
        }
    }

    public void Add(TimeSpan worked)
    {
        lock (_lock)
        {
            _seconds = Fade() + worked.TotalSeconds;
            _at = time.GetTimestamp();
        }
    }

    private double Fade() => _seconds * Math.Exp(-time.GetElapsedTime(_at).TotalSeconds / Memory.TotalSeconds);
}
