using System.Text;
using Confluent.Kafka;
using Weir.Connectors.Kafka.Blocks.Protobuf;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Pipeline;
using Block = Weir.Ethereum.Blocks.Block;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>Blocks into the topics that <c>weir transform</c> and others read.</summary>
public class KafkaBlockSink : KafkaCommitSink
{
    private readonly EtlItems _etl = new();
    private IBlockEnvelope? _envelope;
    private Headers _headers = [];
    private long _chainId;
    private int _partitions = 1;

    /// <param name="options">Brokers, topics and limits.</param>
    /// <param name="time">What <c>ingested_at</c> says, and paces repetitions.</param>
    /// <param name="onRetry">Told of each repetition of a transaction.</param>
    public KafkaBlockSink(
        KafkaBlockOptions options, TimeProvider time, Action<WeirException, TimeSpan>? onRetry = null)
        : base(options, time, onRetry)
    {
    }

    /// <summary>How many partitions the block topic has; null where there is none yet.</summary>
    /// <param name="options">Brokers and topics.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="EventDeliveryException">WEIR7002: no broker answers.</exception>
    public static async Task<int?> PartitionsAsync(KafkaBlockOptions options, CancellationToken cancellationToken)
    {
        using KafkaCluster cluster = new(options);
        return (await cluster.TopicsAsync(cancellationToken)).GetValueOrDefault(
            new KafkaBlockTopics(options.TopicPrefix).Blocks)?.Partitions;
    }

    /// <inheritdoc/>
    protected override async Task PrepareAsync(SinkRequest request, CancellationToken cancellationToken)
    {
        _partitions = await new KafkaTopicSet(Options, Topics).EnsureAsync(cancellationToken);
        _chainId = request.Pipeline.ChainId;
        string network = Options.Network ?? NetworkName(_chainId);
        _envelope = Options.Envelope == KafkaEnvelope.Protobuf
            ? new ProtobufEnvelope(_chainId, network) : new BlockEnvelope(_chainId, network);
        _headers = Create(null);
    }

    /// <inheritdoc/>
    protected override void Check(Commit commit)
    {
        if (_partitions > 1 && commit.Reverted.Count > 0)
        {
            throw new ConfigException(
                ErrorCodes.TopicShape,
                $"{Topics.Blocks} has {_partitions} partitions, and blocks were reverted",
                "With several partitions only final blocks are taken (--to-block finalized).");
        }
    }

    /// <inheritdoc/>
    protected override async Task SendAsync(
        Commit commit, BlockRun? raw, double ingestedAt, CancellationToken cancellationToken)
    {
        if (commit.Reverted.Count > 0)
        {
            byte[] notice = _envelope!.Reorg(commit.Reverted, ingestedAt).ToArray();
            byte[] key = Encoding.ASCII.GetBytes(commit.Reverted[^1].Hash.ToString());
            if (Options.Envelope != KafkaEnvelope.EthereumEtl)
            {
                await ProduceAsync(new TopicPartition(Topics.Blocks, 0), key, notice, _headers, cancellationToken);
            }

            await ProduceAsync(
                new TopicPartition(Topics.Reorgs, Partition.Any), key, notice, _headers, cancellationToken);
        }

        if (Options.Envelope == KafkaEnvelope.EthereumEtl)
        {
            await SendItemsAsync(raw, cancellationToken);
        }
        else
        {
            foreach (Block block in raw?.Blocks ?? [])
            {
                await SendAsync(block, commit.Heads, ingestedAt, cancellationToken);
            }
        }
    }

    private Headers Create(ChainHeads? heads, int part = 0, int parts = 1) =>
        MessageHeaders.Create(_chainId, part, parts, heads, _envelope!.IsProtobuf);

    private static string NetworkName(long chainId) => chainId == 1
        ? "ethereum-mainnet"
        : KnownChains.Find(chainId)?.Name.ToLowerInvariant().Replace(' ', '-') ?? $"chain-{chainId}";

    // Without a key, as its streamer sends them.
    private async Task SendItemsAsync(BlockRun? raw, CancellationToken cancellationToken)
    {
        if (raw is null)
        {
            return;
        }

        foreach ((string topic, byte[] value) in _etl.Of(raw))
        {
            await ProduceAsync(
                new TopicPartition(Options.TopicPrefix + topic, Partition.Any), null!, value, Headers,
                cancellationToken);
        }
    }

    private async Task SendAsync(
        Block block, ChainHeads? heads, double now, CancellationToken cancellationToken)
    {
        TopicPartition place = new(
            Topics.Blocks, KafkaBlockTopics.PartitionOf(block.Header.Number, _partitions));
        byte[] key = Encoding.ASCII.GetBytes(block.Header.Hash.ToString());
        ReadOnlyMemory<byte> value = _envelope!.Block(block, now);
        int parts = MessageParts.CountOf(value.Length, Options.MostMessageBytes);
        for (int part = 0; part < parts; part++)
        {
            Headers headers = parts == 1 && heads is null ? _headers : Create(heads, part, parts);
            await ProduceAsync(
                place, key, MessageParts.Slice(value, part, Options.MostMessageBytes).ToArray(), headers,
                cancellationToken);
        }

        if (Options.Contents.HasFlag(KafkaBlockContents.Transactions))
        {
            for (int i = 0; i < block.Transactions.Count; i++)
            {
                await ProduceAsync(
                    new TopicPartition(Topics.Transactions, Partition.Any),
                    Encoding.ASCII.GetBytes(block.Transactions[i].Hash.ToString()),
                    _envelope.Transaction(block, i, now).ToArray(), _headers, cancellationToken);
            }
        }

        byte[] number = BlockEnvelope.NumberKey(block.Header.Number);
        for (int i = 0; i < block.Logs.Count; i++)
        {
            bool isTransfer = BlockEnvelope.IsTransfer(block, i);
            if (Options.Contents.HasFlag(
                isTransfer ? KafkaBlockContents.TokenTransfers : KafkaBlockContents.Logs))
            {
                await ProduceAsync(
                    new TopicPartition(isTransfer ? Topics.TokenTransfers : Topics.Logs, Partition.Any), number,
                    _envelope.Log(block, i, isTransfer, now).ToArray(), _headers, cancellationToken);
            }
        }
    }
}
