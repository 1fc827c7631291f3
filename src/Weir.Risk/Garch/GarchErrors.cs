using Weir.Risk.Numerics;

namespace Weir.Risk.Garch;

/// <summary>Evaluates a likelihood and adds the scores' outer products.</summary>
internal delegate double ScoreSum(ReadOnlySpan<double> point, Span<double> gradient, Span<double> outer);

/// <summary>Standard errors of a fitted GARCH model: from the observed information, and Bollerslev and Wooldridge's
/// sandwich.</summary>
internal static class GarchErrors
{
    private const double Bound = 1e-6;

    /// <summary>Whether a parameter lies on its bound, where the usual errors do not exist; what a reader must know is
    /// added.</summary>
    public static bool IsOnEdge(in GarchParameters p, List<string> warnings)
    {
        bool edge = p.IsExponential
            ? Math.Abs(p.Beta) > 1 - Bound
            : p.Alpha < Bound || p.Alpha + p.Gamma < Bound || p.Beta < Bound || p.Persistence > 1 - Bound;
        if (edge)
        {
            warnings.Add("A parameter lies on its bound, so the usual standard errors do not exist.");
        }

        if (p.Persistence > 0.999)
        {
            warnings.Add(FormattableString.Invariant(
                $"The persistence is {p.Persistence:G6}: there is as good as no long-run variance."));
        }

        if (p.DegreesOfFreedom > 500)
        {
            warnings.Add("ν ran towards infinity: normal innovations fit as well.");
            edge = true;
        }

        return edge;
    }

    /// <summary>Both kinds, in the units of the likelihood; empty on an edge and where the information is
    /// singular.</summary>
    public static (double[] Errors, double[] Robust) Of(
        Objective likelihood, ScoreSum scores, double[] natural, int observations, bool edge, List<string> warnings)
    {
        int k = natural.Length;
        double[] information = edge ? [] : Newton.Hessian(likelihood, natural);
        if (edge || !Cholesky.TryFactor(information, k, out _))
        {
            if (!edge)
            {
                warnings.Add("The information matrix is singular: no standard errors.");
            }

            return ([], []);
        }

        double[] inverse = Cholesky.Inverse(information, k);
        double[] outer = new double[k * k];
        _ = scores(natural, new double[k], outer);
        double[] errors = new double[k];
        double[] robust = new double[k];
        for (int i = 0; i < k; i++)
        {
            errors[i] = Math.Sqrt(inverse[(i * k) + i] / observations);
            double sum = 0;
            for (int a = 0; a < k; a++)
            {
                for (int b = 0; b < k; b++)
                {
                    sum += inverse[(i * k) + a] * outer[(a * k) + b] * inverse[(b * k) + i];
                }
            }

            robust[i] = Math.Sqrt(sum) / observations;
        }

        return (errors, robust);
    }

    /// <summary>Takes the errors of ω and μ from scaled returns to their own units.</summary>
    public static void Rescale(int omega, int mean, double[] errors, double unit)
    {
        if (errors.Length > 0)
        {
            errors[omega] *= unit * unit;
            if (mean >= 0)
            {
                errors[mean] *= unit;
            }
        }
    }
}
