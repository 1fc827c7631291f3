using Weir.Risk.Garch;

namespace Weir.Risk.Horizons;

/// <summary>How a variance follows a shock: GARCH's, or a weighted sum of exponential averages.</summary>
internal sealed class VarianceRecursion
{
    private readonly GarchParameters? _garch;
    private readonly double[] _weights;
    private readonly double[] _decays;

    private VarianceRecursion(double[] start, GarchParameters? garch, double[] weights, double[] decays)
    {
        Start = start;
        _garch = garch;
        _weights = weights;
        _decays = decays;
    }

    /// <summary>The state at the step after the last observation.</summary>
    public double[] Start { get; }

    public static VarianceRecursion Garch(GarchParameters parameters, double nextVariance) => new([nextVariance], parameters, [1], [0]);

    public static VarianceRecursion Averages(double[] next, double[] weights, double[] decays) => new(next, null, weights, decays);

    public double Variance(double[] state)
    {
        if (state.Length == 1)
        {
            return state[0];
        }

        double sum = 0;
        for (int k = 0; k < state.Length; k++)
        {
            sum += _weights[k] * state[k];
        }

        return sum;
    }

    public void Advance(double[] state, double shock)
    {
        if (_garch is { } garch)
        {
            state[0] = garch.Next(shock, state[0]);
            return;
        }

        double square = shock * shock;
        for (int k = 0; k < state.Length; k++)
        {
            state[k] = (_decays[k] * state[k]) + ((1 - _decays[k]) * square);
        }
    }
}
