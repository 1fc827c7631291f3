using Weir.App;
using Weir.App.Terminal;

namespace Weir.Tests.App;

/// <summary>A command that goes on: what it has said so far, and how it ends.</summary>
internal sealed class RunningCommand : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly StringWriter _error = new();
    private readonly TextWriter _errors;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<int> _running;

    public RunningCommand(TimeProvider time, string[] args)
    {
        _errors = TextWriter.Synchronized(_error);
        _running = Task.Run(() => new WeirHost(new Screen(TextWriter.Null, _errors, false), time).InvokeAsync(args, _stop.Token));
    }

    public string Error
    {
        get
        {
            lock (_errors)
            {
                return _error.ToString();
            }
        }
    }

    /// <summary>Waits until it has said something.</summary>
    public async Task SaidAsync(string text)
    {
        using CancellationTokenSource end = new(Patience);
        while (!Error.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_running.IsCompleted, $"it has ended without '{text}': {Error}");
            Assert.False(end.IsCancellationRequested, $"it has not said '{text}': {Error}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits for its own end.</summary>
    public Task<int> EndAsync() => _running.WaitAsync(Patience);

    /// <summary>Asks it to end, as SIGTERM does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _running.WaitAsync(TimeSpan.FromSeconds(15));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        await _errors.DisposeAsync();
    }
}
