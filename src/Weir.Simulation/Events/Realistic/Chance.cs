using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Weir.Core;

namespace Weir.Simulation.Events.Realistic;

/// <summary>Distributions in whole numbers of one seeded stream, so that every machine draws the same.</summary>
internal sealed class Chance
{
    // ln 2 in units of 2^-32.
    private const ulong Ln2 = 2_977_044_472;

    private Xoshiro256 _random;

    public Chance(ulong seed) => _random = new Xoshiro256(seed, 1);

    public ulong Next() => _random.NextStarStar();

    /// <summary>From 0 to <paramref name="bound"/> − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>From <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public long Between(long from, long to) => from + Below(to - from + 1);

    /// <summary>
    /// An exponential pause with the mean given, in milliseconds, at least 1: arrivals of a Poisson process.
    /// </summary>
    public long Pause(long meanMilliseconds)
    {
        ulong fixedLog = NegativeLog2(Next());
        UInt128 milliseconds = ((((UInt128)fixedLog * Ln2) >> 32) * (ulong)meanMilliseconds) >> 32;
        return Math.Max(1, (long)milliseconds);
    }

    /// <summary>
    /// A Pareto amount with shape 1 between <paramref name="least"/> and <paramref name="most"/>: many small ones, few
    /// large ones.
    /// </summary>
    public long Pareto(long least, long most)
    {
        ulong denominator = (Next() >> 11) | 1;
        UInt128 value = ((UInt128)(ulong)least << 53) / denominator;
        return value > (ulong)most ? most : (long)value;
    }

    /// <summary>
    /// Sum of four uniform draws in ±<paramref name="spread"/>: nearly normal, standard deviation 1.15 times the
    /// spread.
    /// </summary>
    public long Bell(long spread) =>
        Between(-spread, spread) + Between(-spread, spread) + Between(-spread, spread) + Between(-spread, spread);

    /// <summary>Overwrites with random bytes; the length is a multiple of four.</summary>
    public void Fill(Span<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Next());
        }

        if (bytes.Length >= 4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)Next());
        }
    }

    // -log2(u / 2^64) in units of 2^-32: the leading zeros, then a bit of the fraction a squaring (Knuth, TAOCP 1.2.2,
    // exercise 28).
    private static ulong NegativeLog2(ulong uniform)
    {
        int zeros = BitOperations.LeadingZeroCount(uniform | 1);
        ulong mantissa = (uniform | 1) << zeros;
        ulong fraction = 0;
        for (int i = 0; i < 16; i++)
        {
            ulong high = Math.BigMul(mantissa, mantissa, out _);
            fraction <<= 1;
            if (high >> 63 != 0)
            {
                fraction |= 1;
                mantissa = high;
            }
            else
            {
                mantissa = high << 1;
            }
        }

        return (((ulong)zeros + 1) << 32) - (fraction << 16);
    }
}
