using MathNet.Numerics;

namespace Weir.Risk.Shocks;

/// <summary>The generalized error distribution at unit variance (Nelson 1991): f(z) =
/// ν·e^(−½|z/λ|^ν)/(λ·2^(1+1/ν)·Γ(1/ν)); ν = 2 is normal.</summary>
internal sealed class GeneralizedErrorLaw : ShockLaw
{
    private readonly double _shape;
    private readonly double _lambda;
    private readonly double _constant;
    private readonly double _meanAbsolute;

    public GeneralizedErrorLaw(double shape)
    {
        _shape = shape;
        double first = SpecialFunctions.GammaLn(1 / shape);
        _lambda = Math.Exp(0.5 * ((-2 / shape * Constants.Ln2) + first - SpecialFunctions.GammaLn(3 / shape)));
        _constant = Math.Log(shape / _lambda) - ((1 + (1 / shape)) * Constants.Ln2) - first;
        _meanAbsolute = _lambda * Math.Exp((Constants.Ln2 / shape) + SpecialFunctions.GammaLn(2 / shape) - first);
    }

    public override double LogDensity(double z) => _constant - (0.5 * Math.Pow(Math.Abs(z) / _lambda, _shape));

    public override double Score(double z) =>
        z == 0 ? 0 : -0.5 * _shape * Math.Pow(Math.Abs(z) / _lambda, _shape - 1) / _lambda * Math.Sign(z);

    public override double Quantile(double probability)
    {
        // |z/λ|^ν/2 is gamma-distributed with shape 1/ν.
        double tail = 2 * Math.Min(probability, 1 - probability);
        double power = tail >= 1 ? 0 : MathNet.Numerics.Distributions.Gamma.InvCDF(1 / _shape, 1, 1 - tail);
        double size = _lambda * Math.Pow(2 * power, 1 / _shape);
        return probability < 0.5 ? -size : size;
    }

    public override double LowerMoment(double bound) =>
        -0.5 * _meanAbsolute * SpecialFunctions.GammaUpperRegularized(
            2 / _shape, 0.5 * Math.Pow(Math.Abs(bound) / _lambda, _shape));
}
