using Weir.Risk.Numerics;

namespace Weir.Risk.Parametric;

/// <summary>A t distribution fitted by maximum likelihood: location, scale (not deviation), degrees of freedom.</summary>
public sealed record StudentTFit
{
    private const string Model = "student-t";

    /// <summary>Above this the likelihood is flat and the sample as good as normal.</summary>
    private const double MostDegreesOfFreedom = 1e4;

    /// <summary>Of the spread of the middle half: a maximum below it is a spike on one repeated value, not a fit.</summary>
    private const double SmallestScale = 1e-3;

    /// <summary>Below it the likelihood runs away to a spike on repeated values.</summary>
    private const double FewestDegreesOfFreedom = 0.4;

    public required double Location { get; init; }

    /// <summary>The scale; the standard deviation is scale·√(ν/(ν−2)), where ν is above 2.</summary>
    public required double Scale { get; init; }

    public required double DegreesOfFreedom { get; init; }

    public required double LogLikelihood { get; init; }

    /// <summary>Whether ν ran into the bound: the sample has no heavier tails than a normal one.</summary>
    public bool IsNormalLimit => DegreesOfFreedom >= MostDegreesOfFreedom * 0.999;

    /// <summary>The fit of these returns.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than five returns, one not finite, a constant series.</exception>
    public static StudentTFit Of(ReadOnlySpan<double> returns, StudentTFit? start = null)
    {
        Check.Series(Model, returns, 5);
        Check.Varies(Model, returns);
        (double centre, double unit) = CentreAndSpread(returns);
        double[] scaled = new double[returns.Length];
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (returns[i] - centre) / unit;
        }

        Likelihood likelihood = new(scaled);
        double[]? best = null;
        double lowest = double.PositiveInfinity;
        double[] starts = start is null ? [2.5, 4, 10] : [start.DegreesOfFreedom];
        foreach (double degrees in starts)
        {
            double[] point = [0, start is null ? 0 : Math.Log(start.Scale / unit), Math.Log(Math.Min(degrees, 1000))];
            if (start is not null)
            {
                point[0] = (start.Location - centre) / unit;
            }

            _ = Bfgs.Minimise(likelihood, point);
            double value = Newton.Polish(likelihood, point);
            if (value < lowest && Math.Exp(point[1]) > SmallestScale)
            {
                lowest = value;
                best = point;
            }
        }

        if (best is null || Math.Exp(best[2]) < 1.01 * FewestDegreesOfFreedom)
        {
            throw Refusal.NoConvergence(Model, "the likelihood has no maximum: too many observations share one value.");
        }

        return new StudentTFit
        {
            Location = centre + (unit * best[0]),
            Scale = unit * Math.Exp(best[1]),
            DegreesOfFreedom = Math.Min(MostDegreesOfFreedom, Math.Exp(best[2])),
            LogLikelihood = -returns.Length * (lowest + Math.Log(unit)),
        };
    }

    /// <summary>The median, and the interquartile range as a normal deviation (the standard deviation where that is zero): outliers
    /// do not reach them, so the search starts near the maximum that matters.</summary>
    private static (double Centre, double Spread) CentreAndSpread(ReadOnlySpan<double> returns)
    {
        double[] sorted = returns.ToArray();
        Array.Sort(sorted);
        double spread = (sorted[3 * sorted.Length / 4] - sorted[sorted.Length / 4]) / 1.349;
        return (sorted[sorted.Length / 2], spread > 0 ? spread : Math.Sqrt(Moments.Of(returns).PopulationVariance));
    }

    /// <summary>Minus the mean log-likelihood in location, ln scale, ln ν.</summary>
    private sealed class Likelihood(double[] values) : Objective
    {
        public override int Dimension => 3;

        public override double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
        {
            double location = point[0];
            double logScale = point[1];
            if (logScale < Math.Log(SmallestScale) || point[2] < Math.Log(FewestDegreesOfFreedom))
            {
                return double.PositiveInfinity;
            }

            double logDegrees = Math.Min(point[2], Math.Log(MostDegreesOfFreedom));
            double degrees = Math.Exp(logDegrees);
            double scale = Math.Exp(logScale);
            double sumLog = 0;
            double byLocation = 0;
            double byShare = 0;
            foreach (double value in values)
            {
                double z = (value - location) / scale;
                double ratio = z * z / degrees;
                sumLog += double.LogP1(ratio);
                byLocation += z / (degrees + (z * z));
                byShare += ratio / (1 + ratio);
            }

            double n = values.Length;
            double half = 0.5 * (degrees + 1);
            gradient[0] = -(degrees + 1) * byLocation / scale / n;
            gradient[1] = 1 - ((degrees + 1) * byShare / n);
            double byDegrees = (0.5 * StudentT.DigammaHalfStep(degrees / 2)) - (0.5 / degrees)
                - (0.5 * sumLog / n) + (half * byShare / n / degrees);
            gradient[2] = point[2] > logDegrees ? 0 : -byDegrees * degrees;
            return logScale + (half * sumLog / n) - StudentT.LogGammaHalfStep(degrees / 2) + (0.5 * Math.Log(Math.PI * degrees));
        }
    }
}
