using Weir.Risk.Numerics;

namespace Weir.Risk.ExtremeValue;

/// <summary>A generalized Pareto distribution fitted to excesses by maximum likelihood.</summary>
public sealed record GeneralizedParetoFit
{
    internal const string Model = "evt-pot";

    /// <summary>ξ; above 0 the tail is a power law, from 1 on it has no mean.</summary>
    public required double Shape { get; init; }

    /// <summary>β, in the units of the losses.</summary>
    public required double Scale { get; init; }

    public required double LogLikelihood { get; init; }

    /// <summary>Standard errors of ξ and β, null where the information is singular (ξ at or below −½).</summary>
    public required double? ShapeStandardError { get; init; }

    public required double? ScaleStandardError { get; init; }

    /// <summary>The fit of excesses over a threshold, all above zero.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than ten excesses, all the same, or no maximum with ξ above −1.</exception>
    public static GeneralizedParetoFit Of(ReadOnlySpan<double> excesses, InformationKind information = InformationKind.Observed)
    {
        Check.Series(Model, excesses, 10);
        Check.Varies(Model, excesses);
        double unit = Moments.MeanOf(excesses);
        double[] scaled = new double[excesses.Length];
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = Check.Positive(Model, "excess", excesses[i]) / unit;
        }

        Likelihood likelihood = new(scaled);
        double[] best = [0, 0];
        double lowest = double.PositiveInfinity;
        foreach (double shape in (ReadOnlySpan<double>)[0.1, 0.5, 1.2, -0.2])
        {
            double largest = scaled.Max();
            double[] point = [shape, Math.Log(Math.Max(shape < 0 ? -1.01 * shape * largest : 0, Math.Max(0.2, 1 - shape)))];
            double value = Bfgs.Minimise(likelihood, point);
            if (value < lowest)
            {
                lowest = Newton.Polish(likelihood, point);
                best = point;
            }
        }

        if (!double.IsFinite(lowest) || best[0] < -0.999)
        {
            throw Refusal.NoConvergence(Model, "the likelihood of the excesses has no maximum with a shape above -1.");
        }

        double scale = unit * Math.Exp(best[1]);
        (double? shapeError, double? scaleError) = Errors(likelihood, best, scale, scaled.Length, information);
        return new GeneralizedParetoFit
        {
            Shape = best[0],
            Scale = scale,
            LogLikelihood = -scaled.Length * (lowest + Math.Log(unit)),
            ShapeStandardError = shapeError,
            ScaleStandardError = scaleError,
        };
    }

    private static (double? Shape, double? Scale) Errors(
        Likelihood likelihood, double[] point, double scale, int count, InformationKind information)
    {
        double shape = point[0];
        if (shape <= -0.5)
        {
            return (null, null);
        }

        if (information == InformationKind.Expected)
        {
            return ((1 + shape) / Math.Sqrt(count), scale * Math.Sqrt(2 * (1 + shape) / count));
        }

        double[] hessian = Newton.Hessian(likelihood, point);
        double determinant = (hessian[0] * hessian[3]) - (hessian[1] * hessian[2]);
        return determinant > 0
            ? (Math.Sqrt(hessian[3] / determinant / count), scale * Math.Sqrt(hessian[0] / determinant / count))
            : (null, null);
    }

    /// <summary>Minus the mean log-likelihood in ξ, ln β.</summary>
    private sealed class Likelihood(double[] excesses) : Objective
    {
        public override int Dimension => 2;

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
            foreach (double excess in excesses)
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

            double n = excesses.Length;
            gradient[0] = byShape / n;
            gradient[1] = 1 - ((1 + shape) * byScale / n);
            return point[1] + (sum / n);
        }
    }
}
