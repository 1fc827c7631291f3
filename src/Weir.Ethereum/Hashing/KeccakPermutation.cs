using System.Runtime.CompilerServices;
using static System.Numerics.BitOperations;

namespace Weir.Ethereum.Hashing;

/// <summary>The permutation Keccak-f[1600] (FIPS 202, section 3.3) on one state of 25 words.</summary>
/// <remarks>
/// Lanes are named as in the XKCP: first the state (a, e in turn), then the row (b g k m s), then the column (a e i o
/// u).
/// Two rounds a step, so that no lane is ever copied. <c>~x &amp; y</c> becomes one ANDN instruction.
/// </remarks>
internal static class KeccakPermutation
{
    /// <summary>The number of rounds.</summary>
    public const int Rounds = 24;

    /// <summary>The constants of the step iota.</summary>
    public static ReadOnlySpan<ulong> RoundConstants =>
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B,
        0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088, 0x0000000080008009,
        0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002,
        0x8000000000000080,
        0x000000000000800A, 0x800000008000000A, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001,
        0x8000000080008008,
    ];

    /// <summary>Permutes the 25 words in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Permute(Span<ulong> state)
    {
        state = state[..25];
        ReadOnlySpan<ulong> constants = RoundConstants;
        ulong aba = state[0];
        ulong abe = state[1];
        ulong abi = state[2];
        ulong abo = state[3];
        ulong abu = state[4];
        ulong aga = state[5];
        ulong age = state[6];
        ulong agi = state[7];
        ulong ago = state[8];
        ulong agu = state[9];
        ulong aka = state[10];
        ulong ake = state[11];
        ulong aki = state[12];
        ulong ako = state[13];
        ulong aku = state[14];
        ulong ama = state[15];
        ulong ame = state[16];
        ulong ami = state[17];
        ulong amo = state[18];
        ulong amu = state[19];
        ulong asa = state[20];
        ulong ase = state[21];
        ulong asi = state[22];
        ulong aso = state[23];
        ulong asu = state[24];
        for (int round = 0; round < Rounds; round += 2)
        {
            ulong ca = aba ^ aga ^ aka ^ ama ^ asa;
            ulong ce = abe ^ age ^ ake ^ ame ^ ase;
            ulong ci = abi ^ agi ^ aki ^ ami ^ asi;
            ulong co = abo ^ ago ^ ako ^ amo ^ aso;
            ulong cu = abu ^ agu ^ aku ^ amu ^ asu;
            ulong ta = cu ^ RotateLeft(ce, 1);
            ulong te = ca ^ RotateLeft(ci, 1);
            ulong ti = ce ^ RotateLeft(co, 1);
            ulong to = ci ^ RotateLeft(cu, 1);
            ulong tu = co ^ RotateLeft(ca, 1);

            ulong ba = aba ^ ta;
            ulong be = RotateLeft(age ^ te, 44);
            ulong bi = RotateLeft(aki ^ ti, 43);
            ulong bo = RotateLeft(amo ^ to, 21);
            ulong bu = RotateLeft(asu ^ tu, 14);
            ulong eba = ba ^ (~be & bi) ^ constants[round];
            ulong ebe = be ^ (~bi & bo);
            ulong ebi = bi ^ (~bo & bu);
            ulong ebo = bo ^ (~bu & ba);
            ulong ebu = bu ^ (~ba & be);

            ba = RotateLeft(abo ^ to, 28);
            be = RotateLeft(agu ^ tu, 20);
            bi = RotateLeft(aka ^ ta, 3);
            bo = RotateLeft(ame ^ te, 45);
            bu = RotateLeft(asi ^ ti, 61);
            ulong ega = ba ^ (~be & bi);
            ulong ege = be ^ (~bi & bo);
            ulong egi = bi ^ (~bo & bu);
            ulong ego = bo ^ (~bu & ba);
            ulong egu = bu ^ (~ba & be);

            ba = RotateLeft(abe ^ te, 1);
            be = RotateLeft(agi ^ ti, 6);
            bi = RotateLeft(ako ^ to, 25);
            bo = RotateLeft(amu ^ tu, 8);
            bu = RotateLeft(asa ^ ta, 18);
            ulong eka = ba ^ (~be & bi);
            ulong eke = be ^ (~bi & bo);
            ulong eki = bi ^ (~bo & bu);
            ulong eko = bo ^ (~bu & ba);
            ulong eku = bu ^ (~ba & be);

            ba = RotateLeft(abu ^ tu, 27);
            be = RotateLeft(aga ^ ta, 36);
            bi = RotateLeft(ake ^ te, 10);
            bo = RotateLeft(ami ^ ti, 15);
            bu = RotateLeft(aso ^ to, 56);
            ulong ema = ba ^ (~be & bi);
            ulong eme = be ^ (~bi & bo);
            ulong emi = bi ^ (~bo & bu);
            ulong emo = bo ^ (~bu & ba);
            ulong emu = bu ^ (~ba & be);

            ba = RotateLeft(abi ^ ti, 62);
            be = RotateLeft(ago ^ to, 55);
            bi = RotateLeft(aku ^ tu, 39);
            bo = RotateLeft(ama ^ ta, 41);
            bu = RotateLeft(ase ^ te, 2);
            ulong esa = ba ^ (~be & bi);
            ulong ese = be ^ (~bi & bo);
            ulong esi = bi ^ (~bo & bu);
            ulong eso = bo ^ (~bu & ba);
            ulong esu = bu ^ (~ba & be);

            ca = eba ^ ega ^ eka ^ ema ^ esa;
            ce = ebe ^ ege ^ eke ^ eme ^ ese;
            ci = ebi ^ egi ^ eki ^ emi ^ esi;
            co = ebo ^ ego ^ eko ^ emo ^ eso;
            cu = ebu ^ egu ^ eku ^ emu ^ esu;
            ta = cu ^ RotateLeft(ce, 1);
            te = ca ^ RotateLeft(ci, 1);
            ti = ce ^ RotateLeft(co, 1);
            to = ci ^ RotateLeft(cu, 1);
            tu = co ^ RotateLeft(ca, 1);

            ba = eba ^ ta;
            be = RotateLeft(ege ^ te, 44);
            bi = RotateLeft(eki ^ ti, 43);
            bo = RotateLeft(emo ^ to, 21);
            bu = RotateLeft(esu ^ tu, 14);
            aba = ba ^ (~be & bi) ^ constants[round + 1];
            abe = be ^ (~bi & bo);
            abi = bi ^ (~bo & bu);
            abo = bo ^ (~bu & ba);
            abu = bu ^ (~ba & be);

            ba = RotateLeft(ebo ^ to, 28);
            be = RotateLeft(egu ^ tu, 20);
            bi = RotateLeft(eka ^ ta, 3);
            bo = RotateLeft(eme ^ te, 45);
            bu = RotateLeft(esi ^ ti, 61);
            aga = ba ^ (~be & bi);
            age = be ^ (~bi & bo);
            agi = bi ^ (~bo & bu);
            ago = bo ^ (~bu & ba);
            agu = bu ^ (~ba & be);

            ba = RotateLeft(ebe ^ te, 1);
            be = RotateLeft(egi ^ ti, 6);
            bi = RotateLeft(eko ^ to, 25);
            bo = RotateLeft(emu ^ tu, 8);
            bu = RotateLeft(esa ^ ta, 18);
            aka = ba ^ (~be & bi);
            ake = be ^ (~bi & bo);
            aki = bi ^ (~bo & bu);
            ako = bo ^ (~bu & ba);
            aku = bu ^ (~ba & be);

            ba = RotateLeft(ebu ^ tu, 27);
            be = RotateLeft(ega ^ ta, 36);
            bi = RotateLeft(eke ^ te, 10);
            bo = RotateLeft(emi ^ ti, 15);
            bu = RotateLeft(eso ^ to, 56);
            ama = ba ^ (~be & bi);
            ame = be ^ (~bi & bo);
            ami = bi ^ (~bo & bu);
            amo = bo ^ (~bu & ba);
            amu = bu ^ (~ba & be);

            ba = RotateLeft(ebi ^ ti, 62);
            be = RotateLeft(ego ^ to, 55);
            bi = RotateLeft(eku ^ tu, 39);
            bo = RotateLeft(ema ^ ta, 41);
            bu = RotateLeft(ese ^ te, 2);
            asa = ba ^ (~be & bi);
            ase = be ^ (~bi & bo);
            asi = bi ^ (~bo & bu);
            aso = bo ^ (~bu & ba);
            asu = bu ^ (~ba & be);
        }

        state[0] = aba;
        state[1] = abe;
        state[2] = abi;
        state[3] = abo;
        state[4] = abu;
        state[5] = aga;
        state[6] = age;
        state[7] = agi;
        state[8] = ago;
        state[9] = agu;
        state[10] = aka;
        state[11] = ake;
        state[12] = aki;
        state[13] = ako;
        state[14] = aku;
        state[15] = ama;
        state[16] = ame;
        state[17] = ami;
        state[18] = amo;
        state[19] = amu;
        state[20] = asa;
        state[21] = ase;
        state[22] = asi;
        state[23] = aso;
        state[24] = asu;
    }
}
