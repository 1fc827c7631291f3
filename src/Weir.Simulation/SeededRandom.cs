using System.Buffers.Binary;
using System.Numerics;
using Weir.Core;

namespace Weir.Simulation;

/// <summary>
/// xoshiro256** (Blackman and Vigna, 2018), seeded through SplitMix64. Integers only, so that a seed gives the same numbers on
/// every machine and with every runtime.
/// </summary>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public SeededRandom(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        unchecked
        {
            ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            ulong shifted = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= shifted;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>A number from 0 to <paramref name="bound"/> − 1. The bias is below bound / 2^64.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);
    }

    /// <summary>A number from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    /// <summary>True in <paramref name="perMille"/> of 1,000 cases.</summary>
    public bool Chance(int perMille) => Below(1000) < perMille;

    /// <summary>Part of an amount, between <paramref name="fromPpm"/> and <paramref name="toPpm"/> millionths of it, rounded down.</summary>
    public UInt256 Share(UInt256 amount, int fromPpm, int toPpm) =>
        amount / 1_000_000 * (ulong)Between(fromPpm, toPpm);

    /// <summary>Overwrites with random bytes.</summary>
    public void Fill(Span<byte> bytes)
    {
        Span<byte> word = stackalloc byte[8];
        while (!bytes.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, NextUInt64());
            int count = Math.Min(bytes.Length, word.Length);
            word[..count].CopyTo(bytes);
            bytes = bytes[count..];
        }
    }

    /// <summary>32 random bytes.</summary>
    public Hash32 NextHash()
    {
        Span<byte> bytes = stackalloc byte[Hash32.Length];
        Fill(bytes);
        return new Hash32(bytes);
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
