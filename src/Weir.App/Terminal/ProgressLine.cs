using System.Globalization;

namespace Weir.App.Terminal;

/// <summary>
/// Shows how far a run is: a bar on a terminal, a line every few seconds elsewhere. Called from the sink's stage only.
/// </summary>
internal sealed class ProgressLine
{
    private const int BarWidth = 24;

    private static readonly TimeSpan BarEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(3);

    private readonly Screen _screen;
    private readonly TimeProvider _time;
    private readonly long? _expected;
    private readonly long _start;
    private long _last;
    private int _drawn;

    /// <param name="screen">Where to draw.</param>
    /// <param name="time">The clock that rates are measured on.</param>
    /// <param name="expectedBlocks">How many blocks the run will bring, where that is known.</param>
    public ProgressLine(Screen screen, TimeProvider time, long? expectedBlocks)
    {
        _screen = screen;
        _time = time;
        _expected = expectedBlocks;
        _start = _last = time.GetTimestamp();
    }

    public long Blocks { get; private set; }

    public long Rows { get; private set; }

    /// <summary>Time since the run began.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <summary>Counts what has been committed, and draws when it is time to.</summary>
    public void Add(long blocks, long rows, bool isQuiet)
    {
        Blocks += blocks;
        Rows += rows;
        if (!isQuiet && _time.GetElapsedTime(_last) >= (_screen.IsInteractive ? BarEvery : LineEvery))
        {
            _last = _time.GetTimestamp();
            Draw();
        }
    }

    /// <summary>Clears the bar.</summary>
    public void End()
    {
        if (_drawn > 0)
        {
            _screen.Error.Write("\r" + new string(' ', _drawn) + "\r");
            _drawn = 0;
        }
    }

    private void Draw()
    {
        double seconds = Math.Max(Elapsed.TotalSeconds, 0.001);
        string rates = string.Create(
            CultureInfo.InvariantCulture,
            $"{Blocks:N0} blocks, {Blocks / seconds:N0} blocks/s, {Rows / seconds:N0} rows/s");
        if (_expected is { } expected && expected > 0)
        {
            double done = Math.Min(1, (double)Blocks / expected);
            TimeSpan left = TimeSpan.FromSeconds(Blocks == 0 ? 0 : seconds / Blocks * (expected - Blocks));
            int full = (int)(done * BarWidth);
            string bar = new string('█', full) + new string('░', BarWidth - full);
            rates = string.Create(
                CultureInfo.InvariantCulture,
                $"{(_screen.IsInteractive ? bar + " " : string.Empty)}{done:P0} {rates}, {left:h\\:mm\\:ss} left");
        }

        if (_screen.IsInteractive)
        {
            _screen.Error.Write("\r" + rates.PadRight(_drawn));
            _drawn = rates.Length;
        }
        else
        {
            _screen.Error.WriteLine(rates);
        }
    }
}
