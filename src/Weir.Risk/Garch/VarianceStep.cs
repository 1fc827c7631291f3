using System.Runtime.CompilerServices;

namespace Weir.Risk.Garch;

/// <summary>The recursion of the variance with its derivative by every parameter, a step at a time.</summary>
internal sealed class VarianceStep
{
    private readonly GeneralLikelihood _likelihood;
    private readonly GeneralLayout _layout;
    private readonly GarchOptions _options;
    private readonly GarchParameters _p;
    private readonly double _meanAbsolute;
    private readonly (double ByShape, double BySkew) _byLaw;
    private readonly double _start;
    private readonly double _startByMean;
    private readonly double _startByAutoregression;
    private readonly int _first;
    private double[] _now;
    private double[] _before;
    private double[] _beforeThat;
    private double _variance;
    private double _varianceBefore;
    private double _varianceBeforeThat;

    public VarianceStep(
        GeneralLikelihood likelihood,
        in GarchParameters p,
        double meanAbsolute,
        (double ByShape, double BySkew) byLaw,
        double start,
        double startByMean,
        double startByAutoregression)
    {
        _likelihood = likelihood;
        _layout = likelihood.Layout;
        _options = _layout.Options;
        _p = p;
        _meanAbsolute = meanAbsolute;
        _byLaw = byLaw;
        _start = start;
        _startByMean = startByMean;
        _startByAutoregression = startByAutoregression;
        _first = Math.Max(_options.ArchOrder, _options.GarchOrder);
        _now = new double[_layout.Dimension];
        _before = new double[_layout.Dimension];
        _beforeThat = new double[_layout.Dimension];
    }

    /// <summary>The variance of a return, after those of all before it.</summary>
    public double Move(int i)
    {
        (_beforeThat, _before, _now) = (_before, _now, _beforeThat);
        (_varianceBeforeThat, _varianceBefore) = (_varianceBefore, _variance);
        Array.Clear(_now);
        _variance = _p.IsExponential ? Exponential(i) : i < _first ? First() : Next(i);
        return _variance;
    }

    /// <summary>d ln σ²/d parameter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double ByLog(int x) => _p.IsExponential ? _now[x] : _now[x] / _variance;

    private double First()
    {
        bool isUnconditional = _options.Start == VarianceStart.Unconditional;
        double rest = Math.Max(1e-12, 1 - _p.Persistence);
        double level = isUnconditional ? _p.Omega / rest : _start;
        double factor = isUnconditional ? 1 / rest : 1;
        _now[_layout.Omega] = factor;
        for (int lag = 0; lag < _options.ArchOrder; lag++)
        {
            _now[_layout.Alpha + lag] = factor * level;
            Add(_layout.Gamma < 0 ? -1 : _layout.Gamma + lag, 0.5 * factor * level);
        }

        for (int lag = 0; lag < _options.GarchOrder; lag++)
        {
            _now[_layout.Beta + lag] = factor * level;
        }

        if (isUnconditional)
        {
            return level;
        }

        Add(_layout.Mean, _p.Persistence * _startByMean);
        Add(_layout.Autoregression, _p.Persistence * _startByAutoregression);
        return _p.Omega + (_p.Persistence * level);
    }

    private double Next(int i)
    {
        ReadOnlySpan<double> shocks = _likelihood.Shocks;
        for (int x = 0; x < _now.Length; x++)
        {
            _now[x] = (_p.Beta * _before[x]) + (_p.Beta2 * _beforeThat[x]);
        }

        _now[_layout.Omega] += 1;
        double variance = _p.Omega + (_p.Beta * _varianceBefore) + (_p.Beta2 * _varianceBeforeThat);
        _now[_layout.Beta] += _varianceBefore;
        Add(_options.GarchOrder > 1 ? _layout.Beta + 1 : -1, _varianceBeforeThat);
        for (int lag = 0; lag < _options.ArchOrder; lag++)
        {
            int at = i - 1 - lag;
            double shock = shocks[at];
            double square = shock * shock;
            double alpha = lag == 0 ? _p.Alpha : _p.Alpha2;
            double gamma = lag == 0 ? _p.Gamma : _p.Gamma2;
            double reaction = shock > 0 ? alpha : alpha + gamma;
            variance += reaction * square;
            _now[_layout.Alpha + lag] += square;
            Add(_layout.Gamma < 0 ? -1 : _layout.Gamma + lag, shock > 0 ? 0 : square);
            Add(_layout.Mean, 2 * reaction * shock * _likelihood.ByMean(at));
            Add(_layout.Autoregression, 2 * reaction * shock * _likelihood.ByAutoregression(at));
        }

        return variance;
    }

    private double Exponential(int i)
    {
        if (i == 0)
        {
            return FirstExponential();
        }

        double log = Math.Log(_varianceBefore);
        double root = Math.Sqrt(_varianceBefore);
        double z = _likelihood.Shocks[i - 1] / root;
        double slope = _p.Gamma + (_p.Alpha * Math.Sign(z));
        for (int x = 0; x < _now.Length; x++)
        {
            _now[x] = (_p.Beta - (0.5 * slope * z)) * _before[x];
        }

        Add(_layout.Mean, slope * _likelihood.ByMean(i - 1) / root);
        Add(_layout.Autoregression, slope * _likelihood.ByAutoregression(i - 1) / root);
        double surprise = Math.Abs(z) - _meanAbsolute;
        _now[_layout.Omega] += 1;
        _now[_layout.Alpha] += surprise;
        _now[_layout.Gamma] += z;
        _now[_layout.Beta] += log;
        Add(_layout.Shape, -_p.Alpha * _byLaw.ByShape);
        Add(_layout.Skew, -_p.Alpha * _byLaw.BySkew);
        return Math.Exp(_p.Omega + (_p.Alpha * surprise) + (_p.Gamma * z) + (_p.Beta * log));
    }

    private double FirstExponential()
    {
        if (_options.Start == VarianceStart.Unconditional)
        {
            double level = _p.Omega / (1 - _p.Beta);
            _now[_layout.Omega] = 1 / (1 - _p.Beta);
            _now[_layout.Beta] = level / (1 - _p.Beta);
            return Math.Exp(level);
        }

        Add(_layout.Mean, _startByMean / _start);
        Add(_layout.Autoregression, _startByAutoregression / _start);
        return _start;
    }

    private void Add(int at, double value)
    {
        if (at >= 0)
        {
            _now[at] += value;
        }
    }
}
