namespace Weir.Connectors.JsonRpc;

/// <summary>A limit that halves when the node is overwhelmed and comes back slowly. Safe for several threads.</summary>
internal sealed class AdaptiveLimit
{
    private const int SuccessesToGrow = 10;

    private readonly Lock _lock = new();
    private readonly int _most;
    private int _current;
    private int _successes;

    public AdaptiveLimit(int most)
    {
        _most = most;
        _current = most;
    }

    /// <summary>The limit now, from 1 to the most.</summary>
    public int Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    /// <summary>
    /// Halves the limit, unless it has been lowered already since the request that failed was sent at
    /// <paramref name="sentAt"/>.
    /// </summary>
    public void Halve(int sentAt)
    {
        lock (_lock)
        {
            _successes = 0;
            _current = Math.Min(_current, Math.Max(1, sentAt / 2));
        }
    }

    /// <summary>Counts a success; ten of them in a row raise the limit by a tenth, at least by one.</summary>
    public void Succeed()
    {
        lock (_lock)
        {
            if (_current < _most && ++_successes >= SuccessesToGrow)
            {
                _successes = 0;
                _current = Math.Min(_most, _current + Math.Max(1, _current / 10));
            }
        }
    }
}
