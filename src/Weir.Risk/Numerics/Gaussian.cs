using MathNet.Numerics;

namespace Weir.Risk.Numerics;

/// <summary>The standard normal distribution.</summary>
internal static class Gaussian
{
    public const double LogSqrtTwoPi = 0.91893853320467274178;

    public static double Density(double z) => Math.Exp((-0.5 * z * z) - LogSqrtTwoPi);

    public static double Cdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    /// <summary>Φ⁻¹; one Halley step takes MathNet's value to the last digits.</summary>
    public static double Quantile(double probability)
    {
        if (probability > 0.5)
        {
            return -Quantile(1 - probability);
        }

        double z = -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * probability);
        double error = (Cdf(z) - probability) / Density(z);
        return double.IsFinite(error) ? z - (error / (1 + (0.5 * z * error))) : z;
    }
}
