using Weir.Risk.Numerics;

namespace Weir.Risk.Garch;

/// <summary>The likelihood on unconstrained coordinates: ω = eʷ, shares of persistence by a softmax whose last share is
/// what is missing to 1, ν = 2 + eˣ. Whatever the search tries is a stationary model.</summary>
internal sealed class GarchSpace(GarchLikelihood likelihood, GarchOptions options) : Objective
{
    private const double LargestLogit = 30;

    /// <summary>ν − 2 goes up to e⁷: beyond, the likelihood is flat and the innovations as good as normal.</summary>
    private const double LargestLogDegrees = 7;

    private readonly double[] _natural = new double[likelihood.Dimension];
    private readonly double[] _naturalGradient = new double[likelihood.Dimension];

    public override int Dimension => likelihood.Dimension;

    public override double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        for (int i = 0; i < point.Length; i++)
        {
            if (!(Math.Abs(point[i]) < 50))
            {
                return double.PositiveInfinity;
            }
        }

        ToNatural(point, _natural);
        double value = likelihood.Evaluate(_natural, _naturalGradient);
        int at = 0;
        if (!options.ZeroMean)
        {
            gradient[at] = _naturalGradient[at];
            at++;
        }

        gradient[at] = _naturalGradient[at] * _natural[at];
        at++;
        Shares(point[at..], out double up, out double down, out double beta);
        if (options.Leverage)
        {
            // α = 2·up, γ = 2·down − 2·up.
            double gUp = 2 * (_naturalGradient[at] - _naturalGradient[at + 1]);
            double gDown = 2 * _naturalGradient[at + 1];
            double gBeta = _naturalGradient[at + 2];
            double mean = (up * gUp) + (down * gDown) + (beta * gBeta);
            gradient[at] = up * (gUp - mean);
            gradient[at + 1] = down * (gDown - mean);
            gradient[at + 2] = beta * (gBeta - mean);
            at += 3;
        }
        else
        {
            double gAlpha = _naturalGradient[at];
            double gBeta = _naturalGradient[at + 1];
            double mean = (up * gAlpha) + (beta * gBeta);
            gradient[at] = up * (gAlpha - mean);
            gradient[at + 1] = beta * (gBeta - mean);
            at += 2;
        }

        if (options.Innovation == Innovation.StudentT)
        {
            gradient[at] = point[at] > LargestLogDegrees ? 0 : _naturalGradient[at] * (_natural[at] - 2);
        }

        return value;
    }

    public void ToNatural(ReadOnlySpan<double> point, Span<double> natural)
    {
        int at = 0;
        if (!options.ZeroMean)
        {
            natural[at] = point[at];
            at++;
        }

        natural[at] = Math.Exp(point[at]);
        at++;
        Shares(point[at..], out double up, out double down, out double beta);
        if (options.Leverage)
        {
            natural[at++] = 2 * up;
            natural[at++] = 2 * (down - up);
        }
        else
        {
            natural[at++] = up;
        }

        natural[at] = beta;
        at++;
        if (options.Innovation == Innovation.StudentT)
        {
            natural[at] = 2 + Math.Exp(Math.Min(point[at], LargestLogDegrees));
        }
    }

    public void FromParameters(in GarchParameters p, Span<double> point)
    {
        int at = 0;
        if (!options.ZeroMean)
        {
            point[at++] = p.Mean;
        }

        point[at++] = Math.Log(p.Omega);
        double rest = Math.Max(1 - p.Persistence, 1e-8);
        if (options.Leverage)
        {
            point[at++] = Logit(0.5 * p.Alpha, rest);
            point[at++] = Logit(0.5 * (p.Alpha + p.Gamma), rest);
        }
        else
        {
            point[at++] = Logit(p.Alpha, rest);
        }

        point[at++] = Logit(p.Beta, rest);
        if (options.Innovation == Innovation.StudentT)
        {
            point[at] = Math.Log(Math.Max((p.DegreesOfFreedom ?? 8) - 2, 1e-3));
        }
    }

    private static double Logit(double share, double rest) =>
        Math.Clamp(Math.Log(Math.Max(share, 1e-8) / rest), -LargestLogit, LargestLogit);

    private void Shares(ReadOnlySpan<double> logits, out double up, out double down, out double beta)
    {
        double eUp = Math.Exp(Math.Min(logits[0], LargestLogit));
        double eDown = options.Leverage ? Math.Exp(Math.Min(logits[1], LargestLogit)) : 0;
        double eBeta = Math.Exp(Math.Min(logits[options.Leverage ? 2 : 1], LargestLogit));
        double sum = 1 + eUp + eDown + eBeta;
        up = eUp / sum;
        down = eDown / sum;
        beta = eBeta / sum;
    }
}
