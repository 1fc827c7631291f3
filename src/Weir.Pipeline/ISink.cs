using Weir.Core;

namespace Weir.Pipeline;

/// <summary>Where rows go. Opened for one pipeline; then one commit after the other.</summary>
public interface ISink : IAsyncDisposable
{
    /// <summary>Makes the tables where they are missing and says where the pipeline stopped.</summary>
    Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken);

    /// <summary>Applies the commit as a whole, or throws and leaves everything as it was.</summary>
    /// <exception cref="Core.Errors.WarehouseException">Another writer has moved the sequence, or the warehouse
    /// failed.</exception>
    Task CommitAsync(Commit commit, CancellationToken cancellationToken);
}

/// <summary>A sink that carries the blocks themselves on (a topic): it gets them with each commit.</summary>
public interface IRawSink<in TRaw> : ISink
    where TRaw : class
{
    /// <summary>
    /// As <see cref="ISink.CommitAsync"/>, with the appended blocks; they are the caller's again afterwards.
    /// </summary>
    Task CommitAsync(Commit commit, TRaw? raw, CancellationToken cancellationToken);
}

/// <summary>A sink that makes something once a load is complete: indexes, statistics.</summary>
public interface ILoadSink : ISink
{
    /// <summary>Called when all that was asked for is there.</summary>
    Task CompleteLoadAsync(CancellationToken cancellationToken);
}
