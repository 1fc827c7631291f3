using System.Text;
using Weir.App;
using Weir.App.Terminal;

namespace Weir.Tests.App;

/// <summary>A command that goes on: what it has said so far, and how it ends.</summary>
internal sealed class RunningCommand : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Lines _error = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<int> _running;

    private readonly Lines _output = new();

    public RunningCommand(TimeProvider time, string[] args)
    {
        _running = Task.Run(() => new WeirHost(new Screen(_output, _error, false), time).InvokeAsync(args, _stop.Token));
    }

    public string Error => _error.Text;

    public string Output => _output.Text;

    /// <summary>Waits until it has said something.</summary>
    public Task SaidAsync(string text) => WaitAsync(() => Error, text);

    /// <summary>Waits until it has printed something.</summary>
    public Task PrintedAsync(string text) => WaitAsync(() => Output, text);

    private async Task WaitAsync(Func<string> told, string text)
    {
        using CancellationTokenSource end = new(Patience);
        while (!told().Contains(text, StringComparison.Ordinal))
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
        return await _running.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        await _error.DisposeAsync();
        await _output.DisposeAsync();
    }

    // What several threads write and another one reads meanwhile.
    private sealed class Lines : TextWriter
    {
        private readonly Lock _lock = new();
        private readonly StringBuilder _text = new();

        public override Encoding Encoding => Encoding.UTF8;

        public string Text
        {
            get
            {
                lock (_lock)
                {
                    return _text.ToString();
                }
            }
        }

        public override void Write(char value)
        {
            lock (_lock)
            {
                _text.Append(value);
            }
        }

        public override void Write(string? value)
        {
            lock (_lock)
            {
                _text.Append(value);
            }
        }

        public override void WriteLine(string? value) => Write(value + "\n");
    }
}
