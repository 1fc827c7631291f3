using Weir.Risk.Garch;

namespace Weir.Risk.Horizons;

/// <summary>How a variance follows a shock: GARCH's, or a weighted sum of exponential averages.</summary>
internal sealed class VarianceRecursion
{
    private readonly GarchParameters? _garch;
    private readonly double[] _weights;
    private readonly double[] _decays;
    private double _meanAbsolute;

    private VarianceRecursion(double[] start, GarchParameters? garch, double[] weights, double[] decays)
    {
        Start = start;
        _garch = garch;
        _weights = weights;
        _decays = decays;
    }

    /// <summary>The state at the step after the last observation.</summary>
    public double[] Start { get; }

    public static VarianceRecursion Garch(GarchParameters parameters, double nextVariance) =>
        new([nextVariance], parameters, [1], [0]);

    /// <summary>The recursion of a fitted model, of any order, at the step after the last observation.</summary>
    public static VarianceRecursion Of(GarchFit fit)
    {
        if (fit.Options.IsPlain)
        {
            return Garch(fit.Parameters, fit.NextVariance);
        }

        double last = fit.Variances[^2];
        double shock = fit.StandardisedResiduals[^1] * Math.Sqrt(last);
        return new(
            [fit.NextVariance, last, shock],
            fit.Parameters,
            [1, 0, 0],
            [0, 0, 0])
        { _meanAbsolute = Shocks.ShockLaw.Of(fit.Parameters).MeanAbsolute };
    }

    public static VarianceRecursion Averages(double[] next, double[] weights, double[] decays) =>
        new(next, null, weights, decays);

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
            if (state.Length == 1)
            {
                state[0] = garch.Next(shock, state[0]);
            }
            else
            {
                Advance(garch, state, shock);
            }

            return;
        }

        double square = shock * shock;
        for (int k = 0; k < state.Length; k++)
        {
            state[k] = (_decays[k] * state[k]) + ((1 - _decays[k]) * square);
        }
    }

    /// <summary>State: the variance of the step, that of the step before and its shock.</summary>
    private void Advance(in GarchParameters garch, double[] state, double shock)
    {
        double next;
        if (garch.IsExponential)
        {
            double z = shock / Math.Sqrt(state[0]);
            next = Math.Exp(garch.Omega + (
                garch.Alpha * (Math.Abs(z) - _meanAbsolute)) + (garch.Gamma * z) + (garch.Beta * Math.Log(state[0])));
        }
        else
        {
            double older = state[2];
            next = garch.Next(shock, state[0]) + (
                (older > 0 ? garch.Alpha2 : garch.Alpha2 + garch.Gamma2) * older * older) + (garch.Beta2 * state[1]);
        }

        state[1] = state[0];
        state[0] = next;
        state[2] = shock;
    }
}
