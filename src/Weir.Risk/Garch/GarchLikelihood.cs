using Weir.Risk.Numerics;

namespace Weir.Risk.Garch;

/// <summary>Minus the mean log-likelihood of returns scaled to unit variance, with its exact gradient.</summary>
/// <remarks>Point: [μ], ω, α, [γ], β, [ν], the bracketed ones where the options have them.</remarks>
internal sealed class GarchLikelihood : Objective
{
    private readonly double[] _returns;
    private readonly GarchOptions _options;
    private double _backcast;

    /// <summary>The likelihood of as many returns as <see cref="Load"/> will bring.</summary>
    public GarchLikelihood(int observations, GarchOptions options)
    {
        _returns = new double[observations];
        _options = options;
        Dimension = 3 + (options.ZeroMean ? 0 : 1) + (options.Leverage ? 1 : 0) + (
            options.Innovation == Innovation.StudentT ? 1 : 0);
    }

    public override int Dimension { get; }

    /// <summary>Takes the returns, divided by a unit.</summary>
    public void Load(ReadOnlySpan<double> returns, double unit)
    {
        for (int i = 0; i < _returns.Length; i++)
        {
            _returns[i] = returns[i] / unit;
        }

        _backcast = Backcast(_returns, _options.ZeroMean);
    }

    public double MeanReturn => Moments.MeanOf(_returns);

    public GarchParameters Read(ReadOnlySpan<double> point)
    {
        int at = 0;
        double mean = _options.ZeroMean ? 0 : point[at++];
        double omega = point[at++];
        double alpha = point[at++];
        double gamma = _options.Leverage ? point[at++] : 0;
        double beta = point[at++];
        return new GarchParameters(
            mean, omega, alpha, gamma, beta, _options.Innovation == Innovation.StudentT ? point[at] : null);
    }

    public void Write(GarchParameters parameters, Span<double> point)
    {
        int at = 0;
        if (!_options.ZeroMean)
        {
            point[at++] = parameters.Mean;
        }

        point[at++] = parameters.Omega;
        point[at++] = parameters.Alpha;
        if (_options.Leverage)
        {
            point[at++] = parameters.Gamma;
        }

        point[at++] = parameters.Beta;
        if (_options.Innovation == Innovation.StudentT)
        {
            point[at] = parameters.DegreesOfFreedom ?? 8;
        }
    }

    public override double Evaluate(ReadOnlySpan<double> point, Span<double> gradient) => Evaluate(point, gradient, []);

    /// <summary>The value; adds the scores' outer products into <paramref name="outer"/> (Dimension², row by row) when
    /// given.</summary>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> outer)
    {
        bool student = _options.Innovation == Innovation.StudentT;
        int at = 0;
        double mean = _options.ZeroMean ? 0 : point[at++];
        double omega = point[at++];
        double alpha = point[at++];
        double gamma = _options.Leverage ? point[at++] : 0;
        double beta = point[at++];
        double degrees = student ? point[at] : 0;
        double negative = alpha + gamma;
        if (!(omega > 0) || alpha < -1e-7 || negative < -1e-7 || beta < -1e-7 || (student && !(degrees > 2)))
        {
            return double.PositiveInfinity;
        }

        (double variance, double dMean, double dOmega, double dPositive, double dNegative, double dBeta) =
            First(mean, omega, alpha, negative, beta);
        double reach = degrees - 2;
        double constant = student
            ? (0.5 * Math.Log(Math.PI * reach)) - StudentT.LogGammaHalfStep(degrees / 2)
            : Gaussian.LogSqrtTwoPi;
        double byDegreesConstant = student ? (0.5 / reach) - (0.5 * StudentT.DigammaHalfStep(degrees / 2)) : 0;
        double total = 0;
        double product = 1;
        double gMean = 0;
        double gOmega = 0;
        double gPositive = 0;
        double gNegative = 0;
        double gBeta = 0;
        double gDegrees = 0;
        Span<double> score = stackalloc double[6];
        double[] returns = _returns;
        for (int i = 0; i < returns.Length; i++)
        {
            double shock = returns[i] - mean;
            double square = shock * shock;
            double inverse = 1 / variance;
            double z2 = square * inverse;
            double byVariance;
            double byShock;
            double byDegrees = 0;
            if (student)
            {
                double pull = (degrees + 1) / (reach + z2);
                byVariance = 0.5 * inverse * (1 - (pull * z2));
                byShock = pull * shock * inverse;
                double log = Math.Log(1 + (z2 / reach));
                total += 0.5 * (degrees + 1) * log;
                byDegrees = byDegreesConstant + (0.5 * log) - (0.5 * pull * z2 / reach);
                gDegrees += byDegrees;
            }
            else
            {
                byVariance = 0.5 * inverse * (1 - z2);
                byShock = shock * inverse;
                total += 0.5 * z2;
            }

            product *= variance;
            if (product is > 1e100 or < 1e-100)
            {
                total += 0.5 * Math.Log(product);
                product = 1;
            }

            double sMean = (byVariance * dMean) - byShock;
            gMean += sMean;
            gOmega += byVariance * dOmega;
            gPositive += byVariance * dPositive;
            gNegative += byVariance * dNegative;
            gBeta += byVariance * dBeta;
            if (outer.Length > 0)
            {
                Pack(
                    score,
                    sMean,
                    byVariance * dOmega,
                    byVariance * dPositive,
                    byVariance * dNegative,
                    byVariance * dBeta,
                    byDegrees);
                AddOuter(outer, score[..Dimension]);
            }

            bool up = shock > 0;
            double reaction = up ? alpha : negative;
            dMean = (beta * dMean) - (2 * reaction * shock);
            dOmega = 1 + (beta * dOmega);
            dPositive = (up ? square : 0) + (beta * dPositive);
            dNegative = (up ? 0 : square) + (beta * dNegative);
            dBeta = variance + (beta * dBeta);
            variance = omega + (reaction * square) + (beta * variance);
        }

        double n = returns.Length;
        total += 0.5 * Math.Log(product);
        Pack(gradient, gMean / n, gOmega / n, gPositive / n, gNegative / n, gBeta / n, gDegrees / n);
        double value = constant + (total / n);
        return double.IsFinite(value) ? value : double.PositiveInfinity;
    }

    /// <summary>Fills all variances, the last one past the end: the forecast of the next step.</summary>
    public void Variances(in GarchParameters p, Span<double> variances)
    {
        variances[0] = First(p.Mean, p.Omega, p.Alpha, p.Alpha + p.Gamma, p.Beta).Variance;
        for (int i = 0; i < _returns.Length; i++)
        {
            variances[i + 1] = p.Next(_returns[i] - p.Mean, variances[i]);
        }
    }

    private (double Variance, double DMean, double DOmega, double DPositive, double DNegative, double DBeta) First(
        double mean, double omega, double positive, double negative, double beta)
    {
        double persistence = (0.5 * (positive + negative)) + beta;
        if (_options.Start == VarianceStart.Unconditional)
        {
            double rest = Math.Max(1e-12, 1 - persistence);
            double level = omega / rest;
            return (level, 0, 1 / rest, 0.5 * level / rest, 0.5 * level / rest, level / rest);
        }

        double start = _backcast;
        double byMean = 0;
        if (_options.Start == VarianceStart.MeanSquare)
        {
            double sum = 0;
            double squares = 0;
            foreach (double value in _returns)
            {
                double shock = value - mean;
                sum += shock;
                squares += shock * shock;
            }

            start = squares / _returns.Length;
            byMean = -2 * sum / _returns.Length;
        }

        return (omega + (persistence * start), persistence * byMean, 1, 0.5 * start, 0.5 * start, start);
    }

    private void Pack(
        Span<double> target, double mean, double omega, double positive, double negative, double beta, double degrees)
    {
        int at = 0;
        if (!_options.ZeroMean)
        {
            target[at++] = mean;
        }

        target[at++] = omega;
        target[at++] = positive + negative;
        if (_options.Leverage)
        {
            target[at++] = negative;
        }

        target[at++] = beta;
        if (_options.Innovation == Innovation.StudentT)
        {
            target[at] = degrees;
        }
    }

    internal static void AddOuter(Span<double> outer, ReadOnlySpan<double> score)
    {
        for (int i = 0; outer.Length > 0 && i < score.Length; i++)
        {
            for (int j = 0; j < score.Length; j++)
            {
                outer[(i * score.Length) + j] += score[i] * score[j];
            }
        }
    }

    internal static double Backcast(double[] returns, bool zeroMean)
    {
        double mean = zeroMean ? 0 : Moments.MeanOf(returns);
        int count = Math.Min(75, returns.Length);
        double weight = 1;
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            double shock = returns[i] - mean;
            sum += weight * shock * shock;
            weights += weight;
            weight *= 0.94;
        }

        return sum / weights;
    }
}
