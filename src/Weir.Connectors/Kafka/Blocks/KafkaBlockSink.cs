using System.Text;
using Confluent.Kafka;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Pipeline;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>
/// Blocks into Kafka, exactly once: each update is one transaction with its blocks, its reorganisation before them and
/// the ingester's progress, so that a restart neither repeats nor skips. An older ingester of the same name is fenced.
/// </summary>
public sealed class KafkaBlockSink : IRawSink<BlockRun>
{
    // Blocks in the middle of a commit that the brokers ended are sent again.
    private const int MostAttempts = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PauseWhenFull = TimeSpan.FromMilliseconds(2);

    private readonly KafkaBlockOptions _options;
    private readonly KafkaBlockTopics _topics;
    private readonly TimeProvider _time;
    private readonly Action<WeirException, TimeSpan>? _onRetry;
    private readonly EtlItems _etl = new();
    private IProducer<byte[], byte[]>? _producer;
    private SinkRequest? _request;
    private BlockEnvelope? _envelope;
    private Ledger? _ledger;
    private RecentBlocks _recent = RecentBlocks.Empty;
    private Headers _headers = [];
    private byte[] _key = [];
    private long _sequence;
    private int _partitions = 1;

    /// <param name="options">Brokers, topics and limits.</param>
    /// <param name="time">What <c>ingested_at</c> says, and paces repetitions.</param>
    /// <param name="onRetry">Told of each repetition of a transaction.</param>
    public KafkaBlockSink(
        KafkaBlockOptions options, TimeProvider time, Action<WeirException, TimeSpan>? onRetry = null)
    {
        _options = options;
        _topics = new KafkaBlockTopics(options.TopicPrefix);
        _time = time;
        _onRetry = onRetry;
    }

    private IProducer<byte[], byte[]> Producer =>
        _producer ?? throw new InvalidOperationException("The sink is not open.");

    /// <inheritdoc/>
    public async Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken)
    {
        PipelineKey pipeline = request.Pipeline;
        _partitions = await new KafkaTopicSet(_options, _topics).EnsureAsync(cancellationToken);
        _key = Encoding.UTF8.GetBytes(pipeline.Name);
        _headers = MessageHeaders.Create(pipeline.ChainId);
        _envelope = new BlockEnvelope(
            pipeline.ChainId, _options.Network ?? NetworkName(pipeline.ChainId));
        _producer = new ProducerBuilder<byte[], byte[]>(Config($"weir/{_options.TopicPrefix}{pipeline.Name}"))
            .SetErrorHandler(static (_, _) => { })
            .SetLogHandler(static (_, _) => { })
            .Build();

        // First the older ingester is shut out and its open transaction ended, then what stands is read.
        await RunAsync(() => Producer.InitTransactions(_options.TransactionTimeout), "the ingester cannot begin");
        Dictionary<string, IngestProgress> all =
            await ProgressReader.ReadAsync(_options, _topics, cancellationToken);
        foreach (IngestProgress other in all.Values.Where(other => other.ChainId != pipeline.ChainId))
        {
            throw new ConfigException(
                ErrorCodes.ChainIdConflict,
                $"the topics {_topics.Blocks}… have chain {other.ChainId}, not {pipeline.ChainId}",
                "A set of topics serves one chain: give this one another --topic-prefix.");
        }

        IngestProgress? own = all.GetValueOrDefault(pipeline.Name);
        _ledger = new Ledger(pipeline.ChainId, own?.Ledger ?? []);
        _recent = RecentBlocks.Of(own?.State.RecentBlocks ?? []);
        _sequence = own?.State.Sequence ?? 0;
        _request = request;
        IReadOnlyList<BlockRange> whole =
            _ledger.Blocks(IngestProgress.LedgerTable, request.Asked, orAsked: !request.Again).Ranges;
        return (own?.State ?? SinkState.Empty) with { Whole = whole };
    }

    /// <inheritdoc/>
    public Task CommitAsync(Commit commit, CancellationToken cancellationToken) =>
        CommitAsync(commit, null, cancellationToken);

    /// <inheritdoc/>
    public async Task CommitAsync(Commit commit, BlockRun? raw, CancellationToken cancellationToken)
    {
        SinkRequest request = _request ?? throw new InvalidOperationException("The sink is not open.");
        if (commit.Sequence != _sequence + 1)
        {
            throw new InvalidOperationException($"Commit {commit.Sequence} follows commit {_sequence}.");
        }

        if (_partitions > 1 && commit.Reverted.Count > 0)
        {
            throw new ConfigException(
                ErrorCodes.TopicShape,
                $"{_topics.Blocks} has {_partitions} partitions, and blocks were reverted",
                "With several partitions only final blocks are taken (--to-block finalized).");
        }

        Ledger ledger = new(request.Pipeline.ChainId, _ledger!.Lines);
        Enter(ledger, commit, request.Asked);
        RecentBlocks recent = _recent.After(commit);
        byte[] progress = new IngestProgress(
            request.Pipeline.ChainId, new SinkState(commit.Sequence, commit.Position, [], []), [.. ledger.Lines])
            .ToJson(recent);
        await CommitAsync(commit, raw, progress, cancellationToken);
        _ledger = ledger;
        _recent = recent;
        _sequence = commit.Sequence;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _producer?.Dispose();
        _producer = null;
        return ValueTask.CompletedTask;
    }

    private static string NetworkName(long chainId) => chainId == 1
        ? "ethereum-mainnet"
        : KnownChains.Find(chainId)?.Name.ToLowerInvariant().Replace(' ', '-') ?? $"chain-{chainId}";

    private static void Enter(Ledger ledger, Commit commit, ProofGroups asked)
    {
        foreach (BlockRef reverted in commit.Reverted)
        {
            ledger.Remove(IngestProgress.LedgerTable, new BlockRange(reverted.Number, reverted.Number));
        }

        foreach (AppendedBlock block in commit.Appended)
        {
            ledger.Add(
                IngestProgress.LedgerTable, new BlockRange(block.Number, block.Number), block.Proven, asked);
        }
    }

    private ProducerConfig Config(string transactionalId) => new(KafkaCluster.Client(_options))
    {
        TransactionalId = transactionalId,
        TransactionTimeoutMs = (int)_options.TransactionTimeout.TotalMilliseconds,
        CompressionType = _options.Compression,
        LingerMs = 20,
        BatchSize = 1_000_000,
        MessageMaxBytes = Math.Max(1_000_000, _options.MostMessageBytes + 50_000),
        QueueBufferingMaxMessages = 500_000,
        QueueBufferingMaxKbytes = 256 * 1024,
        DeliveryReportFields = "status",

        // The same key, the same partition as Kafka's own Java client.
        Partitioner = Partitioner.Murmur2Random,
    };

    private async Task CommitAsync(
        Commit commit, BlockRun? raw, byte[] progress, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await Task.Run(() => SendAsync(commit, raw, progress, cancellationToken), cancellationToken);
                return;
            }
            catch (KafkaException error)
            {
                EventDeliveryException failure =
                    KafkaErrors.From(error.Error, $"commit {commit.Sequence} was not taken", _options);
                if (error.Error.IsFatal || !failure.IsTransient || attempt == MostAttempts)
                {
                    await TryAbortAsync();
                    throw failure;
                }

                await RunAsync(
                    () => Producer.AbortTransaction(_options.TransactionTimeout), "the transaction cannot be ended");
                _onRetry?.Invoke(failure, Pause);
                await Task.Delay(Pause, _time, cancellationToken);
            }
            catch
            {
                await TryAbortAsync();
                throw;
            }
        }
    }

    private async Task SendAsync(Commit commit, BlockRun? raw, byte[] progress, CancellationToken cancellationToken)
    {
        Producer.BeginTransaction();
        double now = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        if (commit.Reverted.Count > 0)
        {
            byte[] notice = _envelope!.Reorg(commit.Reverted, now).ToArray();
            byte[] key = Encoding.ASCII.GetBytes(commit.Reverted[^1].Hash.ToString());
            if (!_options.IsEthereumEtl)
            {
                await ProduceAsync(new TopicPartition(_topics.Blocks, 0), key, notice, _headers, cancellationToken);
            }

            await ProduceAsync(
                new TopicPartition(_topics.Reorgs, Partition.Any), key, notice, _headers, cancellationToken);
        }

        if (_options.IsEthereumEtl)
        {
            await SendItemsAsync(raw, cancellationToken);
        }
        else
        {
            foreach (Block block in raw?.Blocks ?? [])
            {
                await SendAsync(block, now, cancellationToken);
            }
        }

        await ProduceAsync(new TopicPartition(_topics.Progress, 0), _key, progress, _headers, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            try
            {
                Producer.CommitTransaction(_options.TransactionTimeout);
                return;
            }
            catch (KafkaRetriableException)
            {
                // Whether it is committed is not known: asking again finds out.
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

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
                new TopicPartition(_options.TopicPrefix + topic, Partition.Any), null!, value, _headers,
                cancellationToken);
        }
    }

    private async Task SendAsync(Block block, double now, CancellationToken cancellationToken)
    {
        TopicPartition place = new(
            _topics.Blocks, KafkaBlockTopics.PartitionOf(block.Header.Number, _partitions));
        byte[] key = Encoding.ASCII.GetBytes(block.Header.Hash.ToString());
        ReadOnlyMemory<byte> value = _envelope!.Block(block, now);
        int parts = MessageParts.CountOf(value.Length, _options.MostMessageBytes);
        for (int part = 0; part < parts; part++)
        {
            Headers headers = parts == 1 ? _headers
                : MessageHeaders.Create(_request!.Pipeline.ChainId, part, parts);
            await ProduceAsync(
                place, key, MessageParts.Slice(value, part, _options.MostMessageBytes).ToArray(), headers,
                cancellationToken);
        }

        if (_options.Contents.HasFlag(KafkaBlockContents.Transactions))
        {
            for (int i = 0; i < block.Transactions.Count; i++)
            {
                await ProduceAsync(
                    new TopicPartition(_topics.Transactions, Partition.Any),
                    Encoding.ASCII.GetBytes(block.Transactions[i].Hash.ToString()),
                    _envelope.Transaction(block, i, now).ToArray(), _headers, cancellationToken);
            }
        }

        byte[] number = BlockEnvelope.NumberKey(block.Header.Number);
        for (int i = 0; i < block.Logs.Count; i++)
        {
            bool isTransfer = BlockEnvelope.IsTransfer(block, i);
            if (_options.Contents.HasFlag(
                isTransfer ? KafkaBlockContents.TokenTransfers : KafkaBlockContents.Logs))
            {
                await ProduceAsync(
                    new TopicPartition(isTransfer ? _topics.TokenTransfers : _topics.Logs, Partition.Any), number,
                    _envelope.Log(block, i, isTransfer, now).ToArray(), _headers, cancellationToken);
            }
        }
    }

    private async ValueTask ProduceAsync(
        TopicPartition place, byte[] key, byte[] value, Headers headers, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                Producer.Produce(place, new Message<byte[], byte[]> { Key = key, Value = value, Headers = headers });
                return;
            }
            catch (ProduceException<byte[], byte[]> error) when (error.Error.Code == ErrorCode.Local_QueueFull)
            {
                await Task.Delay(PauseWhenFull, _time, cancellationToken);
            }
        }
    }

    private async Task TryAbortAsync()
    {
        try
        {
            await Task.Run(() => Producer.AbortTransaction(_options.TransactionTimeout));
        }
        catch (KafkaException)
        {
            // The failure that ended the transaction is the one to tell; the brokers end it after its timeout.
        }
    }

    private async Task RunAsync(Action work, string failed)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await Task.Run(work);
                return;
            }
            catch (KafkaRetriableException) when (attempt < MostAttempts)
            {
                await Task.Delay(Pause, _time);
            }
            catch (KafkaException error)
            {
                throw KafkaErrors.From(error.Error, failed, _options);
            }
        }
    }
}
