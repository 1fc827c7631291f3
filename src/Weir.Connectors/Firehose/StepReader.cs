namespace Weir.Connectors.Firehose;

/// <summary>Reads a stream of steps one ahead, and leaves nothing running when it is disposed.</summary>
internal sealed class StepReader : IAsyncDisposable
{
    private readonly FirehoseClient _client;
    private readonly CancellationToken _stop;
    private CancellationTokenSource _abandoned;
    private IAsyncEnumerator<FirehoseMessage> _steps;
    private Task<bool>? _moving;

    public StepReader(FirehoseClient client, FirehoseQuestion question, CancellationToken stop)
    {
        _client = client;
        _stop = stop;
        (_abandoned, _steps) = Open(question);
    }

    /// <summary>The next step, which stays the next; null at the end.</summary>
    public async ValueTask<FirehoseMessage?> PeekAsync() => await Moving() ? _steps.Current : null;

    /// <summary>Goes beyond the step that was looked at.</summary>
    public void Take() => _moving = null;

    /// <summary>Whether another step comes within a time.</summary>
    public async ValueTask<bool> HasNextWithinAsync(TimeSpan pause, TimeProvider time)
    {
        Task<bool> moving = Moving();
        if (moving.IsCompleted)
        {
            return true;
        }

        using CancellationTokenSource ended = new();
        Task waiting = Task.Delay(pause, time, ended.Token);
        bool isNext = await Task.WhenAny(moving, waiting) == moving;
        await ended.CancelAsync();
        return isNext;
    }

    /// <summary>Begins anew somewhere else.</summary>
    public async Task ReopenAsync(FirehoseQuestion question)
    {
        await CloseAsync();
        (_abandoned, _steps) = Open(question);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();

    private Task<bool> Moving() => _moving ??= _steps.MoveNextAsync().AsTask();

    private (CancellationTokenSource, IAsyncEnumerator<FirehoseMessage>) Open(FirehoseQuestion question)
    {
        CancellationTokenSource abandoned = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        return (abandoned, _client.StreamAsync(question, abandoned.Token).GetAsyncEnumerator(abandoned.Token));
    }

    private async Task CloseAsync()
    {
        await _abandoned.CancelAsync();
        await ((Task)(_moving ?? Task.FromResult(false))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _moving = null;
        await _steps.DisposeAsync();
        _abandoned.Dispose();
    }
}
