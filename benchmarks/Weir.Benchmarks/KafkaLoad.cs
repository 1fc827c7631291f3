using System.Diagnostics;
using System.Globalization;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Pipeline;
using Weir.Simulation;
using Weir.Simulation.Chain;

namespace Weir.Benchmarks;

/// <summary>
/// <c>kafka-load BROKERS FILE [blocks]</c>: blocks into the block topic in transactions, and out of it again, without
/// decoding; the messages go into the file too, a line each, for Kafka's own tools.
/// </summary>
internal static class KafkaLoad
{
    public static async Task<int> RunAsync(string[] args)
    {
        int blocks = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5_000;
        KafkaBlockOptions options = new()
        {
            BootstrapServers = args[0],
            TopicPrefix = $"load{Stopwatch.GetTimestamp()}.",
            Contents = KafkaBlockContents.None,
        };
        List<ChainUpdate<BlockRun>> updates = [];
        SimulatedSource source = new(
            new SimulatedChainOptions { Seed = 1, Blocks = blocks, TransactionsPerBlock = 20 }, TimeProvider.System,
            Ethereum.Verification.VerifyLevel.Off);
        await foreach (ChainUpdate<BlockRun> update in source.ReadAsync(SinkState.Empty, CancellationToken.None))
        {
            updates.Add(update);
        }

        long bytes = WriteMessages(args[1], updates);
        double produced = await ProduceAsync(options, updates);
        double consumed = await ConsumeAsync(options, blocks);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"messages\":{blocks},\"bytes\":{bytes},\"produce_s\":{produced:F3},\"consume_s\":{consumed:F3}}}"));
        return 0;
    }

    private static long WriteMessages(string path, List<ChainUpdate<BlockRun>> updates)
    {
        BlockEnvelope envelope = new(SimulatedChainOptions.DefaultChainId, "simulated");
        long bytes = 0;
        using FileStream file = File.Create(path);
        foreach (Block block in updates.SelectMany(update => update.Raw!.Blocks))
        {
            ReadOnlySpan<byte> message = envelope.Block(block, 0).Span;
            file.Write(message);
            file.WriteByte((byte)'\n');
            bytes += message.Length;
        }

        return bytes;
    }

    private static async Task<double> ProduceAsync(KafkaBlockOptions options, List<ChainUpdate<BlockRun>> updates)
    {
        await using KafkaBlockSink sink = new(options, TimeProvider.System);
        await sink.OpenAsync(
            new SinkRequest(
                new PipelineKey(SimulatedChainOptions.DefaultChainId, "ingest"), [], ProofGroups.None),
            CancellationToken.None);
        long sequence = 0;
        long began = Stopwatch.GetTimestamp();
        foreach (ChainUpdate<BlockRun> update in updates)
        {
            await sink.CommitAsync(
                new Commit(++sequence, update.Position, [], update.Appended, []), update.Raw, CancellationToken.None);
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    // From the first message on: joining the group is not the reading.
    private static async Task<double> ConsumeAsync(KafkaBlockOptions options, int messages)
    {
        long began = 0;
        long ended = 0;
        int seen = 0;
        KafkaBlockConsumer consumer = new(options, "load", async partition =>
        {
            await foreach (KafkaMessage _ in partition.ReadAsync(-1, CancellationToken.None))
            {
                began = seen++ == 0 ? Stopwatch.GetTimestamp() : began;
                ended = Stopwatch.GetTimestamp();
            }
        });
        await consumer.RunAsync(isToEnd: true, CancellationToken.None);
        return seen == messages ? Stopwatch.GetElapsedTime(began, ended).TotalSeconds
            : throw new InvalidOperationException($"{seen} of {messages} messages came.");
    }
}
