using Weir.Risk.Numerics;

namespace Weir.Risk.Shocks;

/// <summary>Normal shocks.</summary>
internal sealed class NormalLaw : ShockLaw
{
    private NormalLaw()
    {
    }

    public static NormalLaw Instance { get; } = new();

    public override double LogDensity(double z) => (-0.5 * z * z) - Gaussian.LogSqrtTwoPi;

    public override double Score(double z) => -z;

    public override double Quantile(double probability) => Gaussian.Quantile(probability);

    public override double LowerMoment(double bound) => -Gaussian.Density(bound);
}
