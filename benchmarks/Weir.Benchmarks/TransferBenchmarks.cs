using System.Diagnostics;
using System.Globalization;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Protocols.Tokens;
using Weir.Ethereum.Transforms;

namespace Weir.Benchmarks;

/// <summary>
/// <c>transfers</c>: token-transfer decoding of 30,000 binary logs, 60 % ERC-20 Transfer, 25 % Uniswap V2 Swap, 15 % V3
/// Swap, into column batches; logs a second on one core, best of ten rounds.
/// </summary>
internal static class TransferBenchmarks
{
    private const int Blocks = 100;
    private const int LogsPerBlock = 300;
    private const int Rounds = 10;
    private const int Repeats = 20;

    private static readonly Hash32 SwapV2 = Keccak.Hash("Swap(address,uint256,uint256,uint256,uint256,address)"u8);
    private static readonly Hash32 SwapV3 = Keccak.Hash("Swap(address,address,int256,int256,uint160,uint128,int24)"u8);

    public static void Run(TextWriter output)
    {
        Random random = new(6);
        BlockRun run = new(1, [.. Enumerable.Range(0, Blocks).Select(number => MakeBlock(number, random))]);
        LogDecoding transform = new([new TokenTransferDecoder()]);
        BatchSet rows = new();
        double best = 0;
        long allocated = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Repeats; i++)
            {
                rows.Clear();
                transform.Transform(run, rows);
            }

            best = Math.Max(best, Repeats * Blocks * LogsPerBlock / Stopwatch.GetElapsedTime(start).TotalSeconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{best / 1e6:F1} M logs/s, {rows.Of(TokenTransferBatch.Table).RowCount} transfers of {Blocks * LogsPerBlock} logs, "
            + $"{(double)allocated / (Repeats * Blocks * LogsPerBlock):F3} bytes allocated a log"));
    }

    private static Block MakeBlock(int number, Random random)
    {
        Block block = new() { HasReceipts = true, HasTransactions = true };
        block.Header.Number = number;
        Span<byte> word = stackalloc byte[32];
        for (int i = 0; i < LogsPerBlock; i++)
        {
            double kind = random.NextDouble();
            (Hash32 signature, int words) = kind < 0.6 ? (TokenEvents.Transfer, 1) : kind < 0.85 ? (SwapV2, 4)
                : (SwapV3, 5);
            ref LogEntry log = ref block.Logs.Add();
            random.NextBytes(word);
            log.Address = new Address(word[..20]);
            log.TransactionHash = new Hash32(word);
            log.LogIndex = i;
            log.TransactionIndex = i / 3;
            log.BlockNumber = number;
            log.TopicCount = 3;
            log.Topics = block.Bytes.Reserve(3 * 32, out Span<byte> topics);
            topics.Clear();
            signature.Span.CopyTo(topics);
            random.NextBytes(topics[44..64]);
            random.NextBytes(topics[76..96]);
            log.Data = block.Bytes.Reserve(32 * words, out Span<byte> data);
            data.Clear();
            for (int j = 0; j < words; j++)
            {
                random.NextBytes(data.Slice((32 * j) + 20, 12));
            }
        }

        return block;
    }
}
