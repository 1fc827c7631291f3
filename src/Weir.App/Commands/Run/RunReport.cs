using System.Collections.Concurrent;
using System.Globalization;
using Weir.Connectors.JsonRpc.Live;
using Weir.Core;
using Weir.Pipeline;

namespace Weir.App.Commands.Run;

/// <summary>
/// Shows a run that follows a chain: one line that changes on a terminal, a line every few seconds elsewhere. Also when
/// nothing happens: a chain that stands still is told from a program that does. Any thread may tell.
/// </summary>
internal sealed class RunReport : IFollowObserver, IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan EveryDraw = TimeSpan.FromMilliseconds(250);

    private readonly WeirHost _host;
    private readonly bool _isQuiet;
    private readonly long _start;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<long, long> _heard = new();
    private readonly ITimer _timer;
    private long _head = -1;
    private BlockRef? _last;
    private long _blocks;
    private long _rows;
    private long _reorganisations;
    private double _latency;
    private int _drawn;

    public RunReport(WeirHost host, bool isQuiet)
    {
        _host = host;
        _isQuiet = isQuiet;
        _start = host.Time.GetTimestamp();
        TimeSpan every = IsDrawn ? EveryDraw : Every;
        _timer = host.Time.CreateTimer(_ => Show(), null, every, every);
    }

    private bool IsDrawn => _host.Screen.IsInteractive && !_host.Logger.IsJson && _host.Logger.Chain is null;

    /// <inheritdoc/>
    public void Head(long number)
    {
        if (number > Interlocked.Read(ref _head))
        {
            _heard.TryAdd(number, _host.Time.GetTimestamp());
        }

        Interlocked.Exchange(ref _head, number);
        if (_host.Logger.Chain is null)
        {
            // One gauge says nothing of several chains.
            _host.Meter.HeadIs(number);
        }
    }

    /// <inheritdoc/>
    public void Reorganised(long ancestor, long depth)
    {
        Interlocked.Increment(ref _reorganisations);
        Say(() => Log.Reorganised(_host.Logger, depth, ancestor));
    }

    /// <inheritdoc/>
    public void Note(string text) => Say(() => Log.SourceNote(_host.Logger, text));

    /// <summary>Counts a commit.</summary>
    public void Add(PipelineProgress step)
    {
        lock (_lock)
        {
            _blocks += step.Blocks;
            _rows += step.Rows;
            _last = step.Last ?? _last;
            if (step.Last is { } last && _heard.TryGetValue(last.Number, out long heard))
            {
                _latency = _host.Time.GetElapsedTime(heard).TotalMilliseconds;
                Log.Stored(_host.Logger, last.Number, _latency);
                foreach (long number in _heard.Keys.Where(number => number <= last.Number))
                {
                    _heard.TryRemove(number, out _);
                }
            }
        }
    }

    /// <summary>Says where it ended.</summary>
    public void End()
    {
        _timer.Dispose();
        Say(() => Log.Stopped(
            _host.Logger, _last?.Number ?? -1, _blocks, _rows, _host.Time.GetElapsedTime(_start).TotalSeconds));
    }

    /// <summary>Clears the line, if there is one, and says something.</summary>
    public void Say(Action say)
    {
        lock (_lock)
        {
            Erase();
            say();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Show()
    {
        lock (_lock)
        {
            if (_isQuiet || _last is not { } last)
            {
                return;
            }

            long lag = Math.Max(0, Interlocked.Read(ref _head) - last.Number);
            double rate = _blocks / Math.Max(_host.Time.GetElapsedTime(_start).TotalSeconds, 0.001);
            if (!IsDrawn)
            {
                Log.FollowProgress(
                    _host.Logger, last.Number, lag, _blocks, _rows, rate, Interlocked.Read(ref _reorganisations), _latency);
                return;
            }

            string line = string.Create(
                CultureInfo.InvariantCulture,
                $"block {last.Number} {last.Hash.ToString()[..12]}… · {lag:N0} behind · {rate:N1} blocks/s · {_rows:N0} rows · {Interlocked.Read(ref _reorganisations):N0} reorganisations · {_latency:N0} ms");
            _host.Screen.Error.Write("\r" + line.PadRight(_drawn));
            _drawn = line.Length;
        }
    }

    private void Erase()
    {
        if (_drawn > 0)
        {
            _host.Screen.Error.Write("\r" + new string(' ', _drawn) + "\r");
            _drawn = 0;
        }
    }
}
