using System.Text;
using Confluent.Kafka;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Pipeline;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>
/// Updates into Kafka, exactly once: each is one transaction with its messages, its reorganisation before them and the
/// writer's progress, so that a restart neither repeats nor skips. An older writer of the same name is fenced.
/// </summary>
public abstract class KafkaCommitSink : IRawSink<BlockRun>
{
    // Blocks in the middle of a commit that the brokers ended are sent again.
    private const int MostAttempts = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PauseWhenFull = TimeSpan.FromMilliseconds(2);

    private readonly TimeProvider _time;
    private readonly Action<WeirException, TimeSpan>? _onRetry;
    private IProducer<byte[], byte[]>? _producer;
    private IReadOnlyDictionary<string, IngestProgress> _all = new Dictionary<string, IngestProgress>();
    private Ledger? _ledger;
    private RecentBlocks _recent = RecentBlocks.Empty;
    private byte[] _key = [];
    private long _sequence;

    /// <param name="options">Brokers, topics and limits.</param>
    /// <param name="time">What <c>ingested_at</c> says, and paces repetitions.</param>
    /// <param name="onRetry">Told of each repetition of a transaction.</param>
    protected KafkaCommitSink(
        KafkaBlockOptions options, TimeProvider time, Action<WeirException, TimeSpan>? onRetry)
    {
        Options = options;
        Topics = new KafkaBlockTopics(options.TopicPrefix);
        _time = time;
        _onRetry = onRetry;
    }

    /// <summary>Brokers, topics and limits.</summary>
    protected KafkaBlockOptions Options { get; }

    /// <summary>The names of the topics.</summary>
    protected KafkaBlockTopics Topics { get; }

    /// <summary>The headers of a whole message.</summary>
    protected Headers Headers { get; private set; } = [];

    /// <summary>What the sink is open for; null before.</summary>
    protected SinkRequest? Request { get; private set; }

    /// <summary>The progress of the others, as it stood when the sink was opened.</summary>
    private protected IEnumerable<IngestProgress> Others =>
        _all.Where(one => one.Key != Request?.Pipeline.Name).Select(one => one.Value);

    /// <summary>Whether the last blocks are kept with the progress: without them no reorganisation is found.</summary>
    protected virtual bool KeepsRecentBlocks => true;

    private IProducer<byte[], byte[]> Producer =>
        _producer ?? throw new InvalidOperationException("The sink is not open.");

    /// <inheritdoc/>
    public async Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken)
    {
        PipelineKey pipeline = request.Pipeline;
        await PrepareAsync(request, cancellationToken);
        Headers = MessageHeaders.Create(pipeline.ChainId);
        _producer = new ProducerBuilder<byte[], byte[]>(Config($"weir/{Options.TopicPrefix}{pipeline.Name}"))
            .SetErrorHandler(static (_, _) => { })
            .SetLogHandler(static (_, _) => { })
            .Build();

        // First the older ingester is shut out and its open transaction ended, then what stands is read.
        await RunAsync(() => Producer.InitTransactions(Options.TransactionTimeout), "the ingester cannot begin");
        _all = await ProgressLog.ReadAsync(Options, Topics, cancellationToken);
        foreach (IngestProgress other in _all.Values.Where(other => other.ChainId != pipeline.ChainId))
        {
            throw new ConfigException(
                ErrorCodes.ChainIdConflict,
                $"the topics {Topics.Blocks}… have chain {other.ChainId}, not {pipeline.ChainId}",
                "A set of topics serves one chain: give this one another --topic-prefix.");
        }

        return Resume(request, _all.GetValueOrDefault(pipeline.Name));
    }

    /// <summary>Goes on from progress that was read, under the name of the request.</summary>
    private protected SinkState Resume(SinkRequest request, IngestProgress? own)
    {
        Request = request;
        _key = Encoding.UTF8.GetBytes(request.Pipeline.Name);
        _ledger = new Ledger(request.Pipeline.ChainId, own?.Ledger ?? []);
        _recent = RecentBlocks.Of(own?.State.RecentBlocks ?? []);
        _sequence = own?.State.Sequence ?? 0;
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
        SinkRequest request = Request ?? throw new InvalidOperationException("The sink is not open.");
        if (commit.Sequence != _sequence + 1)
        {
            throw new InvalidOperationException($"Commit {commit.Sequence} follows commit {_sequence}.");
        }

        Check(commit);
        Ledger ledger = new(request.Pipeline.ChainId, _ledger!.Lines);
        Enter(ledger, commit, request.Asked);
        RecentBlocks recent = _recent.After(commit);
        byte[] progress = new IngestProgress(
            request.Pipeline.ChainId, new SinkState(commit.Sequence, commit.Position, [], []), [.. ledger.Lines])
            .ToJson(KeepsRecentBlocks ? recent : RecentBlocks.Empty);
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
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Enters what a commit brings into the ledger of the topics.</summary>
    protected virtual void Enter(Ledger ledger, Commit commit, ProofGroups asked)
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

    private ProducerConfig Config(string transactionalId) => new(KafkaCluster.Client(Options))
    {
        TransactionalId = transactionalId,
        TransactionTimeoutMs = (int)Options.TransactionTimeout.TotalMilliseconds,
        CompressionType = Options.Compression,
        LingerMs = 20,

        // A batch is what the topic's limit is for; its own beginning and a message's headers are short.
        BatchSize = Math.Min(1_000_000, Options.MostMessageBytes + 1_000),
        MessageMaxBytes = Math.Max(1_000_000, Options.MostMessageBytes + 50_000),
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
                    KafkaErrors.From(error.Error, $"commit {commit.Sequence} was not taken", Options);
                if (error.Error.IsFatal || !failure.IsTransient || attempt == MostAttempts)
                {
                    await TryAbortAsync();
                    throw failure;
                }

                await RunAsync(
                    () => Producer.AbortTransaction(Options.TransactionTimeout), "the transaction cannot be ended");
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
        await SendAsync(commit, raw, now, cancellationToken);
        await ProduceAsync(new TopicPartition(Topics.Progress, 0), _key, progress, Headers, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        OnSent(commit, Producer);
        while (true)
        {
            try
            {
                Producer.CommitTransaction(Options.TransactionTimeout);
                return;
            }
            catch (KafkaRetriableException)
            {
                // Whether it is committed is not known: asking again finds out.
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Makes the topics that are missing.</summary>
    /// <param name="request">What the sink is opened for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected abstract Task PrepareAsync(SinkRequest request, CancellationToken cancellationToken);

    /// <summary>Refuses a commit before anything of it is sent.</summary>
    protected virtual void Check(Commit commit)
    {
    }

    /// <summary>All messages of a commit are on their way, and its transaction is still open.</summary>
    protected virtual void OnSent(Commit commit, IProducer<byte[], byte[]> producer)
    {
    }

    /// <summary>Produces the messages of a commit, in its transaction.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="raw">Its blocks.</param>
    /// <param name="ingestedAt">Seconds since 1970.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected abstract Task SendAsync(
        Commit commit, BlockRun? raw, double ingestedAt, CancellationToken cancellationToken);

    /// <summary>Hands a message to the producer; waits while its queue is full.</summary>
    protected async ValueTask ProduceAsync(
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
            await Task.Run(() => Producer.AbortTransaction(Options.TransactionTimeout));
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
                throw KafkaErrors.From(error.Error, failed, Options);
            }
        }
    }
}
