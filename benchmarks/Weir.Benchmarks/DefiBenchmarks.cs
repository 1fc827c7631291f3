using System.Globalization;
using System.IO.Compression;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;
using Weir.Ethereum.Protocols;
using Weir.Ethereum.Protocols.Tokens;
using Weir.Ethereum.Transforms;

namespace Weir.Benchmarks;

/// <summary>
/// <c>defi</c>: the logs of a folder's blocks to DeFi facts with all decoders, and to token transfers alone by the pass
/// as it is and as it was before protocols, in turns; <c>traces</c>: files with traces to facts, reading included.
/// </summary>
internal static class DefiBenchmarks
{
    private const int Rounds = 15;

    public static void Logs(string folder, TextWriter output)
    {
        Block[] blocks = [.. Read(folder).Where(block => block.Logs.Count > 0)];
        using BlockRun run = new(1, blocks);
        long logs = blocks.Sum(block => block.Logs.Count);
        int repeats = (int)Math.Max(1, 2_000_000 / logs);
        LogDecoding all = new([new TokenTransferDecoder(), .. Registry.CreateDecoders()]);
        LogDecoding now = new([new TokenTransferDecoder()]);
        TransfersBefore before = new();
        double facts = 0;
        List<double> ratios = [];
        double bestNow = 0;
        double bestBefore = 0;
        for (int round = 0; round < Rounds; round++)
        {
            facts = Math.Max(facts, Measure(all, run, repeats, logs));
            double second = Measure(now, run, repeats, logs);
            double first = Measure(before, run, repeats, logs);
            bestNow = Math.Max(bestNow, second);
            bestBefore = Math.Max(bestBefore, first);
            ratios.Add(second / first);
        }

        ratios.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"facts, all decoders: {facts / 1e6:F1} M logs per CPU-second ({logs} logs of {blocks.Length} blocks); transfers alone: "
            + $"{bestNow / 1e6:F1} M, before {bestBefore / 1e6:F1}; median of the ratios {ratios[Rounds / 2]:F2}"));
    }

    public static void Traces(string folder, TextWriter output)
    {
        byte[][] files = [.. Files(folder).Select(Unzip)];
        BlockFileJson json = new();
        IReadOnlyList<ITransform<BlockRun>> transforms = Decoders.For(
            [DexTradeBatch.Table, LendingEventBatch.Table, FlashLoanBatch.Table, NftTradeBatch.Table]);
        BatchSet rows = new();
        double best = 0;
        double bestFacts = 0;
        long traces = 0;
        for (int round = 0; round < Rounds; round++)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            List<Block> blocks = [];
            foreach (byte[] file in files)
            {
                json.Read(file, blocks);
            }

            TimeSpan read = Environment.CpuUsage.TotalTime;
            rows.Clear();
            using BlockRun run = new(1, blocks);
            foreach (ITransform<BlockRun> transform in transforms)
            {
                transform.Transform(run, rows);
            }

            TimeSpan end = Environment.CpuUsage.TotalTime;
            traces = blocks.Sum(block => block.Traces.Count);
            best = Math.Max(best, traces / (end - start).TotalSeconds);
            bestFacts = Math.Max(bestFacts, traces / (end - read).TotalSeconds);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{best:N0} traces per CPU-second with the reading of the JSON, {bestFacts:N0} without "
            + $"({traces} traces of {files.Length} blocks, {rows.Of(DexTradeBatch.Table).RowCount} swaps)"));
    }

    private static double Measure(ITransform<BlockRun> transform, BlockRun run, int repeats, long logs)
    {
        BatchSet rows = new();
        transform.Transform(run, rows);
        TimeSpan start = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < repeats; i++)
        {
            rows.Clear();
            transform.Transform(run, rows);
        }

        return repeats * logs / (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    /// <summary>The blocks of a folder, as verification would complete them.</summary>
    public static IEnumerable<Block> Read(string folder)
    {
        BlockFileJson json = new();
        foreach (string path in Files(folder))
        {
            List<Block> blocks = [];
            json.Read(Unzip(path), blocks);
            foreach (Block block in blocks)
            {
                Complete(block);
                yield return block;
            }
        }
    }

    // What verification would complete: the places that a node may leave out.
    private static void Complete(Block block)
    {
        for (int i = 0; i < block.Receipts.Count; i++)
        {
            foreach (ref LogEntry log in block.Logs.Rows.Slice(block.Receipts[i].LogStart, block.Receipts[i].LogCount))
            {
                log.TransactionIndex = i;
            }
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.json.gz").Order(StringComparer.Ordinal);

    private static byte[] Unzip(string path)
    {
        using GZipStream gzip = new(File.OpenRead(path), CompressionMode.Decompress);
        using MemoryStream plain = new();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>The pass over the logs as it was when token transfers were all that it made.</summary>
    private sealed class TransfersBefore : ITransform<BlockRun>
    {
        private readonly TokenTransferDecoder _decoder = new();
        private readonly TopicTable _topics;

        public TransfersBefore() => _topics = new TopicTable([_decoder]);

        public IReadOnlyList<TableSchema> Outputs { get; } = [TokenTransferBatch.Table];

        public void Transform(BlockRun raw, BatchSet output)
        {
            _decoder.Begin(output);
            foreach (Block block in raw.Blocks)
            {
                BlockStamp stamp = BlockStamps.Of(raw.ChainId, block.Header);
                foreach (ref readonly LogEntry log in block.Logs.Rows)
                {
                    if (log.TopicCount > 0)
                    {
                        Dispatch(new LogRow(block, stamp, log));
                    }
                }
            }
        }

        private void Dispatch(in LogRow log)
        {
            foreach (ref readonly TopicTable.Listener listener in _topics.Find(log.Topics[..Hash32.Length]))
            {
                if (listener.Addresses?.Contains(log.Log.Address) != false)
                {
                    _decoder.Decode(log);
                }
            }
        }
    }
}
