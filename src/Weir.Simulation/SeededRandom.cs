using System.Buffers.Binary;
using Weir.Core;

namespace Weir.Simulation;

/// <summary>
/// What a simulated chain draws from: whole numbers of xoshiro256**, the same for a seed on every machine.
/// </summary>
public sealed class SeededRandom
{
    private Xoshiro256 _random;

    public SeededRandom(ulong seed) => _random = new Xoshiro256(seed);

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64() => _random.NextStarStar();

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

    /// <summary>
    /// Part of an amount, between <paramref name="fromPpm"/> and <paramref name="toPpm"/> millionths of it, rounded
    /// down.
    /// </summary>
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
}
