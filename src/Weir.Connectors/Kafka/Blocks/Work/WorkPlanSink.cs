using System.Text;
using Confluent.Kafka;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Pipeline;

namespace Weir.Connectors.Kafka.Blocks.Work;

/// <summary>
/// Puts blocks to work: ranges into the topic of work, once each. What was put there is kept as an ingester keeps what
/// it wrote, so that every worker may be started with the same command and the first of them plans.
/// </summary>
public sealed class WorkPlanSink : KafkaCommitSink
{
    /// <summary>The name under which it is kept what was put to work.</summary>
    internal const string Name = "backfill";

    private const int MostAttempts = 20;

    private BlockRangeSet _missing;
    private int _partitions = 1;

    private WorkPlanSink(KafkaBlockOptions options, TimeProvider time, BlockRangeSet chosen)
        : base(options, time, null) => _missing = chosen;

    /// <summary>Puts to work what was not yet.</summary>
    /// <param name="options">Brokers and topics.</param>
    /// <param name="time">Paces repetitions.</param>
    /// <param name="chainId">The chain.</param>
    /// <param name="chosen">The blocks that are wanted in the topics.</param>
    /// <param name="asked">What is to be proven of them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many blocks were put to work now.</returns>
    public static async Task<long> PutAsync(
        KafkaBlockOptions options, TimeProvider time, long chainId, BlockRangeSet chosen, ProofGroups asked,
        CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            await using WorkPlanSink sink = new(options, time, chosen);
            try
            {
                return await sink.PutAsync(chainId, asked, cancellationToken);
            }
            catch (EventDeliveryException error) when (
                error.Code == ErrorCodes.ProducerFenced && attempt < MostAttempts)
            {
                // Another worker plans at the same time: what it put there is read anew.
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), time, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task PrepareAsync(SinkRequest request, CancellationToken cancellationToken)
    {
        KafkaTopicSet topics = new(Options, Topics);
        int partitions = await topics.EnsureAsync(cancellationToken);
        _partitions = await topics.EnsureWorkAsync(partitions, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Enter(Ledger ledger, Commit commit, ProofGroups asked)
    {
        foreach (BlockRange range in _missing.Ranges)
        {
            ledger.Add(IngestProgress.LedgerTable, range, ProofGroups.None, asked);
        }
    }

    /// <inheritdoc/>
    protected override async Task SendAsync(
        Commit commit, BlockRun? raw, double ingestedAt, CancellationToken cancellationToken)
    {
        SinkRequest request = Request!;
        foreach (WorkItem item in WorkItem.Cut(request.Pipeline.ChainId, _missing.Ranges, request.Asked))
        {
            await ProduceAsync(
                new TopicPartition(Topics.Work, KafkaBlockTopics.PartitionOf(item.Blocks.From, _partitions)),
                Encoding.ASCII.GetBytes(item.Key), item.ToJson(), Headers, cancellationToken);
        }
    }

    private async Task<long> PutAsync(long chainId, ProofGroups asked, CancellationToken cancellationToken)
    {
        SinkState state = await OpenAsync(
            new SinkRequest(new PipelineKey(chainId, Name), [], asked), cancellationToken);
        _missing = _missing.Except(state.Whole);
        foreach (IngestProgress other in Others)
        {
            _missing = _missing.Except(new Ledger(chainId, other.Ledger).Blocks(
                IngestProgress.LedgerTable, asked, orAsked: true).Ranges);
        }

        if (_missing.Count > 0)
        {
            await CommitAsync(
                new Commit(state.Sequence + 1, new SourcePosition(null, null), [], [], []), cancellationToken);
        }

        return _missing.Count;
    }
}
