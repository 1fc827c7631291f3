using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Pipeline;
using Weir.Simulation;
using Weir.Simulation.Chain;

namespace Weir.IntegrationTests.Kafka;

/// <summary>What a broker refuses is one clear error, and nothing of the transaction is to be read.</summary>
[Collection(KafkaBroker.Collection)]
public sealed class KafkaRightsIntegrationTests(KafkaBroker broker)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Topics_that_may_not_be_made()
    {
        KafkaBlockOptions options = await OptionsAsync("locked.");
        await using Denial ofAll = await DenyAsync(ResourceType.Broker, "kafka-cluster", AclOperation.Create);
        await using Denial ofThese = await DenyAsync(
            ResourceType.Topic, "locked.", AclOperation.Create, ResourcePatternType.Prefixed);
        await using KafkaBlockSink sink = new(options, TimeProvider.System);
        EventDeliveryException error = await Assert.ThrowsAsync<EventDeliveryException>(() => OpenAsync(sink));
        Refused(error, "locked.weir.ingest.progress cannot be made");
    }

    [Fact]
    public async Task A_topic_that_may_not_be_written()
    {
        KafkaBlockOptions options = await OptionsAsync("unwritten.");
        await using KafkaBlockSink sink = new(options, TimeProvider.System);
        await OpenAsync(sink);
        await using (await DenyAsync(ResourceType.Topic, "unwritten.blockchain.blocks.raw", AclOperation.Write))
        {
            EventDeliveryException error =
                await Assert.ThrowsAsync<EventDeliveryException>(() => CommitAsync(sink));
            Refused(error, "commit 1 was not taken");
        }

        string plain = await broker.AddressOrSkipAsync();
        Assert.Empty(KafkaLog.Read(plain, "unwritten.blockchain.blocks.raw", 1));
        Assert.Empty(KafkaLog.Read(plain, "unwritten.weir.ingest.progress", 1));
    }

    [Fact]
    public async Task A_topic_that_may_not_be_read()
    {
        KafkaBlockOptions options = await OptionsAsync("unread.");
        await using (KafkaBlockSink sink = new(options, TimeProvider.System))
        {
            await OpenAsync(sink);
            await CommitAsync(sink);
        }

        await using Denial denial = await DenyAsync(
            ResourceType.Topic, "unread.blockchain.blocks.raw", AclOperation.Read);
        KafkaBlockConsumer consumer = new(options, "unread", partition => Task.Delay(Timeout.Infinite, partition.Lost)
            .ContinueWith(_ => { }, TaskScheduler.Default));
        EventDeliveryException error =
            await Assert.ThrowsAsync<EventDeliveryException>(() => consumer.RunAsync(isToEnd: false, Token));
        Refused(error, "unread.blockchain.blocks.raw");
    }

    [Fact]
    public async Task A_message_that_is_larger_than_the_topic_takes()
    {
        KafkaBlockOptions options = await OptionsAsync("small.");
        using (IAdminClient admin = await AdminAsync())
        {
            await admin.CreateTopicsAsync(
                [
                    new TopicSpecification
                    {
                        Name = "small.blockchain.blocks.raw",
                        NumPartitions = 1,
                        ReplicationFactor = 1,
                        Configs = new() { ["max.message.bytes"] = "3000" },
                    },
                ]);
        }

        options.Compression = CompressionType.None;
        await using (KafkaBlockSink sink = new(options, TimeProvider.System))
        {
            await OpenAsync(sink);
            EventDeliveryException error =
                await Assert.ThrowsAsync<EventDeliveryException>(() => CommitAsync(sink));
            Assert.Equal(ErrorCodes.MessageTooLarge, error.Code);
            Assert.Contains("--part-bytes", error.Remedy, StringComparison.Ordinal);
        }

        string plain = await broker.AddressOrSkipAsync();
        Assert.Empty(KafkaLog.Read(plain, "small.weir.ingest.progress", 1));

        // What the remedy says helps.
        options.MostMessageBytes = 1_000;
        await using KafkaBlockSink smaller = new(options, TimeProvider.System);
        await OpenAsync(smaller);
        await CommitAsync(smaller);
        Assert.NotEmpty(KafkaLog.Read(plain, "small.blockchain.blocks.raw", 1));
    }

    private static void Refused(EventDeliveryException error, string where)
    {
        Assert.Equal(ErrorCodes.KafkaUnauthorized, error.Code);
        Assert.Contains(where, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(KafkaBroker.Password, error.ToString(), StringComparison.Ordinal);
    }

    private static Task<SinkState> OpenAsync(KafkaBlockSink sink) => sink.OpenAsync(
        new SinkRequest(
            new PipelineKey(SimulatedChainOptions.DefaultChainId, "ingest"), [], ProofGroups.Header), Token);

    private static async Task CommitAsync(KafkaBlockSink sink)
    {
        SimulatedSource source = new(new SimulatedChainOptions { Seed = 1, Blocks = 3 }, TimeProvider.System);
        await foreach (ChainUpdate<BlockRun> update in source.ReadAsync(SinkState.Empty, Token))
        {
            await sink.CommitAsync(new Commit(1, update.Position, [], update.Appended, []), update.Raw, Token);
        }
    }

    private async Task<KafkaBlockOptions> OptionsAsync(string prefix) => new()
    {
        BootstrapServers = await broker.SaslAddressOrSkipAsync(),
        TopicPrefix = prefix,
        Contents = KafkaBlockContents.None,
        User = KafkaBroker.User,
        Password = KafkaBroker.Password,
    };

    private async Task<IAdminClient> AdminAsync() => new AdminClientBuilder(
        new AdminClientConfig { BootstrapServers = await broker.AddressOrSkipAsync() }).Build();

    private async Task<Denial> DenyAsync(
        ResourceType type, string name, AclOperation operation,
        ResourcePatternType form = ResourcePatternType.Literal)
    {
        Denial denial = new(
            await AdminAsync(), new ResourcePattern { Type = type, Name = name, ResourcePatternType = form }, operation);
        await denial.BeginAsync();
        return denial;
    }

    // The user has every right but this one.
    private sealed class Denial(IAdminClient admin, ResourcePattern pattern, AclOperation operation) : IAsyncDisposable
    {
        public Task BeginAsync() => admin.CreateAclsAsync(
            [
                Binding("*", AclOperation.All, AclPermissionType.Allow),
                Binding(KafkaBroker.User, operation, AclPermissionType.Deny),
            ]);

        public async ValueTask DisposeAsync()
        {
            await admin.DeleteAclsAsync(
                [
                    new AclBindingFilter
                    {
                        PatternFilter = pattern.ToFilter(),
                        EntryFilter = new AccessControlEntryFilter
                        {
                            Operation = AclOperation.Any,
                            PermissionType = AclPermissionType.Any,
                        },
                    },
                ]);
            admin.Dispose();
        }

        private AclBinding Binding(string user, AclOperation what, AclPermissionType permission) => new()
        {
            Pattern = pattern,
            Entry = new AccessControlEntry
            {
                Principal = $"User:{user}",
                Host = "*",
                Operation = what,
                PermissionType = permission,
            },
        };
    }
}
