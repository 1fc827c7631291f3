namespace Weir.App.Operations;

/// <summary>What passed a hop lately: rates over a minute, and the time that most take. Any thread may tell.</summary>
internal sealed class HopWindow(TimeProvider time)
{
    private const int Most = 512;
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<(long At, long Blocks, long Rows, double Seconds)> _samples = new();
    private long _began;
    private int _waiting;

    /// <summary>Notes what has passed.</summary>
    public void Add(long blocks, long rows, TimeSpan took, int waiting)
    {
        lock (_lock)
        {
            _began = _began == 0 ? time.GetTimestamp() : _began;
            _samples.Enqueue((time.GetTimestamp(), blocks, rows, took.TotalSeconds));
            _waiting = waiting;
            while (_samples.Count > Most)
            {
                _samples.Dequeue();
            }
        }
    }

    /// <summary>What it comes to now; null where nothing has passed yet.</summary>
    public HopFigures? Read()
    {
        lock (_lock)
        {
            if (_began == 0)
            {
                return null;
            }

            while (_samples.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Length)
            {
                _samples.Dequeue();
            }

            // A window that is full of samples is shorter than a minute.
            long since = _samples.Count == Most ? _samples.Peek().At : _began;
            double minutes = Math.Clamp(time.GetElapsedTime(since).TotalMinutes, 1 / 60.0, Length.TotalMinutes);
            double[] seconds = [.. _samples.Select(sample => sample.Seconds).Order()];
            return new HopFigures(
                _samples.Sum(sample => sample.Blocks) / minutes, _samples.Sum(sample => sample.Rows) / minutes,
                seconds.Length > 0 ? seconds[(int)Math.Min(seconds.Length - 1, Math.Floor(0.95 * seconds.Length))] : null, _waiting);
        }
    }
}

/// <summary>A hop's last minute.</summary>
/// <param name="BlocksPerMinute">Blocks that passed.</param>
/// <param name="RowsPerMinute">Rows that passed.</param>
/// <param name="P95Seconds">What 95 of 100 took at most; null where none passed.</param>
/// <param name="Waiting">How many waited for the next hop when the last one passed.</param>
internal sealed record HopFigures(double BlocksPerMinute, double RowsPerMinute, double? P95Seconds, int Waiting);
