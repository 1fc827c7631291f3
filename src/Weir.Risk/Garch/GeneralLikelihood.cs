using Weir.Risk.Numerics;
using Weir.Risk.Shocks;

namespace Weir.Risk.Garch;

/// <summary>Minus the mean log-likelihood of GARCH(p,q) and GJR-GARCH(p,q) with p, q up to 2 and of EGARCH(1,1), with
/// an AR(1) mean where asked for and any law of shocks; with its gradient (exact but for the law's own shapes, which
/// are differenced).</summary>
/// <remarks>The first max(p, q) variances are ω + persistence·start, an EGARCH's first is the start itself. With an
/// autoregression the first residual is zero. Both are fGarch's.</remarks>
internal sealed class GeneralLikelihood : Objective
{
    private readonly GarchOptions _options;
    private readonly GeneralLayout _layout;
    private readonly double[] _returns;
    private readonly double[] _shocks;
    private readonly double[] _variances;
    private readonly int _skipped;
    private double _backcast;

    public GeneralLikelihood(int observations, GarchOptions options)
    {
        _options = options;
        _layout = new GeneralLayout(options);
        _returns = new double[observations];
        _shocks = new double[observations];
        _variances = new double[observations + 1];
        _skipped = options.Autoregressive ? 1 : 0;
    }

    public override int Dimension => _layout.Dimension;

    public GeneralLayout Layout => _layout;

    /// <summary>Residuals of the last evaluation, in the loaded units.</summary>
    public ReadOnlySpan<double> Shocks => _shocks;

    /// <summary>Variances of the last evaluation, and last that of the next step.</summary>
    public ReadOnlySpan<double> Variances => _variances;

    /// <summary>Takes the returns, divided by a unit.</summary>
    public void Load(ReadOnlySpan<double> returns, double unit)
    {
        for (int i = 0; i < _returns.Length; i++)
        {
            _returns[i] = returns[i] / unit;
        }

        _backcast = GarchLikelihood.Backcast(_returns, _options.ZeroMean);
    }

    public override double Evaluate(ReadOnlySpan<double> point, Span<double> gradient) => Evaluate(point, gradient, []);

    /// <summary>The value; adds the scores' outer products into <paramref name="outer"/> when given.</summary>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> outer)
    {
        if (!IsAllowed(point))
        {
            return double.PositiveInfinity;
        }

        GarchParameters p = _layout.Read(point);
        ShockLaw law = ShockLaw.Of(p);
        Differences shapes = new(_layout, point);
        VarianceStep step = Start(p, law.MeanAbsolute, shapes);
        int k = Dimension;
        Span<double> score = stackalloc double[k];
        gradient.Clear();
        double total = 0;
        for (int i = 0; i < _returns.Length; i++)
        {
            double variance = step.Move(i);
            if (!(variance > 0 && double.IsFinite(variance)))
            {
                return double.PositiveInfinity;
            }

            _variances[i] = variance;
            double root = Math.Sqrt(variance);
            double z = _shocks[i] / root;
            double slope = law.Score(z);
            total += law.LogDensity(z) - (0.5 * Math.Log(variance));
            double byLog = -0.5 * (1 + (slope * z));
            for (int x = 0; x < k; x++)
            {
                score[x] = byLog * step.ByLog(x);
            }

            Add(score, _layout.Mean, slope * ByMean(i) / root);
            Add(score, _layout.Autoregression, slope * ByAutoregression(i) / root);
            Add(score, _layout.Shape, shapes.OfShape(z));
            Add(score, _layout.Skew, shapes.OfSkew(z));
            for (int x = 0; x < k; x++)
            {
                gradient[x] -= score[x];
            }

            GarchLikelihood.AddOuter(outer, score);
        }

        _variances[^1] = step.Move(_returns.Length);
        for (int x = 0; x < k; x++)
        {
            gradient[x] /= _returns.Length;
        }

        double value = -total / _returns.Length;
        return double.IsFinite(value) ? value : double.PositiveInfinity;
    }

    /// <summary>dε/dμ of a return.</summary>
    internal double ByMean(int i) => i < _skipped ? 0 : -1;

    /// <summary>dε/dφ of a return.</summary>
    internal double ByAutoregression(int i) => i < _skipped || i == 0 ? 0 : -_returns[i - 1];

    private VarianceStep Start(in GarchParameters p, double meanAbsolute, Differences shapes)
    {
        double square = 0;
        double byMean = 0;
        double byAutoregression = 0;
        for (int i = 0; i < _returns.Length; i++)
        {
            double shock = i < _skipped ? 0 : _returns[i] - p.Mean - (i > 0 ? p.Autoregression * _returns[i - 1] : 0);
            _shocks[i] = shock;
            square += shock * shock;
            byMean += 2 * shock * ByMean(i);
            byAutoregression += 2 * shock * ByAutoregression(i);
        }

        double n = _returns.Length;
        bool isMean = _options.Start == VarianceStart.MeanSquare;
        return new VarianceStep(
            this, p, meanAbsolute, shapes.OfMeanAbsolute(), isMean
                ? square / n : _backcast, isMean ? byMean / n : 0, isMean ? byAutoregression / n : 0);
    }

    private bool IsAllowed(ReadOnlySpan<double> point)
    {
        GarchParameters p = _layout.Read(point);
        bool isLaw = (p.DegreesOfFreedom is not { } degrees || degrees > 2) && (
            p.Shape is not { } shape || shape > 0.1) && (p.Skew is not { } skew || skew > 0.02);
        const double Slack = -1e-7;
        return isLaw && Math.Abs(p.Autoregression) < 1 && (p.IsExponential
            ? Math.Abs(p.Beta) < 1
            : p.Omega > 0 && p.Alpha > Slack && p.Alpha2 > Slack && p.Alpha + p.Gamma > Slack
            && p.Alpha2 + p.Gamma2 > Slack && p.Beta > Slack && p.Beta2 > Slack);
    }

    private static void Add(Span<double> score, int at, double value)
    {
        if (at >= 0)
        {
            score[at] += value;
        }
    }

    /// <summary>How the law's logarithm and its E|z| change with ν and ξ, by central differences.</summary>
    private readonly struct Differences
    {
        private readonly ShockLaw? _up;
        private readonly ShockLaw? _down;
        private readonly ShockLaw? _right;
        private readonly ShockLaw? _left;
        private readonly double _step;
        private readonly double _side;

        public Differences(GeneralLayout layout, ReadOnlySpan<double> point)
        {
            Span<double> shifted = stackalloc double[point.Length];
            point.CopyTo(shifted);
            if (layout.Shape >= 0)
            {
                _step = 1e-5 * Math.Min(
                    point[layout.Shape],
                    layout.Options.Innovation == Innovation.GeneralizedError ? 1 : point[layout.Shape] - 2);
                (_up, _down) = Laws(layout, shifted, layout.Shape, _step);
            }

            if (layout.Skew >= 0)
            {
                _side = 1e-5 * point[layout.Skew];
                (_right, _left) = Laws(layout, shifted, layout.Skew, _side);
            }
        }

        public double OfShape(double z) =>
            _up is null || _down is null ? 0 : (_up.LogDensity(z) - _down.LogDensity(z)) / (2 * _step);

        public double OfSkew(double z) =>
            _right is null || _left is null ? 0 : (_right.LogDensity(z) - _left.LogDensity(z)) / (2 * _side);

        public (double ByShape, double BySkew) OfMeanAbsolute() => (
            _up is null || _down is null ? 0 : (_up.MeanAbsolute - _down.MeanAbsolute) / (2 * _step),
            _right is null || _left is null ? 0 : (_right.MeanAbsolute - _left.MeanAbsolute) / (2 * _side));

        private static (ShockLaw Up, ShockLaw Down) Laws(GeneralLayout layout, Span<double> point, int at, double step)
        {
            double value = point[at];
            point[at] = value + step;
            ShockLaw up = ShockLaw.Of(layout.Read(point));
            point[at] = value - step;
            ShockLaw down = ShockLaw.Of(layout.Read(point));
            point[at] = value;
            return (up, down);
        }
    }
}
