using Confluent.Kafka;
using Weir.Connectors.Export;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Pipeline;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>
/// Rows into a topic a table (<c>defi.TABLE</c>), exactly once: a JSON object a row, its key the row's key. Blocks that
/// left the chain are a message in <c>chain.reorgs</c>: their rows are not taken back here.
/// </summary>
public sealed class KafkaTableSink : KafkaCommitSink
{
    private readonly ValueText _text = new();
    private BlockEnvelope? _envelope;

    /// <param name="options">Brokers, topics and limits.</param>
    /// <param name="time">Paces repetitions.</param>
    /// <param name="onRetry">Told of each repetition of a transaction.</param>
    public KafkaTableSink(
        KafkaBlockOptions options, TimeProvider time, Action<WeirException, TimeSpan>? onRetry = null)
        : base(options, time, onRetry)
    {
    }

    /// <inheritdoc/>
    protected override Task PrepareAsync(SinkRequest request, CancellationToken cancellationToken)
    {
        _envelope = new BlockEnvelope(request.Pipeline.ChainId, string.Empty);
        return new KafkaTopicSet(Options, Topics).EnsureTablesAsync(
            request.Tables.Select(table => Topics.Table(table.Name)), cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task SendAsync(
        Commit commit, BlockRun? raw, double ingestedAt, CancellationToken cancellationToken)
    {
        if (commit.Reverted.Count > 0)
        {
            await ProduceAsync(
                new TopicPartition(Topics.Reorgs, Partition.Any),
                BlockEnvelope.NumberKey(commit.Reverted[^1].Number),
                _envelope!.Reorg(commit.Reverted, ingestedAt).ToArray(), Headers, cancellationToken);
        }

        foreach (IBatch batch in commit.Batches)
        {
            await SendAsync((Batch)batch, cancellationToken);
        }
    }

    private async Task SendAsync(Batch batch, CancellationToken cancellationToken)
    {
        ExportField[] fields = TableFields.Of(batch);
        ExportField[] key = [.. batch.Schema.Key.Select(name => fields[batch.Schema.IndexOf(name)])];
        TopicPartition place = new(Topics.Table(batch.Schema.Name), Partition.Any);
        for (int row = 0; row < batch.RowCount; row++)
        {
            byte[] rowKey = Key(key, row);
            _text.Length = 0;
            RowLayout.JsonLines.AppendRow(_text, fields, row);
            await ProduceAsync(place, rowKey, _text.Written[..^1].ToArray(), Headers, cancellationToken);
        }
    }

    private byte[] Key(ExportField[] key, int row)
    {
        _text.Length = 0;
        foreach (ExportField field in key)
        {
            if (_text.Length > 0)
            {
                _text.Append((byte)'/');
            }

            if (!field.IsNull(row))
            {
                field.AppendCsv(_text, row);
            }
        }

        return _text.Written.ToArray();
    }
}
