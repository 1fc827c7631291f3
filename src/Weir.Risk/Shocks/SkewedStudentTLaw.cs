using MathNet.Numerics;

namespace Weir.Risk.Shocks;

/// <summary>The skewed t of Fernández and Steel (1998), brought to mean zero and variance one (Lambert and Laurent
/// 2001; fGarch's sstd):
/// ξ above 1 leans to the right.</summary>
internal sealed class SkewedStudentTLaw : ShockLaw
{
    private readonly StudentTLaw _symmetric;
    private readonly double _skew;
    private readonly double _mean;
    private readonly double _deviation;
    private readonly double _weight;
    private readonly double _constant;

    public SkewedStudentTLaw(double degrees, double skew)
    {
        _symmetric = new StudentTLaw(degrees);
        _skew = skew;
        double absolute = 2 * Math.Sqrt(degrees - 2) / (degrees - 1)
            / Math.Exp(SpecialFunctions.GammaLn(0.5)
                + SpecialFunctions.GammaLn(degrees / 2) - SpecialFunctions.GammaLn((degrees + 1) / 2));
        _mean = absolute * (skew - (1 / skew));
        _deviation = Math.Sqrt(
            ((1 - (absolute * absolute)) * ((skew * skew) + (1 / (skew * skew)))) + (2 * absolute * absolute) - 1);
        _weight = 2 / (skew + (1 / skew));
        _constant = Math.Log(_weight * _deviation);
    }

    public override double LogDensity(double z)
    {
        double y = (z * _deviation) + _mean;
        return _constant + _symmetric.LogDensity(y < 0 ? y * _skew : y / _skew);
    }

    public override double Score(double z)
    {
        double y = (z * _deviation) + _mean;
        return y < 0
            ? _symmetric.Score(y * _skew) * _deviation * _skew : _symmetric.Score(y / _skew) * _deviation / _skew;
    }

    public override double Quantile(double probability)
    {
        double below = 1 / (1 + (_skew * _skew));
        double y = probability < below
            ? _symmetric.Quantile(probability * _skew / _weight) / _skew
            : -_symmetric.Quantile((1 - probability) / (_weight * _skew)) * _skew;
        return (y - _mean) / _deviation;
    }

    public override double LowerMoment(double bound)
    {
        double y = (bound * _deviation) + _mean;
        double moment = y < 0
            ? _weight / (_skew * _skew) * _symmetric.LowerMoment(y * _skew)
            : _mean + (_weight * _skew * _skew * _symmetric.LowerMoment(y / _skew));
        return (moment - (_mean * Below(y))) / _deviation;
    }

    private double Below(double y) => y < 0
        ? _weight / _skew * _symmetric.Cdf(y * _skew)
        : 1 - (_weight * _skew * _symmetric.Cdf(-y / _skew));
}
