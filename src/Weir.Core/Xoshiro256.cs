using System.Numerics;
using System.Runtime.CompilerServices;

namespace Weir.Core;

/// <summary>The generator behind everything random: xoshiro256 (Blackman and Vigna 2018), seeded through SplitMix64.
/// Integers only, so that a seed gives the same bits on every machine.</summary>
/// <remarks>A struct with state: pass it by reference, a copy repeats the stream. Both of the paper's outputs are here;
/// a user stays with one of them.</remarks>
public struct Xoshiro256
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>
    /// Stream <paramref name="stream"/> of a seed: independent parts of one simulation have one each.
    /// </summary>
    public Xoshiro256(ulong seed, ulong stream = 0)
    {
        unchecked
        {
            ulong state = seed ^ (stream * 0xD1342543DE82EF95UL);
            _s0 = SplitMix(ref state);
            _s1 = SplitMix(ref state);
            _s2 = SplitMix(ref state) ^ stream;
            _s3 = SplitMix(ref state);
        }
    }

    /// <summary>The next 64 bits of xoshiro256++.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextPlusPlus()
    {
        unchecked
        {
            ulong result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
            Advance();
            return result;
        }
    }

    /// <summary>The next 64 bits of xoshiro256**.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextStarStar()
    {
        unchecked
        {
            ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            Advance();
            return result;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Advance()
    {
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            ulong mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
