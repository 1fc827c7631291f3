namespace Weir.Core;

/// <summary>The clock as rows have it.</summary>
public static class TimeProviderExtensions
{
    /// <summary>Now, in microseconds since 1970.</summary>
    public static long GetMicroseconds(this TimeProvider time) =>
        (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
