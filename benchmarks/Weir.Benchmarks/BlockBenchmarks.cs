using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;
using Weir.Ethereum.Verification;

namespace Weir.Benchmarks;

/// <summary>
/// <c>blocks FOLDER</c>: JSON answers to verified blocks, one thread, in MB/s of JSON, beside the limit: a bare
/// <see cref="Utf8JsonReader"/> pass over the same bytes plus our own Keccak over the bytes that must be hashed.
/// </summary>
internal static class BlockBenchmarks
{
    private const int Rounds = 7;
    private const long BytesPerRound = 150_000_000;

    public static void Run(string folder, TextWriter output)
    {
        List<byte[]> files = ReadWhole(folder);
        long bytes = files.Sum(file => (long)file.Length);
        BlockFileJson json = new();
        BlockVerifier verifier = new(VerifyLevel.Roots, 1);
        List<Block> blocks = [];
        MessageList messages = new();
        foreach (byte[] file in files)
        {
            json.Read(file, blocks);
            verifier.Verify(blocks[^1]);
            messages.AddBlock(blocks[^1]);
        }

        int repeats = (int)Math.Max(1, BytesPerRound / bytes);
        double[] seconds = BestOfEach(
            repeats,
            () => files.ForEach(ReadBare),
            messages.Hash,
            () => files.ForEach(file => json.Read(file, Emptied(blocks))),
            () => VerifyAll(files, json, verifier, blocks));
        (double read, double hash, double parse, double whole) = (seconds[0], seconds[1], seconds[2], seconds[3]);
        double mega = bytes / 1e6;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{files.Count} whole blocks, {mega:F1} MB of JSON, {messages.Count} messages of {messages.Length / 1e6:F1} MB to hash"));
        output.WriteLine("| pass | MB/s of JSON |");
        output.WriteLine("|---|---|");
        foreach ((string name, double time) in new[]
        {
            ("bare Utf8JsonReader", read), ("Keccak of what must be hashed", hash), ("both: the limit", read + hash),
            ("JSON to blocks", parse), ("JSON to verified blocks", whole),
        })
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {mega / time:F0} |"));
        }

        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"share of the limit: {(read + hash) / whole:P0}"));
    }

    private static void VerifyAll(List<byte[]> files, BlockFileJson json, BlockVerifier verifier, List<Block> blocks)
    {
        foreach (byte[] file in files)
        {
            json.Read(file, Emptied(blocks));
            if (verifier.Verify(blocks[0]).IsBad)
            {
                throw new InvalidOperationException("A block is bad.");
            }
        }
    }

    // The files whose block came with transactions and receipts and proves itself.
    private static List<byte[]> ReadWhole(string folder)
    {
        List<byte[]> files = [];
        BlockVerifier verifier = new(VerifyLevel.Roots, 1);
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            using FileStream file = File.OpenRead(path);
            using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(file, CompressionMode.Decompress) : file;
            using MemoryStream memory = new();
            plain.CopyTo(memory);
            List<Block> blocks = [];
            byte[] answer = WithoutTraces(memory.ToArray());
            new BlockFileJson().Read(answer, blocks);
            if (blocks.Count == 1 && verifier.Verify(blocks[0]).Proven.HasFlag(
                Core.ProofGroups.Receipts | Core.ProofGroups.Transactions))
            {
                files.Add(answer);
            }
        }

        return files.Count > 0 ? files : throw new ArgumentException($"No whole blocks in {folder}.", nameof(folder));
    }

    // As a node sends it: compact, and without the traces that some files carry.
    private static byte[] WithoutTraces(byte[] file)
    {
        using JsonDocument document = JsonDocument.Parse(file);
        using MemoryStream plain = new();
        using (Utf8JsonWriter writer = new(plain))
        {
            writer.WriteStartObject();
            foreach (JsonProperty part in document.RootElement.EnumerateObject().Where(
                part => part.Name is "block" or "receipts"))
            {
                part.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return plain.ToArray();
    }

    private static List<Block> Emptied(List<Block> blocks)
    {
        blocks.Clear();
        return blocks;
    }

    private static void ReadBare(byte[] file)
    {
        Utf8JsonReader reader = new(file);
        while (reader.Read())
        {
        }
    }

    // Round by round all passes, so that a busy moment of the machine meets them alike.
    private static double[] BestOfEach(int repeats, params Action[] passes)
    {
        double[] best = new double[passes.Length];
        Array.Fill(best, double.MaxValue);
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < passes.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int j = 0; j < repeats; j++)
                {
                    passes[i]();
                }

                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(start).TotalSeconds / repeats);
            }
        }

        return best;
    }
}
