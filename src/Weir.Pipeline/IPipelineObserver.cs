namespace Weir.Pipeline;

/// <summary>Where in a pipeline something was done.</summary>
public enum PipelineHop
{
    /// <summary>An update was read and proven; it took what the source needed since the one before.</summary>
    Read,

    /// <summary>Rows were made of it.</summary>
    Decode,

    /// <summary>It was committed.</summary>
    Store,
}

/// <summary>Told of each update as it passes; from the stages' own tasks, so it must be quick.</summary>
public interface IPipelineObserver
{
    /// <summary>An update has passed a hop.</summary>
    /// <param name="hop">Which.</param>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="rows">Its rows, all tables together; zero before they are made.</param>
    /// <param name="took">How long it took there.</param>
    /// <param name="waiting">Updates that wait for the next hop.</param>
    void Passed(PipelineHop hop, long blocks, long rows, TimeSpan took, int waiting);
}
