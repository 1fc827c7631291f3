using Weir.Risk.Numerics;

namespace Weir.Risk.Rolling;

/// <summary>The first four moments of a moving window in constant time a step.</summary>
/// <remarks>Sums are of deviations from an anchor near the mean, computed anew every window length, so rounding cannot
/// build up.</remarks>
internal sealed class PowerSums
{
    private int _start = -1;
    private int _age;
    private double _anchor;
    private double _first;
    private double _second;
    private double _third;
    private double _fourth;

    /// <summary>The moments of the window that starts at <paramref name="start"/>.</summary>
    public Moments Move(ReadOnlySpan<double> values, int start, int window)
    {
        if (start == _start + 1 && _start >= 0 && _age < window)
        {
            Count(values[_start], -1);
            Count(values[start + window - 1], 1);
            _age++;
        }
        else
        {
            ReadOnlySpan<double> all = values.Slice(start, window);
            _anchor = Moments.MeanOf(all);
            (_first, _second, _third, _fourth, _age) = (0, 0, 0, 0, 0);
            foreach (double value in all)
            {
                Count(value, 1);
            }
        }

        _start = start;
        double m = _first / window;
        double s2 = _second / window;
        double s3 = _third / window;
        double s4 = _fourth / window;
        double second = s2 - (m * m);
        double third = s3 - (3 * m * s2) + (2 * m * m * m);
        double fourth = s4 - (4 * m * s3) + (6 * m * m * s2) - (3 * m * m * m * m);
        return new Moments(_anchor + m, second, third / (second * Math.Sqrt(second)), (fourth / (second * second)) - 3);
    }

    private void Count(double value, double sign)
    {
        double d = value - _anchor;
        double square = d * d;
        _first += sign * d;
        _second += sign * square;
        _third += sign * square * d;
        _fourth += sign * square * square;
    }
}
