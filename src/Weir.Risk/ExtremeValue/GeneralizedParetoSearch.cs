using Weir.Risk.Numerics;

namespace Weir.Risk.ExtremeValue;

/// <summary>Fits a generalized Pareto distribution again and again in the same buffers: a refit allocates
/// nothing.</summary>
internal sealed class GeneralizedParetoSearch(int most)
{
    private const string Model = GeneralizedParetoFit.Model;

    private readonly ParetoLikelihood _likelihood = new(most);
    private double _unit;

    /// <summary>ξ, β and the log-likelihood at its maximum; at most as many excesses as the search was made for, all
    /// above zero.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than ten excesses, all the same, or no maximum with ξ
    /// above −1.</exception>
    public (double Shape, double Scale, double LogLikelihood) Fit(ReadOnlySpan<double> excesses)
    {
        Check.Series(Model, excesses, 10);
        Check.Varies(Model, excesses);
        (_unit, double largest) = _likelihood.Load(excesses);
        Span<double> best = stackalloc double[2];
        Span<double> point = stackalloc double[2];
        double lowest = double.PositiveInfinity;
        foreach (double shape in (ReadOnlySpan<double>)[0.1, 0.5, 1.2, -0.2])
        {
            point[0] = shape;
            point[1] = Math.Log(Math.Max(shape < 0 ? -1.01 * shape * largest : 0, Math.Max(0.2, 1 - shape)));
            double value = Bfgs.Minimise(_likelihood, point);
            if (value < lowest)
            {
                lowest = Newton.Polish(_likelihood, point);
                point.CopyTo(best);
            }
        }

        if (!double.IsFinite(lowest) || best[0] < -0.999)
        {
            throw Refusal.NoConvergence(Model, "the likelihood of the excesses has no maximum with a shape above -1.");
        }

        return (best[0], _unit * Math.Exp(best[1]), -excesses.Length * (lowest + Math.Log(_unit)));
    }

    /// <summary>Standard errors of ξ and β from the observed information at a fit of the excesses last
    /// fitted.</summary>
    public (double? Shape, double? Scale) Errors(double shape, double scale)
    {
        double[] hessian = Newton.Hessian(_likelihood, [shape, Math.Log(scale / _unit)]);
        double determinant = (hessian[0] * hessian[3]) - (hessian[1] * hessian[2]);
        return determinant > 0
            ? (Math.Sqrt(hessian[3] / determinant / _likelihood.Count), scale * Math.Sqrt(
                hessian[0] / determinant / _likelihood.Count))
            : (null, null);
    }

    /// <summary>Minus the mean log-likelihood in ξ, ln β.</summary>
    private sealed class ParetoLikelihood(int most) : Objective
    {
        private readonly double[] _excesses = new double[most];

        public int Count { get; private set; }

        public override int Dimension => 2;

        /// <summary>Takes the excesses over their mean; returns the mean and the largest after that.</summary>
        public (double Unit, double Largest) Load(ReadOnlySpan<double> excesses)
        {
            Count = excesses.Length;
            double unit = Moments.MeanOf(excesses);
            double largest = 0;
            for (int i = 0; i < Count; i++)
            {
                _excesses[i] = Check.Positive(Model, "excess", excesses[i]) / unit;
                largest = Math.Max(largest, _excesses[i]);
            }

            return (unit, largest);
        }

        public override double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
        {
            double shape = point[0];
            double scale = Math.Exp(point[1]);
            if (shape <= -1 || !(Math.Abs(point[1]) < 100) || shape > 50)
            {
                return double.PositiveInfinity;
            }

            bool nearZero = Math.Abs(shape) < 1e-5;
            double sum = 0;
            double byShape = 0;
            double byScale = 0;
            foreach (double excess in _excesses.AsSpan(0, Count))
            {
                double x = excess / scale;
                double inside = 1 + (shape * x);
                if (inside <= 0)
                {
                    return double.PositiveInfinity;
                }

                double log = double.LogP1(shape * x);
                double share = x / inside;
                byScale += share;
                if (nearZero)
                {
                    sum += log + (x * (1 - (shape * x * (0.5 - (shape * x / 3)))));
                    byShape += share - (x * x * (0.5 - (2 * shape * x / 3)));
                }
                else
                {
                    sum += log + (log / shape);
                    byShape += share + (((share * shape) - log) / (shape * shape));
                }
            }

            double n = Count;
            gradient[0] = byShape / n;
            gradient[1] = 1 - ((1 + shape) * byScale / n);
            return point[1] + (sum / n);
        }
    }
}
