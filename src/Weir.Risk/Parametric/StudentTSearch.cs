using Weir.Risk.Numerics;

namespace Weir.Risk.Parametric;

/// <summary>Fits samples of one length again and again in the same buffers: a refit allocates nothing.</summary>
internal sealed class StudentTSearch
{
    /// <summary>Above this the likelihood is flat and the sample as good as normal.</summary>
    public const double MostDegreesOfFreedom = 1e4;

    /// <summary>Of the spread of the middle half: a maximum below it is a spike on one repeated value, not a
    /// fit.</summary>
    private const double SmallestScale = 1e-3;

    /// <summary>Below it the likelihood runs away to a spike on repeated values.</summary>
    private const double FewestDegreesOfFreedom = 0.4;

    private const string Model = StudentTRisk.Model;

    private readonly StudentTLikelihood _likelihood;
    private readonly double[] _sorted;

    public StudentTSearch(int observations)
    {
        if (observations < 5)
        {
            throw Refusal.TooFew(Model, observations, 5);
        }

        _likelihood = new StudentTLikelihood(observations);
        _sorted = new double[observations];
    }

    /// <summary>The fit of as many returns as the search was made for; from a near one where given.</summary>
    /// <exception cref="Core.Errors.ModelInputException">One not finite, a constant series, no maximum.</exception>
    public StudentTFit Fit(ReadOnlySpan<double> returns, StudentTFit? start)
    {
        Check.Finite(Model, returns);
        Check.Varies(Model, returns);
        (double centre, double unit) = CentreAndSpread(returns);
        for (int i = 0; i < returns.Length; i++)
        {
            _likelihood.Values[i] = (returns[i] - centre) / unit;
        }

        Span<double> best = stackalloc double[3];
        double lowest = double.PositiveInfinity;
        ReadOnlySpan<double> starts = start is null ? [2.5, 4, 10] : [start.Value.DegreesOfFreedom];
        Span<double> point = stackalloc double[3];
        foreach (double degrees in starts)
        {
            point[0] = start is { } near ? (near.Location - centre) / unit : 0;
            point[1] = start is { } close ? Math.Log(close.Scale / unit) : 0;
            point[2] = Math.Log(Math.Min(degrees, 1000));
            _ = Bfgs.Minimise(_likelihood, point);
            double value = Newton.Polish(_likelihood, point);
            if (value < lowest && Math.Exp(point[1]) > SmallestScale)
            {
                lowest = value;
                point.CopyTo(best);
            }
        }

        if (!double.IsFinite(lowest) || Math.Exp(best[2]) < 1.01 * FewestDegreesOfFreedom)
        {
            throw Refusal.NoConvergence(Model, "the likelihood has no maximum: too many observations share one value.");
        }

        return new StudentTFit(
            centre + (unit * best[0]),
            unit * Math.Exp(best[1]),
            Math.Min(MostDegreesOfFreedom, Math.Exp(best[2])),
            -returns.Length * (lowest + Math.Log(unit)));
    }

    /// <summary>Standard errors of location, scale and ν from the observed information at a fit of these returns; empty
    /// where ν ran to its bound and where the information is singular.</summary>
    public double[] Errors(ReadOnlySpan<double> returns, in StudentTFit fit)
    {
        if (fit.IsNormalLimit)
        {
            return [];
        }

        // In units of the scale and in the logarithms the search climbs in: at the maximum an error of ln ν is that of
        // ν over ν.
        for (int i = 0; i < returns.Length; i++)
        {
            _likelihood.Values[i] = (returns[i] - fit.Location) / fit.Scale;
        }

        double[] information = Newton.Hessian(_likelihood, [0, 0, Math.Log(fit.DegreesOfFreedom)]);
        if (!Cholesky.TryFactor(information, 3, out _))
        {
            return [];
        }

        double[] inverse = Cholesky.Inverse(information, 3);
        return
        [
            fit.Scale * Math.Sqrt(inverse[0] / returns.Length),
            fit.Scale * Math.Sqrt(inverse[4] / returns.Length),
            fit.DegreesOfFreedom * Math.Sqrt(inverse[8] / returns.Length),
        ];
    }

    /// <summary>The median, and the interquartile range as a normal deviation (the standard deviation where that is
    /// zero): outliers do not reach them, so the search starts near the maximum that matters.</summary>
    private (double Centre, double Spread) CentreAndSpread(ReadOnlySpan<double> returns)
    {
        returns.CopyTo(_sorted);
        Array.Sort(_sorted);
        double spread = (_sorted[3 * _sorted.Length / 4] - _sorted[_sorted.Length / 4]) / 1.349;
        return (_sorted[_sorted.Length / 2], spread > 0 ? spread : Math.Sqrt(Moments.Of(returns).PopulationVariance));
    }

    /// <summary>Minus the mean log-likelihood in location, ln scale, ln ν.</summary>
    private sealed class StudentTLikelihood(int observations) : Objective
    {
        public double[] Values { get; } = new double[observations];

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
            foreach (double value in Values)
            {
                double z = (value - location) / scale;
                double ratio = z * z / degrees;
                sumLog += double.LogP1(ratio);
                byLocation += z / (degrees + (z * z));
                byShare += ratio / (1 + ratio);
            }

            double n = Values.Length;
            double half = 0.5 * (degrees + 1);
            gradient[0] = -(degrees + 1) * byLocation / scale / n;
            gradient[1] = 1 - ((degrees + 1) * byShare / n);
            double byDegrees = (0.5 * StudentT.DigammaHalfStep(degrees / 2)) - (0.5 / degrees)
                - (0.5 * sumLog / n) + (half * byShare / n / degrees);
            gradient[2] = point[2] > logDegrees ? 0 : -byDegrees * degrees;
            return logScale + (half * sumLog / n) - StudentT.LogGammaHalfStep(degrees / 2) + (
                0.5 * Math.Log(Math.PI * degrees));
        }
    }
}
