using Weir.Core;
using Weir.Risk.Numerics;
using Weir.Risk.Parametric;

namespace Weir.Risk.Backtests;

/// <summary>The standardised distribution that simulated p-values take as true: normal, or t with ν above 1.</summary>
public readonly record struct NullDistribution(double? DegreesOfFreedom)
{
    public static NullDistribution Normal => new(null);

    internal double Draw(ref Xoshiro256 random)
    {
        double z = random.NextGaussian();
        return DegreesOfFreedom is { } degrees ? z / Math.Sqrt(random.NextChiSquared(degrees) / degrees) : z;
    }

    internal double Quantile(double probability) =>
        DegreesOfFreedom is { } degrees ? StudentT.Quantile(probability, degrees) : Gaussian.Quantile(probability);

    internal double Shortfall(double tailRatio)
    {
        double quantile = Quantile(tailRatio);
        return DegreesOfFreedom is { } degrees
            ? StudentTRisk.ShortfallOfStandard(quantile, degrees, tailRatio)
            : Gaussian.Density(quantile) / tailRatio;
    }

    internal Convention Stated => new(
        "null", DegreesOfFreedom is { } degrees
            ? FormattableString.Invariant($"t, ν = {degrees}, location 0") : "normal, location 0");
}
