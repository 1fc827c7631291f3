using System.Runtime.CompilerServices;
using Weir.Core;

namespace Weir.Risk.Numerics;

/// <summary>Uniform, normal, gamma and chi-square variates from xoshiro256++; the same seed gives the same
/// stream.</summary>
internal static class Variates
{
    /// <summary>Uniform on the open interval (0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double NextDouble(this ref Xoshiro256 random) =>
        ((random.NextPlusPlus() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Uniform on 0 … count − 1 (Lemire's multiplication; the bias is below count/2⁶⁴).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NextIndex(this ref Xoshiro256 random, int count) =>
        (int)Math.BigMul(random.NextPlusPlus(), (ulong)count, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double NextGaussian(this ref Xoshiro256 random) => Ziggurat.Sample(ref random);

    /// <summary>Gamma of this shape (above 1/3) and scale 1: Marsaglia and Tsang 2000; below 1 through shape +
    /// 1.</summary>
    public static double NextGamma(this ref Xoshiro256 random, double shape)
    {
        double boost = 1;
        if (shape < 1)
        {
            boost = Math.Pow(random.NextDouble(), 1 / shape);
            shape += 1;
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.NextGaussian();
            double v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            double u = random.NextDouble();
            double square = x * x;
            if (u < 1 - (0.0331 * square * square) || Math.Log(u) < (0.5 * square) + (d * (1 - v + Math.Log(v))))
            {
                return boost * d * v;
            }
        }
    }

    public static double NextChiSquared(this ref Xoshiro256 random, double degreesOfFreedom) =>
        2 * random.NextGamma(degreesOfFreedom / 2);
}
