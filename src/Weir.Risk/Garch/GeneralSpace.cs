using Weir.Risk.Numerics;

namespace Weir.Risk.Garch;

/// <summary>The general likelihood on unconstrained coordinates: whatever the search tries is a stationary model.
/// Coefficients of a GARCH are shares of a softmax whose last share is what is missing to 1; an EGARCH's β and an
/// autoregression are hyperbolic tangents.</summary>
internal sealed class GeneralSpace(GeneralLikelihood likelihood) : Objective
{
    private const double LargestLogit = 30;
    private const double LargestLogDegrees = 7;
    private readonly GeneralLayout _layout = likelihood.Layout;
    private readonly double[] _natural = new double[likelihood.Dimension];
    private readonly double[] _byNatural = new double[likelihood.Dimension];

    public override int Dimension => likelihood.Dimension;

    private bool IsExponential => _layout.Options.Exponential;

    private bool IsGeneralizedError => _layout.Options.Innovation == Innovation.GeneralizedError;

    /// <summary>The coefficients that share the persistence: α and γ of each lag, then β.</summary>
    private int Shared => _layout.Beta + _layout.Options.GarchOrder - _layout.Alpha;

    public override double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        foreach (double coordinate in point)
        {
            if (!(Math.Abs(coordinate) < 60))
            {
                return double.PositiveInfinity;
            }
        }

        ToNatural(point, _natural);
        double value = likelihood.Evaluate(_natural, _byNatural);
        _byNatural.CopyTo(gradient);
        Tangent(gradient, _layout.Autoregression);
        if (IsExponential)
        {
            Tangent(gradient, _layout.Beta);
        }
        else
        {
            gradient[_layout.Omega] *= _natural[_layout.Omega];
            Share(point, gradient);
        }

        if (_layout.Shape >= 0)
        {
            double reach = IsGeneralizedError ? _natural[_layout.Shape] : _natural[_layout.Shape] - 2;
            gradient[_layout.Shape] = Math.Abs(point[_layout.Shape]) > LargestLogDegrees
                ? 0 : gradient[_layout.Shape] * reach;
        }

        if (_layout.Skew >= 0)
        {
            gradient[_layout.Skew] *= _natural[_layout.Skew];
        }

        return value;
    }

    public void ToNatural(ReadOnlySpan<double> point, Span<double> natural)
    {
        point.CopyTo(natural);
        Apply(natural, _layout.Autoregression, Math.Tanh);
        if (IsExponential)
        {
            Apply(natural, _layout.Beta, Math.Tanh);
        }
        else
        {
            natural[_layout.Omega] = Math.Exp(point[_layout.Omega]);
            Span<double> shares = natural.Slice(_layout.Alpha, Shared);
            Shares(point.Slice(_layout.Alpha, Shared), shares);
            for (int lag = 0; _layout.Gamma >= 0 && lag < _layout.Options.ArchOrder; lag++)
            {
                double up = natural[_layout.Alpha + lag];
                double down = natural[_layout.Gamma + lag];
                natural[_layout.Alpha + lag] = 2 * up;
                natural[_layout.Gamma + lag] = 2 * (down - up);
            }
        }

        Apply(natural, _layout.Shape, x => (IsGeneralizedError ? 0 : 2) + Math.Exp(
            Math.Clamp(x, -LargestLogDegrees, LargestLogDegrees)));
        Apply(natural, _layout.Skew, Math.Exp);
    }

    public void FromParameters(in GarchParameters p, Span<double> point)
    {
        _layout.Write(p, point);
        Apply(point, _layout.Autoregression, Bounded);
        if (IsExponential)
        {
            Apply(point, _layout.Beta, Bounded);
        }
        else
        {
            point[_layout.Omega] = Math.Log(Math.Max(p.Omega, 1e-12));
            double rest = Math.Max(1 - p.Persistence, 1e-6);
            for (int lag = 0; _layout.Gamma >= 0 && lag < _layout.Options.ArchOrder; lag++)
            {
                double alpha = point[_layout.Alpha + lag];
                point[_layout.Gamma + lag] = 0.5 * (alpha + point[_layout.Gamma + lag]);
                point[_layout.Alpha + lag] = 0.5 * alpha;
            }

            for (int i = 0; i < Shared; i++)
            {
                double share = Math.Max(point[_layout.Alpha + i], 1e-8);
                point[_layout.Alpha + i] = Math.Clamp(Math.Log(share / rest), -LargestLogit, LargestLogit);
            }
        }

        Apply(point, _layout.Shape, x => Math.Log(Math.Max(IsGeneralizedError ? x : x - 2, 1e-3)));
        Apply(point, _layout.Skew, Math.Log);
    }

    private static double Bounded(double x) => Math.Atanh(Math.Clamp(x, -0.9999, 0.9999));

    private static void Apply(Span<double> values, int at, Func<double, double> map)
    {
        if (at >= 0)
        {
            values[at] = map(values[at]);
        }
    }

    private static void Shares(ReadOnlySpan<double> logits, Span<double> shares)
    {
        double sum = 1;
        for (int i = 0; i < logits.Length; i++)
        {
            shares[i] = Math.Exp(Math.Min(logits[i], LargestLogit));
            sum += shares[i];
        }

        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] /= sum;
        }
    }

    private void Tangent(Span<double> gradient, int at)
    {
        if (at >= 0)
        {
            gradient[at] *= 1 - (_natural[at] * _natural[at]);
        }
    }

    private void Share(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Span<double> shares = stackalloc double[Shared];
        Shares(point.Slice(_layout.Alpha, Shared), shares);
        for (int lag = 0; _layout.Gamma >= 0 && lag < _layout.Options.ArchOrder; lag++)
        {
            double byAlpha = gradient[_layout.Alpha + lag];
            double byGamma = gradient[_layout.Gamma + lag];
            gradient[_layout.Alpha + lag] = 2 * (byAlpha - byGamma);
            gradient[_layout.Gamma + lag] = 2 * byGamma;
        }

        double mean = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            mean += shares[i] * gradient[_layout.Alpha + i];
        }

        for (int i = 0; i < shares.Length; i++)
        {
            gradient[_layout.Alpha + i] = shares[i] * (gradient[_layout.Alpha + i] - mean);
        }
    }
}
