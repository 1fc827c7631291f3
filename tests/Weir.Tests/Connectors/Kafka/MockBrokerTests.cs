using Confluent.Kafka;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Pipeline;
using Weir.Simulation;
using Weir.Simulation.Chain;

namespace Weir.Tests.Connectors.Kafka;

/// <summary>What brokers answer at bad moments, by librdkafka's mock cluster: no broker is needed.</summary>
public sealed class MockBrokerTests
{
    // Kafka's protocol guide, API keys.
    private const short Produce = 0, InitProducerId = 22, AddPartitionsToTransaction = 24, EndTransaction = 26;

    private static readonly PipelineKey Ingest = new(SimulatedChainOptions.DefaultChainId, "ingest");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<short, ErrorCode> Passing => new()
    {
        { Produce, ErrorCode.NotLeaderForPartition },
        { Produce, ErrorCode.RequestTimedOut },
        { Produce, ErrorCode.NotEnoughReplicas },
        { InitProducerId, ErrorCode.GroupCoordinatorNotAvailable },
        { InitProducerId, ErrorCode.GroupLoadInProgress },
        { AddPartitionsToTransaction, ErrorCode.ConcurrentTransactions },
        { AddPartitionsToTransaction, ErrorCode.NotCoordinatorForGroup },
        { EndTransaction, ErrorCode.GroupLoadInProgress },
        { EndTransaction, ErrorCode.NotCoordinatorForGroup },
    };

    public static TheoryData<short, ErrorCode, string> Final => new()
    {
        { Produce, ErrorCode.TopicAuthorizationFailed, ErrorCodes.KafkaUnauthorized },
        { Produce, ErrorCode.MsgSizeTooLarge, ErrorCodes.MessageTooLarge },
        { AddPartitionsToTransaction, ErrorCode.TransactionalIdAuthorizationFailed, ErrorCodes.KafkaUnauthorized },
        { AddPartitionsToTransaction, ErrorCode.InvalidProducerEpoch, ErrorCodes.ProducerFenced },
        { EndTransaction, ErrorCode.InvalidProducerEpoch, ErrorCodes.ProducerFenced },
        { InitProducerId, ErrorCode.TransactionalIdAuthorizationFailed, ErrorCodes.KafkaUnauthorized },
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_waited_for_and_every_block_is_there_once(short request, ErrorCode error)
    {
        using MockBrokers brokers = Brokers();
        brokers.Fail(request, error, error);
        await using KafkaBlockSink sink = Sink(brokers);
        await sink.OpenAsync(new SinkRequest(Ingest, [], ProofGroups.Header), Token);
        await CommitAsync(sink, 3);
        Assert.Equal(3, Read(brokers.Address, "blockchain.blocks.raw").Select(message => message.Key).Distinct().Count());
        IngestProgress progress = IngestProgress.Parse(Read(brokers.Address, "weir.ingest.progress")[^1].Value);
        Assert.Equal((1, 2), (progress.State.Sequence, progress.State.Position!.Block!.Value.Number));
    }

    [Theory]
    [MemberData(nameof(Final))]
    public async Task What_does_not_pass_is_one_clear_error(short request, ErrorCode error, string code)
    {
        using MockBrokers brokers = Brokers();
        await using KafkaBlockSink sink = Sink(brokers);
        brokers.Fail(request, error);
        EventDeliveryException failure = await Assert.ThrowsAsync<EventDeliveryException>(async () =>
        {
            await sink.OpenAsync(new SinkRequest(Ingest, [], ProofGroups.Header), Token);
            await CommitAsync(sink, 3);
        });
        Assert.Equal(code, failure.Code);
        Assert.False(failure.IsTransient);
        Assert.Contains(brokers.Address, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blocks_are_spread_over_brokers_and_come_back_whole_in_either_envelope()
    {
        using MockBrokers brokers = Brokers();
        await using KafkaBlockSink sink = Sink(brokers);
        await sink.OpenAsync(new SinkRequest(Ingest, [], ProofGroups.Header), Token);
        await CommitAsync(sink, 5);
        BlockMessageReader reader = new(Ingest.ChainId);
        long[] numbers =
        [
            .. Read(brokers.Address, "blockchain.blocks.raw").Select(
                message => reader.Read(message.Value, MessageHeaders.IsProtobuf(message.Headers)).Block!.Header.Number),
        ];
        Assert.Equal([0, 1, 2, 3, 4], numbers);
        Assert.Equal(3, brokers.Address.Split(',').Length);
    }

    private static MockBrokers Brokers()
    {
        MockBrokers brokers = new();
        foreach (string topic in (string[])["blockchain.blocks.raw", "chain.reorgs", "weir.ingest.progress"])
        {
            brokers.Create(topic);
        }

        return brokers;
    }

    private static KafkaBlockSink Sink(MockBrokers brokers) => new(
        new KafkaBlockOptions
        {
            BootstrapServers = brokers.Address,
            Contents = KafkaBlockContents.None,
            Envelope = KafkaEnvelope.Protobuf,
        },
        TimeProvider.System);

    private static async Task CommitAsync(KafkaBlockSink sink, long blocks)
    {
        SimulatedSource source = new(new SimulatedChainOptions { Seed = 1, Blocks = blocks }, TimeProvider.System);
        await foreach (ChainUpdate<BlockRun> update in source.ReadAsync(SinkState.Empty, Token))
        {
            await sink.CommitAsync(new Commit(1, update.Position, [], update.Appended, []), update.Raw, Token);
        }
    }

    private static List<Message<byte[], byte[]>> Read(string address, string topic)
    {
        ConsumerConfig config = new()
        {
            BootstrapServers = address,
            GroupId = "test",
            EnablePartitionEof = true,
            FetchWaitMaxMs = 20,
        };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        List<Message<byte[], byte[]>> messages = [];
        while (consumer.Consume(TimeSpan.FromSeconds(20)) is { IsPartitionEOF: false } result)
        {
            messages.Add(result.Message);
        }

        return messages;
    }
}
