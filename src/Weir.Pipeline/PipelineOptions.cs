namespace Weir.Pipeline;

/// <summary>How much the runner keeps in flight.</summary>
public sealed class PipelineOptions
{
    /// <summary>Updates that wait between two stages, 1 to 64.</summary>
    public int QueueUpdates { get; set; } = 1;

    /// <summary>How long a stopped run may go on to finish what it has read.</summary>
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Told of each update as it passes; null for no one.</summary>
    public IPipelineObserver? Observer { get; set; }
}
