using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc;

/// <summary>
/// A circuit breaker: a node that fails again and again is left alone for a while, longer each time, and tried again
/// after that. Safe for several threads.
/// </summary>
internal sealed class NodeHealth
{
    private const int FailuresToOpen = 2;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    // One that lies, or refuses the key, is not asked again soon.
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset _openUntil = DateTimeOffset.MinValue;

    /// <summary>Whether it may be asked now.</summary>
    public bool IsUsable(DateTimeOffset now)
    {
        lock (_lock)
        {
            return now >= _openUntil;
        }
    }

    /// <summary>When it may be asked again.</summary>
    public DateTimeOffset OpenUntil
    {
        get
        {
            lock (_lock)
            {
                return _openUntil;
            }
        }
    }

    /// <summary>It has answered.</summary>
    /// <returns>Whether it had failed before.</returns>
    public bool Succeed()
    {
        lock (_lock)
        {
            bool hadFailed = _failures >= FailuresToOpen;
            _failures = 0;
            _openUntil = DateTimeOffset.MinValue;
            return hadFailed;
        }
    }

    /// <summary>It has failed.</summary>
    /// <returns>Whether it is left alone from now on.</returns>
    public bool Fail(WeirException error, DateTimeOffset now)
    {
        if (error is RpcException { Code: ErrorCodes.RpcMissingBlock })
        {
            // It is behind, and well otherwise.
            return false;
        }

        lock (_lock)
        {
            _failures++;
            bool isSerious = error is VerificationException || !error.IsTransient;
            if (_failures < FailuresToOpen && !isSerious)
            {
                return false;
            }

            TimeSpan pause = isSerious ? LongPause
                : FirstPause * Math.Pow(2, Math.Min(8, _failures - FailuresToOpen));
            pause = error is RpcException { RetryAfter: { } asked } && asked > pause ? asked : pause;
            bool wasUsable = now >= _openUntil;
            _openUntil = now + (isSerious || pause < LongestPause ? pause : LongestPause);
            return wasUsable;
        }
    }
}
