using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Weir.Ethereum.Hashing;

/// <summary>Four states, with AVX2; with AVX-512's rotation and three-input logic where they are there.</summary>
internal readonly partial struct KeccakLanes256 : IKeccakLanes
{
    /// <summary>Whether this processor can.</summary>
    public static bool IsSupported => Avx2.IsSupported && Vector256.IsHardwareAccelerated;

    public static int Count => 4;

    public static void Step(Span<ulong> state, ReadOnlySpan<byte> blocks, ReadOnlySpan<ulong> lastWords, uint fresh)
    {
        Span<Vector256<ulong>> words = MemoryMarshal.Cast<ulong, Vector256<ulong>>(state)[..Keccak.StateWords];
        ReadOnlySpan<Vector256<ulong>> rows = MemoryMarshal.Cast<byte, Vector256<ulong>>(blocks)[..16];
        Vector256<ulong> bits = Vector256.Create(1UL, 2, 4, 8);
        Vector256<ulong> keep = Vector256.Equals(bits & Vector256.Create((ulong)fresh), Vector256<ulong>.Zero);
        for (int four = 0; four < 4; four++)
        {
            AbsorbFour(words[(4 * four)..], rows[four..], keep);
        }

        Absorb(ref words[16], Vector256.Create(lastWords), keep);
        for (int word = Keccak.BlockWords; word < Keccak.StateWords; word++)
        {
            words[word] &= keep;
        }

        Permute(ref MemoryMarshal.GetReference(words));
    }

    // Turns four words of four lanes (every fourth vector of rows) from a vector a lane to a vector a word.
    private static void AbsorbFour(
        Span<Vector256<ulong>> words, ReadOnlySpan<Vector256<ulong>> rows, Vector256<ulong> keep)
    {
        Vector256<ulong> even01 = Avx2.UnpackLow(rows[0], rows[4]);
        Vector256<ulong> odd01 = Avx2.UnpackHigh(rows[0], rows[4]);
        Vector256<ulong> even23 = Avx2.UnpackLow(rows[8], rows[12]);
        Vector256<ulong> odd23 = Avx2.UnpackHigh(rows[8], rows[12]);
        Absorb(ref words[0], Avx2.Permute2x128(even01, even23, 0x20), keep);
        Absorb(ref words[1], Avx2.Permute2x128(odd01, odd23, 0x20), keep);
        Absorb(ref words[2], Avx2.Permute2x128(even01, even23, 0x31), keep);
        Absorb(ref words[3], Avx2.Permute2x128(odd01, odd23, 0x31), keep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Absorb(ref Vector256<ulong> word, Vector256<ulong> message, Vector256<ulong> keep) =>
        word = (word & keep) ^ message;
}
