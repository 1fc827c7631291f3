namespace Weir.Pipeline;

/// <summary>How often and how patiently a transient failure is tried again.</summary>
public sealed class RetryOptions
{
    /// <summary>Tries after the first one; 0 means none.</summary>
    public int Attempts { get; set; } = 8;

    /// <summary>The first pause; it doubles each time, with jitter.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest pause.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(30);
}
