using System.Globalization;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Transforms.Mev;
using Weir.Simulation.Chain;

namespace Weir.Benchmarks;

/// <summary>
/// <c>mev</c>: decoded blocks to findings, prices and pools' features, of a folder's blocks and of a simulated chain
/// with actors; decoding is not counted.
/// </summary>
internal static class MevBenchmarks
{
    private const int Rounds = 15;
    private const int SimulatedBlocks = 400;

    public static void Run(string folder, TextWriter output)
    {
        Write("real", 1, [.. DefiBenchmarks.Read(folder).Where(block => block.Logs.Count > 0)], output);
        ChainGenerator generator = new(SimulatedChainOptions.Default with { HasActors = true });
        Write(
            "simulated", SimulatedChainOptions.DefaultChainId,
            [.. Enumerable.Range(0, SimulatedBlocks).Select(_ => generator.Next())], output);
    }

    private static void Write(string name, long chainId, Block[] blocks, TextWriter output)
    {
        using BlockRun run = new(chainId, blocks);
        BatchSet rows = new();
        foreach (ITransform<BlockRun> transform in Decoders.For([MevBatch.Table]))
        {
            if (transform is not MevTransform)
            {
                transform.Transform(run, rows);
            }
        }

        MevTransform mev = new();
        double best = 0;
        for (int round = 0; round < Rounds; round++)
        {
            mev.Outputs.ToList().ForEach(table => rows.Of(table).Clear());
            TimeSpan start = Environment.CpuUsage.TotalTime;
            mev.Transform(run, rows);
            best = Math.Max(best, blocks.Length / (Environment.CpuUsage.TotalTime - start).TotalSeconds);
        }

        int swaps = rows.Of(DexTradeBatch.Table).RowCount;
        int found = rows.Of(MevBatch.Table).RowCount;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {best:N0} blocks per CPU-second ({blocks.Length} blocks, {swaps} swaps, {found} findings)"));
    }
}
