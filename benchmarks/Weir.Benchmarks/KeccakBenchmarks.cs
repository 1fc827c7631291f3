using System.Diagnostics;
using System.Globalization;
using Org.BouncyCastle.Crypto.Digests;
using Weir.Ethereum.Hashing;

namespace Weir.Benchmarks;

/// <summary>
/// Keccak-256 in MB/s (10^6 bytes of message): one message after the other and side by side, beside BouncyCastle on the
/// same bytes in the same run. Each figure is the best of five rounds.
/// </summary>
internal static class KeccakBenchmarks
{
    private const int Rounds = 5;
    private const long BytesPerRound = 16_000_000;

    public static void Run(TextWriter output)
    {
        output.WriteLine($"lanes: {(KeccakLanes512.IsSupported ? 8 : KeccakLanes256.IsSupported ? 4 : 1)}");
        output.WriteLine("| messages | scalar | 4 lanes | side by side | BouncyCastle | side by side / BouncyCastle |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (int size in (ReadOnlySpan<int>)[32, 136, 1024, 65536])
        {
            int[] sizes = new int[Math.Max(8, 1_000_000 / size)];
            sizes.AsSpan().Fill(size);
            Measure($"{size} B", sizes, output);
        }

        Measure("a block's transactions and receipts", BlockSizes(), output);
    }

    // 200 transactions and 200 receipts as mainnet has them: a fifth plain transfers (110 B), most calls of 150 to 600
    // B, a few of several KB; receipts of 270 B (no log) to a few KB.
    private static int[] BlockSizes()
    {
        Random random = new(4);
        int[] sizes = new int[400];
        for (int i = 0; i < 200; i++)
        {
            double kind = random.NextDouble();
            sizes[i] = kind < 0.2 ? 115 : kind < 0.9 ? random.Next(150, 600) : random.Next(1_000, 8_000);
            sizes[200 + i] = 270 + (kind < 0.25 ? 0 : random.Next(1, 12) * 150);
        }

        return sizes;
    }

    private static void Measure(string name, int[] sizes, TextWriter output)
    {
        int[] ends = new int[sizes.Length];
        int length = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            length += sizes[i];
            ends[i] = length;
        }

        byte[] buffer = new byte[length];
        new Random(5).NextBytes(buffer);
        byte[] digests = new byte[32 * sizes.Length];
        double scalar = Best(length, () => KeccakMany.HashOneByOne(new KeccakMessages(buffer, [], ends), digests));
        double four = KeccakLanes256.IsSupported
            ? Best(length, () => KeccakLaneRun<KeccakLanes256>.Hash(new KeccakMessages(buffer, [], ends), digests))
            : double.NaN;
        double many = Best(length, () => KeccakMany.Hash(buffer, ends, digests));
        KeccakDigest castle = new(256);
        double bouncyCastle = Best(length, () => HashWithBouncyCastle(castle, buffer, ends, digests));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {scalar:F0} | {four:F0} | {many:F0} | {bouncyCastle:F0} | {many / bouncyCastle:F1} |"));
    }

    private static void HashWithBouncyCastle(KeccakDigest digest, byte[] buffer, int[] ends, byte[] digests)
    {
        for (int i = 0, start = 0; i < ends.Length; start = ends[i++])
        {
            digest.BlockUpdate(buffer, start, ends[i] - start);
            digest.DoFinal(digests, 32 * i);
        }
    }

    private static double Best(int length, Action hash)
    {
        long repeats = Math.Max(1, BytesPerRound / length);
        double best = 0;
        for (int round = 0; round <= Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (long i = 0; i < repeats; i++)
            {
                hash();
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            best = Math.Max(best, repeats * length / 1e6 / seconds);
        }

        return best;
    }
}
