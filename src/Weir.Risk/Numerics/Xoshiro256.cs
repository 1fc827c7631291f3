using System.Numerics;
using System.Runtime.CompilerServices;

namespace Weir.Risk.Numerics;

/// <summary>xoshiro256++ (Blackman and Vigna 2019) with normal, gamma and chi-square variates; the same seed gives the same stream.</summary>
internal struct Xoshiro256
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Stream <paramref name="stream"/> of a seed: independent blocks of one simulation have one each.</summary>
    public Xoshiro256(ulong seed, ulong stream = 0)
    {
        ulong state = seed ^ (stream * 0xD1342543DE82EF95UL);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state) ^ stream;
        _s3 = SplitMix(ref state);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform on the open interval (0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => ((Next() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Uniform on 0 … count − 1 (Lemire's multiplication; the bias is below count/2⁶⁴).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextIndex(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextGaussian() => Ziggurat.Sample(ref this);

    /// <summary>Gamma of this shape (above 1/3) and scale 1: Marsaglia and Tsang 2000; below 1 through shape + 1.</summary>
    public double NextGamma(double shape)
    {
        double boost = 1;
        if (shape < 1)
        {
            boost = Math.Pow(NextDouble(), 1 / shape);
            shape += 1;
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextGaussian();
            double v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            double u = NextDouble();
            double square = x * x;
            if (u < 1 - (0.0331 * square * square) || Math.Log(u) < (0.5 * square) + (d * (1 - v + Math.Log(v))))
            {
                return boost * d * v;
            }
        }
    }

    public double NextChiSquared(double degreesOfFreedom) => 2 * NextGamma(degreesOfFreedom / 2);

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
