using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Weir.Ethereum.Hashing;

/// <summary>Keccak-f[1600] on 8 states side by side: word i of every state in one vector.</summary>
internal readonly partial struct KeccakLanes512
{
    private const int Rounds = KeccakPermutation.Rounds;

    /// <summary>Permutes all states in place; <paramref name="words"/> is the first of 25 vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Permute(ref Vector512<ulong> words)
    {
        ReadOnlySpan<ulong> constants = KeccakPermutation.RoundConstants;
        Vector512<ulong> aba = words;
        Vector512<ulong> abe = Unsafe.Add(ref words, 1);
        Vector512<ulong> abi = Unsafe.Add(ref words, 2);
        Vector512<ulong> abo = Unsafe.Add(ref words, 3);
        Vector512<ulong> abu = Unsafe.Add(ref words, 4);
        Vector512<ulong> aga = Unsafe.Add(ref words, 5);
        Vector512<ulong> age = Unsafe.Add(ref words, 6);
        Vector512<ulong> agi = Unsafe.Add(ref words, 7);
        Vector512<ulong> ago = Unsafe.Add(ref words, 8);
        Vector512<ulong> agu = Unsafe.Add(ref words, 9);
        Vector512<ulong> aka = Unsafe.Add(ref words, 10);
        Vector512<ulong> ake = Unsafe.Add(ref words, 11);
        Vector512<ulong> aki = Unsafe.Add(ref words, 12);
        Vector512<ulong> ako = Unsafe.Add(ref words, 13);
        Vector512<ulong> aku = Unsafe.Add(ref words, 14);
        Vector512<ulong> ama = Unsafe.Add(ref words, 15);
        Vector512<ulong> ame = Unsafe.Add(ref words, 16);
        Vector512<ulong> ami = Unsafe.Add(ref words, 17);
        Vector512<ulong> amo = Unsafe.Add(ref words, 18);
        Vector512<ulong> amu = Unsafe.Add(ref words, 19);
        Vector512<ulong> asa = Unsafe.Add(ref words, 20);
        Vector512<ulong> ase = Unsafe.Add(ref words, 21);
        Vector512<ulong> asi = Unsafe.Add(ref words, 22);
        Vector512<ulong> aso = Unsafe.Add(ref words, 23);
        Vector512<ulong> asu = Unsafe.Add(ref words, 24);
        for (int round = 0; round < Rounds; round += 2)
        {
            Vector512<ulong> ca = Xor(aba, aga, Xor(aka, ama, asa));
            Vector512<ulong> ce = Xor(abe, age, Xor(ake, ame, ase));
            Vector512<ulong> ci = Xor(abi, agi, Xor(aki, ami, asi));
            Vector512<ulong> co = Xor(abo, ago, Xor(ako, amo, aso));
            Vector512<ulong> cu = Xor(abu, agu, Xor(aku, amu, asu));
            Vector512<ulong> ta = cu ^ Rotate(ce, 1);
            Vector512<ulong> te = ca ^ Rotate(ci, 1);
            Vector512<ulong> ti = ce ^ Rotate(co, 1);
            Vector512<ulong> to = ci ^ Rotate(cu, 1);
            Vector512<ulong> tu = co ^ Rotate(ca, 1);

            Vector512<ulong> ba = aba ^ ta;
            Vector512<ulong> be = Rotate(age ^ te, 44);
            Vector512<ulong> bi = Rotate(aki ^ ti, 43);
            Vector512<ulong> bo = Rotate(amo ^ to, 21);
            Vector512<ulong> bu = Rotate(asu ^ tu, 14);
            Vector512<ulong> eba = Chi(ba, be, bi) ^ Vector512.Create(constants[round]);
            Vector512<ulong> ebe = Chi(be, bi, bo);
            Vector512<ulong> ebi = Chi(bi, bo, bu);
            Vector512<ulong> ebo = Chi(bo, bu, ba);
            Vector512<ulong> ebu = Chi(bu, ba, be);

            ba = Rotate(abo ^ to, 28);
            be = Rotate(agu ^ tu, 20);
            bi = Rotate(aka ^ ta, 3);
            bo = Rotate(ame ^ te, 45);
            bu = Rotate(asi ^ ti, 61);
            Vector512<ulong> ega = Chi(ba, be, bi);
            Vector512<ulong> ege = Chi(be, bi, bo);
            Vector512<ulong> egi = Chi(bi, bo, bu);
            Vector512<ulong> ego = Chi(bo, bu, ba);
            Vector512<ulong> egu = Chi(bu, ba, be);

            ba = Rotate(abe ^ te, 1);
            be = Rotate(agi ^ ti, 6);
            bi = Rotate(ako ^ to, 25);
            bo = Rotate(amu ^ tu, 8);
            bu = Rotate(asa ^ ta, 18);
            Vector512<ulong> eka = Chi(ba, be, bi);
            Vector512<ulong> eke = Chi(be, bi, bo);
            Vector512<ulong> eki = Chi(bi, bo, bu);
            Vector512<ulong> eko = Chi(bo, bu, ba);
            Vector512<ulong> eku = Chi(bu, ba, be);

            ba = Rotate(abu ^ tu, 27);
            be = Rotate(aga ^ ta, 36);
            bi = Rotate(ake ^ te, 10);
            bo = Rotate(ami ^ ti, 15);
            bu = Rotate(aso ^ to, 56);
            Vector512<ulong> ema = Chi(ba, be, bi);
            Vector512<ulong> eme = Chi(be, bi, bo);
            Vector512<ulong> emi = Chi(bi, bo, bu);
            Vector512<ulong> emo = Chi(bo, bu, ba);
            Vector512<ulong> emu = Chi(bu, ba, be);

            ba = Rotate(abi ^ ti, 62);
            be = Rotate(ago ^ to, 55);
            bi = Rotate(aku ^ tu, 39);
            bo = Rotate(ama ^ ta, 41);
            bu = Rotate(ase ^ te, 2);
            Vector512<ulong> esa = Chi(ba, be, bi);
            Vector512<ulong> ese = Chi(be, bi, bo);
            Vector512<ulong> esi = Chi(bi, bo, bu);
            Vector512<ulong> eso = Chi(bo, bu, ba);
            Vector512<ulong> esu = Chi(bu, ba, be);

            ca = Xor(eba, ega, Xor(eka, ema, esa));
            ce = Xor(ebe, ege, Xor(eke, eme, ese));
            ci = Xor(ebi, egi, Xor(eki, emi, esi));
            co = Xor(ebo, ego, Xor(eko, emo, eso));
            cu = Xor(ebu, egu, Xor(eku, emu, esu));
            ta = cu ^ Rotate(ce, 1);
            te = ca ^ Rotate(ci, 1);
            ti = ce ^ Rotate(co, 1);
            to = ci ^ Rotate(cu, 1);
            tu = co ^ Rotate(ca, 1);

            ba = eba ^ ta;
            be = Rotate(ege ^ te, 44);
            bi = Rotate(eki ^ ti, 43);
            bo = Rotate(emo ^ to, 21);
            bu = Rotate(esu ^ tu, 14);
            aba = Chi(ba, be, bi) ^ Vector512.Create(constants[round + 1]);
            abe = Chi(be, bi, bo);
            abi = Chi(bi, bo, bu);
            abo = Chi(bo, bu, ba);
            abu = Chi(bu, ba, be);

            ba = Rotate(ebo ^ to, 28);
            be = Rotate(egu ^ tu, 20);
            bi = Rotate(eka ^ ta, 3);
            bo = Rotate(eme ^ te, 45);
            bu = Rotate(esi ^ ti, 61);
            aga = Chi(ba, be, bi);
            age = Chi(be, bi, bo);
            agi = Chi(bi, bo, bu);
            ago = Chi(bo, bu, ba);
            agu = Chi(bu, ba, be);

            ba = Rotate(ebe ^ te, 1);
            be = Rotate(egi ^ ti, 6);
            bi = Rotate(eko ^ to, 25);
            bo = Rotate(emu ^ tu, 8);
            bu = Rotate(esa ^ ta, 18);
            aka = Chi(ba, be, bi);
            ake = Chi(be, bi, bo);
            aki = Chi(bi, bo, bu);
            ako = Chi(bo, bu, ba);
            aku = Chi(bu, ba, be);

            ba = Rotate(ebu ^ tu, 27);
            be = Rotate(ega ^ ta, 36);
            bi = Rotate(eke ^ te, 10);
            bo = Rotate(emi ^ ti, 15);
            bu = Rotate(eso ^ to, 56);
            ama = Chi(ba, be, bi);
            ame = Chi(be, bi, bo);
            ami = Chi(bi, bo, bu);
            amo = Chi(bo, bu, ba);
            amu = Chi(bu, ba, be);

            ba = Rotate(ebi ^ ti, 62);
            be = Rotate(ego ^ to, 55);
            bi = Rotate(eku ^ tu, 39);
            bo = Rotate(ema ^ ta, 41);
            bu = Rotate(ese ^ te, 2);
            asa = Chi(ba, be, bi);
            ase = Chi(be, bi, bo);
            asi = Chi(bi, bo, bu);
            aso = Chi(bo, bu, ba);
            asu = Chi(bu, ba, be);
        }

        words = aba;
        Unsafe.Add(ref words, 1) = abe;
        Unsafe.Add(ref words, 2) = abi;
        Unsafe.Add(ref words, 3) = abo;
        Unsafe.Add(ref words, 4) = abu;
        Unsafe.Add(ref words, 5) = aga;
        Unsafe.Add(ref words, 6) = age;
        Unsafe.Add(ref words, 7) = agi;
        Unsafe.Add(ref words, 8) = ago;
        Unsafe.Add(ref words, 9) = agu;
        Unsafe.Add(ref words, 10) = aka;
        Unsafe.Add(ref words, 11) = ake;
        Unsafe.Add(ref words, 12) = aki;
        Unsafe.Add(ref words, 13) = ako;
        Unsafe.Add(ref words, 14) = aku;
        Unsafe.Add(ref words, 15) = ama;
        Unsafe.Add(ref words, 16) = ame;
        Unsafe.Add(ref words, 17) = ami;
        Unsafe.Add(ref words, 18) = amo;
        Unsafe.Add(ref words, 19) = amu;
        Unsafe.Add(ref words, 20) = asa;
        Unsafe.Add(ref words, 21) = ase;
        Unsafe.Add(ref words, 22) = asi;
        Unsafe.Add(ref words, 23) = aso;
        Unsafe.Add(ref words, 24) = asu;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Rotate(Vector512<ulong> x, [ConstantExpected] byte count) =>
        Avx512F.RotateLeft(x, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Xor(Vector512<ulong> x, Vector512<ulong> y, Vector512<ulong> z) =>
        Avx512F.TernaryLogic(x, y, z, 0x96);

    // x ^ (~y & z)
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Chi(Vector512<ulong> x, Vector512<ulong> y, Vector512<ulong> z) =>
        Avx512F.TernaryLogic(x, y, z, 0xD2);
}
