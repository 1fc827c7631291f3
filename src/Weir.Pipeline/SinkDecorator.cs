using Weir.Core;

namespace Weir.Pipeline;

/// <summary>A sink before another one: what it does not change goes through.</summary>
/// <param name="inner">Where commits go; disposed with this.</param>
public abstract class SinkDecorator(ISink inner) : ILoadSink
{
    /// <summary>Where commits go.</summary>
    protected ISink Inner { get; } = inner;

    /// <inheritdoc/>
    public virtual Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken) =>
        Inner.OpenAsync(request, cancellationToken);

    /// <inheritdoc/>
    public abstract Task CommitAsync(Commit commit, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public Task CompleteLoadAsync(CancellationToken cancellationToken) =>
        (Inner as ILoadSink)?.CompleteLoadAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Inner.DisposeAsync();
    }
}
