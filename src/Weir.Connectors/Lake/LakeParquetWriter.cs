using Weir.Connectors.DuckDb;
using Weir.Core.Tables;

namespace Weir.Connectors.Lake;

/// <summary>
/// Writes Parquet by the engine's COPY: it runs for as long as the file is open, on a thread of its own, and takes the
/// batches as they come, so that no more than its row groups is in memory.
/// </summary>
internal sealed class LakeParquetWriter(DuckDbBatchScan scan) : ILakeWriter
{
    private readonly SemaphoreSlim _given = new(0);
    private readonly SemaphoreSlim _idle = new(0);
    private Task _copy = Task.CompletedTask;
    private bool _hasBatch;
    private bool _isWhole;

    /// <summary>Runs the statement, which asks for batches by <see cref="TakeNext"/>.</summary>
    public void Start(Action copy) => _copy = Task.Factory.StartNew(
        () =>
        {
            try
            {
                copy();
            }
            finally
            {
                // Whoever waits for it to want rows learns that it will not.
                _idle.Release();
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <inheritdoc/>
    public async Task WriteAsync(Batch batch, int from, int to)
    {
        if (from == to)
        {
            return;
        }

        await IdleAsync();
        scan.Use(batch, from, to, threads: 1);
        _hasBatch = true;
        _given.Release();

        // Until all rows are taken: the batch is the caller's again afterwards.
        await IdleAsync();
        _idle.Release();
    }

    /// <inheritdoc/>
    public async Task CompleteAsync()
    {
        await IdleAsync();
        _isWhole = true;
        _given.Release();
        await _copy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _given.Release();
        await _copy.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _given.Dispose();
        _idle.Dispose();
    }

    /// <summary>On the copying thread, when the rows of the batch before are used up: waits for the next.</summary>
    /// <returns>False at the end of a whole file.</returns>
    /// <exception cref="OperationCanceledException">The file is given up.</exception>
    public bool TakeNext()
    {
        _hasBatch = false;
        _idle.Release();
        _given.Wait();
        return _hasBatch || (_isWhole ? false : throw new OperationCanceledException("The file is given up."));
    }

    private async Task IdleAsync()
    {
        await _idle.WaitAsync();
        if (_copy.IsCompleted)
        {
            await _copy;
        }
    }
}
