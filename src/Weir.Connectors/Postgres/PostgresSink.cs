using Polly;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.Connectors.Postgres;

/// <summary>
/// Writes commits into a PostgreSQL database, each in one transaction. A commit whose answer was lost, or that a
/// restart of the server broke off, is tried again: the sequence says whether it had succeeded.
/// </summary>
public sealed class PostgresSink : ILoadSink
{
#pragma warning disable CA2213 // Disposed with the sink around it.
    private readonly PostgresWarehouse _warehouse;
#pragma warning restore CA2213
    private readonly WarehouseSink _sink;
    private readonly ResiliencePipeline _retries;

    /// <param name="options">The database; its tables are made where they are missing.</param>
    /// <param name="time">What <c>updated_at</c> and <c>committed_at</c> say, and paces the repetitions.</param>
    /// <param name="retry">How often a commit is tried again.</param>
    /// <param name="onRetry">Told of each repetition.</param>
    public PostgresSink(
        PostgresOptions options, TimeProvider time, RetryOptions? retry = null,
        Action<WeirException, TimeSpan>? onRetry = null)
    {
        _warehouse = new PostgresWarehouse(options, time);
        _sink = new WarehouseSink(_warehouse, time);
        _retries = Retries.Create(retry ?? new RetryOptions(), time, onRetry);
    }

    /// <inheritdoc/>
    public Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken) =>
        _sink.OpenAsync(request, cancellationToken);

    /// <inheritdoc/>
    public async Task CommitAsync(Commit commit, CancellationToken cancellationToken) => await _retries.ExecuteAsync(
        async token => await _sink.CommitAsync(commit, token), cancellationToken);

    /// <inheritdoc/>
    public async Task CompleteLoadAsync(CancellationToken cancellationToken) => await _retries.ExecuteAsync(
        async token => await _warehouse.CompleteLoadAsync(token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sink.DisposeAsync();
}
