using System.Diagnostics;
using System.Globalization;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Simulation.Chain;

namespace Weir.Benchmarks;

/// <summary>How fast the simulated chain is made and verified: blocks and transactions a second, one thread.</summary>
internal static class SimulationBenchmarks
{
    /// <param name="arguments">What <c>sim:</c> takes, as in <c>seed=1,blocks=50000</c>.</param>
    public static void Run(string arguments, TextWriter output)
    {
        SimulatedChainOptions options = SimulatedChainOptions.Parse(arguments);
        ChainGenerator generator = new(options);
        BlockVerifier verifier = new(VerifyLevel.Roots, options.ChainId);
        Dictionary<int, int> types = [];
        TimeSpan making = TimeSpan.Zero;
        TimeSpan verifying = TimeSpan.Zero;
        long transactions = 0;
        long logs = 0;
        for (long i = 0; i < options.Blocks; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Block block = generator.Next();
            making += Stopwatch.GetElapsedTime(start);
            start = Stopwatch.GetTimestamp();
            BlockVerdict verdict = verifier.Verify(block);
            verifying += Stopwatch.GetElapsedTime(start);
            if (verdict.IsBad)
            {
                output.WriteLine($"block {block.Header.Number}: {verdict.Detail}");
                return;
            }

            transactions += block.Transactions.Count;
            logs += block.Logs.Count;
            foreach (ref readonly Transaction transaction in block.Transactions.Rows)
            {
                types[transaction.Type] = types.GetValueOrDefault(transaction.Type) + 1;
            }

            if (i % Math.Max(1, options.Blocks / 10) == 0)
            {
                BlockHeader header = block.Header;
                output.WriteLine(
                    $"block {i}: base fee {header.BaseFeePerGas}, gas {header.GasUsed} of {header.GasLimit}, "
                    + $"{block.Transactions.Count} transactions, excess blob gas {header.ExcessBlobGas}");
            }
        }

        string counts =
            string.Join(", ", types.OrderBy(pair => pair.Key).Select(pair => $"type {pair.Key}: {pair.Value}"));
        output.WriteLine($"{transactions} transactions ({counts}), {logs} logs");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"made in {making.TotalSeconds:F1} s, {options.Blocks / making.TotalSeconds:F0} blocks/s, "
            + $"{transactions / making.TotalSeconds:F0} transactions/s; verified in {verifying.TotalSeconds:F1} s"));
    }
}
