using Weir.Risk.Numerics;

namespace Weir.Risk.Shocks;

/// <summary>t at unit variance, ν above 2.</summary>
internal sealed class StudentTLaw(double degrees) : ShockLaw
{
    private readonly double _reach = degrees - 2;
    private readonly double _scale = Math.Sqrt((degrees - 2) / degrees);
    private readonly double _constant = StudentT.LogGammaHalfStep(degrees / 2) - (
        0.5 * Math.Log(Math.PI * (degrees - 2)));

    public override double LogDensity(double z) => _constant - (0.5 * (degrees + 1) * double.LogP1(z * z / _reach));

    public override double Score(double z) => -(degrees + 1) * z / (_reach + (z * z));

    public override double Quantile(double probability) => _scale * StudentT.Quantile(probability, degrees);

    public double Cdf(double z) => StudentT.Cdf(z / _scale, degrees);

    public override double LowerMoment(double bound)
    {
        double t = bound / _scale;
        return -_scale * StudentT.Density(t, degrees) * (degrees + (t * t)) / (degrees - 1);
    }
}
