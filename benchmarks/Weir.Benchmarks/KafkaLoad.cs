using System.Diagnostics;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Simulation;
using Weir.Simulation.Chain;

namespace Weir.Benchmarks;

/// <summary>
/// <c>kafka-load BROKERS FILE [blocks]</c>: messages into the block topic in transactions, ready ones and such that are
/// written on the way, and out of it again, as they are and decoded and proven; the messages go into the file too, a
/// line each, for Kafka's own tools.
/// </summary>
internal static class KafkaLoad
{
    public static async Task<int> RunAsync(string[] args)
    {
        int blocks = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5_000;
        KafkaBlockOptions options = Options(args[0], "load");
        List<ChainUpdate<BlockRun>> updates = [];
        SimulatedSource source = new(
            new SimulatedChainOptions { Seed = 1, Blocks = blocks, TransactionsPerBlock = 20 }, TimeProvider.System,
            VerifyLevel.Off);
        await foreach (ChainUpdate<BlockRun> update in source.ReadAsync(SinkState.Empty, CancellationToken.None))
        {
            updates.Add(update);
        }

        long bytes = WriteMessages(args[1], updates);
        KafkaBlockOptions other = Options(args[0], "ready");
        byte[][] ready = [.. (await File.ReadAllTextAsync(args[1])).TrimEnd('\n').Split('\n').Select(Encoding.UTF8.GetBytes)];
        double moved = await ProduceAsync(new ReadySink(other, ready), updates);
        double produced = await ProduceAsync(new KafkaBlockSink(options, TimeProvider.System), updates);
        double consumed = await ConsumeAsync(options, blocks, static _ => { });
        BlockMessageReader reader = new(SimulatedChainOptions.DefaultChainId);
        BlockVerifier verifier = new(VerifyLevel.Roots, SimulatedChainOptions.DefaultChainId);
        double proven = await ConsumeAsync(options, blocks, message =>
        {
            if (verifier.Verify(reader.Read(message.Message.Value, isProtobuf: false).Block!).IsBad)
            {
                throw new InvalidOperationException("A block does not prove.");
            }
        });
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"messages\":{blocks},\"bytes\":{bytes},\"ready_s\":{moved:F3},\"produce_s\":{produced:F3},\"consume_s\":{consumed:F3},\"proven_s\":{proven:F3}}}"));
        return 0;
    }

    private static KafkaBlockOptions Options(string brokers, string name) => new()
    {
        BootstrapServers = brokers,
        TopicPrefix = $"{name}{Stopwatch.GetTimestamp()}.",
        Contents = KafkaBlockContents.None,
    };

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

    private static async Task<double> ProduceAsync(KafkaCommitSink open, List<ChainUpdate<BlockRun>> updates)
    {
        await using KafkaCommitSink sink = open;
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
    private static async Task<double> ConsumeAsync(
        KafkaBlockOptions options, int messages, Action<KafkaMessage> use)
    {
        long began = 0;
        long ended = 0;
        int seen = 0;
        KafkaBlockConsumer consumer = new(options, $"load{Stopwatch.GetTimestamp()}", async partition =>
        {
            await foreach (KafkaMessage message in partition.ReadAsync(-1, CancellationToken.None))
            {
                began = seen++ == 0 ? Stopwatch.GetTimestamp() : began;
                use(message);
                ended = Stopwatch.GetTimestamp();
            }
        });
        await consumer.RunAsync(isToEnd: true, CancellationToken.None);
        return seen == messages ? Stopwatch.GetElapsedTime(began, ended).TotalSeconds
            : throw new InvalidOperationException($"{seen} of {messages} messages came.");
    }

    // What a sink does but for the writing of messages, which are ready.
    private sealed class ReadySink(KafkaBlockOptions options, byte[][] messages)
        : KafkaCommitSink(options, TimeProvider.System, null)
    {
        private int _next;

        protected override Task PrepareAsync(SinkRequest request, CancellationToken cancellationToken) =>
            new KafkaTopicSet(Options, Topics).EnsureAsync(cancellationToken);

        protected override async Task SendAsync(
            Commit commit, BlockRun? raw, double ingestedAt, CancellationToken cancellationToken)
        {
            foreach (AppendedBlock block in commit.Appended)
            {
                await ProduceAsync(
                    new TopicPartition(Topics.Blocks, 0), Encoding.ASCII.GetBytes(block.Hash.ToString()), messages[_next++],
                    Headers, cancellationToken);
            }
        }
    }
}
