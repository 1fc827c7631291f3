using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Weir.Ethereum.Hashing;

/// <summary>Eight states, with AVX-512F's rotation and three-input logic.</summary>
internal readonly partial struct KeccakLanes512 : IKeccakLanes
{
    /// <summary>Whether this processor can.</summary>
    public static bool IsSupported => Avx512F.IsSupported && Vector512.IsHardwareAccelerated;

    public static int Count => 8;

    public static void Step(Span<ulong> state, ReadOnlySpan<byte> blocks, ReadOnlySpan<ulong> lastWords, uint fresh)
    {
        Span<Vector512<ulong>> words = MemoryMarshal.Cast<ulong, Vector512<ulong>>(state)[..Keccak.StateWords];
        ReadOnlySpan<Vector512<ulong>> rows = MemoryMarshal.Cast<byte, Vector512<ulong>>(blocks)[..16];
        Vector512<ulong> bits = Vector512.Create(1UL, 2, 4, 8, 16, 32, 64, 128);
        Vector512<ulong> keep = Vector512.Equals(bits & Vector512.Create((ulong)fresh), Vector512<ulong>.Zero);
        AbsorbEight(words, rows, keep);
        AbsorbEight(words[8..], rows[1..], keep);
        Absorb(ref words[16], Vector512.Create(lastWords), keep);
        for (int word = Keccak.BlockWords; word < Keccak.StateWords; word++)
        {
            words[word] &= keep;
        }

        Permute(ref MemoryMarshal.GetReference(words));
    }

    // Turns eight words of eight lanes (every second vector of rows) from a vector a lane to a vector a word.
    private static void AbsorbEight(
        Span<Vector512<ulong>> words, ReadOnlySpan<Vector512<ulong>> rows, Vector512<ulong> keep)
    {
        Vector512<ulong> even01 = Avx512F.UnpackLow(rows[0], rows[2]);
        Vector512<ulong> odd01 = Avx512F.UnpackHigh(rows[0], rows[2]);
        Vector512<ulong> even23 = Avx512F.UnpackLow(rows[4], rows[6]);
        Vector512<ulong> odd23 = Avx512F.UnpackHigh(rows[4], rows[6]);
        Vector512<ulong> even45 = Avx512F.UnpackLow(rows[8], rows[10]);
        Vector512<ulong> odd45 = Avx512F.UnpackHigh(rows[8], rows[10]);
        Vector512<ulong> even67 = Avx512F.UnpackLow(rows[12], rows[14]);
        Vector512<ulong> odd67 = Avx512F.UnpackHigh(rows[12], rows[14]);
        AbsorbFour(ref words[0], ref words[2], ref words[4], ref words[6], even01, even23, even45, even67, keep);
        AbsorbFour(ref words[1], ref words[3], ref words[5], ref words[7], odd01, odd23, odd45, odd67, keep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AbsorbFour(
        ref Vector512<ulong> first,
        ref Vector512<ulong> second,
        ref Vector512<ulong> third,
        ref Vector512<ulong> fourth,
        Vector512<ulong> lanes01,
        Vector512<ulong> lanes23,
        Vector512<ulong> lanes45,
        Vector512<ulong> lanes67,
        Vector512<ulong> keep)
    {
        Vector512<ulong> low = Avx512F.Shuffle4x128(lanes01, lanes23, 0x88);
        Vector512<ulong> high = Avx512F.Shuffle4x128(lanes45, lanes67, 0x88);
        Absorb(ref first, Avx512F.Shuffle4x128(low, high, 0x88), keep);
        Absorb(ref third, Avx512F.Shuffle4x128(low, high, 0xDD), keep);
        low = Avx512F.Shuffle4x128(lanes01, lanes23, 0xDD);
        high = Avx512F.Shuffle4x128(lanes45, lanes67, 0xDD);
        Absorb(ref second, Avx512F.Shuffle4x128(low, high, 0x88), keep);
        Absorb(ref fourth, Avx512F.Shuffle4x128(low, high, 0xDD), keep);
    }

    // word = (word & keep) ^ message
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Absorb(ref Vector512<ulong> word, Vector512<ulong> message, Vector512<ulong> keep) =>
        word = Avx512F.TernaryLogic(word, keep, message, 0x6A);
}
