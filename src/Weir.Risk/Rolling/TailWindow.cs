using Weir.Risk.Numerics;

namespace Weir.Risk.Rolling;

/// <summary>The lowest values of a moving window in order: as many as a tail needs and some more, so that most steps
/// touch nothing.</summary>
/// <remarks>What is kept is below or equal to all that is not. A value that enters or leaves above the largest kept one
/// is passed over. When too few are left, the window is looked through again.</remarks>
internal sealed class TailWindow
{
    private readonly int _needed;
    private readonly double[] _kept;
    private readonly double[] _work;
    private int _count;

    /// <param name="first">The first window.</param>
    /// <param name="needed">How many of the lowest values are asked for.</param>
    public TailWindow(ReadOnlySpan<double> first, int needed)
    {
        _needed = needed;
        _kept = new double[Math.Min(first.Length, 4 * needed)];
        _work = new double[first.Length];
        Fill(first);
    }

    /// <summary>The lowest values, at least as many as needed.</summary>
    public ReadOnlySpan<double> Lowest => _kept.AsSpan(0, _count);

    /// <summary>Whether the last move changed one of the lowest values.</summary>
    public bool IsChanged { get; private set; } = true;

    /// <summary>Takes one value out and puts one in; <paramref name="window"/> is the window after that.</summary>
    public void Move(double old, double value, ReadOnlySpan<double> window)
    {
        IsChanged = false;
        double largest = _kept[_count - 1];
        if (old <= largest)
        {
            int at = FirstAtOrAbove(old);
            _kept.AsSpan(at + 1, _count - at - 1).CopyTo(_kept.AsSpan(at));
            _count--;
            IsChanged = true;
        }

        if (_count < _needed)
        {
            Fill(window);
            IsChanged = true;
            return;
        }

        if (value < _kept[_count - 1])
        {
            int at = FirstAtOrAbove(value);
            int moved = Math.Min(_count, _kept.Length - 1) - at;
            _kept.AsSpan(at, moved).CopyTo(_kept.AsSpan(at + 1));
            _kept[at] = value;
            _count = Math.Min(_count + 1, _kept.Length);
            IsChanged = true;
        }
    }

    /// <summary>How many values of the window are at or below a bound that is one of the lowest or near them.</summary>
    public int CountAtOrBelow(double bound, ReadOnlySpan<double> window)
    {
        if (_kept[_count - 1] > bound)
        {
            int low = FirstAtOrAbove(bound);
            while (_kept[low] <= bound)
            {
                low++;
            }

            return low;
        }

        // Equal values reach beyond what is kept.
        int count = 0;
        foreach (double value in window)
        {
            count += value <= bound ? 1 : 0;
        }

        return count;
    }

    private void Fill(ReadOnlySpan<double> window)
    {
        window.CopyTo(_work);
        int keep = Math.Min(_kept.Length, Math.Max(_needed, 3 * _kept.Length / 4));
        if (keep < _work.Length)
        {
            _ = Selection.Select(_work, keep - 1);
        }

        _work.AsSpan(0, keep).CopyTo(_kept);
        _count = keep;
        _kept.AsSpan(0, _count).Sort();
    }

    private int FirstAtOrAbove(double value)
    {
        int low = 0;
        int high = _count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_kept[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
