using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>Event logs to the table <c>logs</c>.</summary>
public sealed class LogTransform : ITransform<BlockRun>
{
    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [LogBatch.Table];

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        var batch = (LogBatch)output.Of(LogBatch.Table);
        FixedBytesColumn[] topicColumns = [batch.Topic0, batch.Topic1, batch.Topic2, batch.Topic3];
        foreach (Block block in raw.Blocks)
        {
            BlockStamp stamp = BlockStamps.Of(raw.ChainId, block.Header);
            foreach (ref readonly LogEntry log in block.Logs.Rows)
            {
                batch.AppendBlock(stamp);
                batch.LogIndex.Append(log.LogIndex);
                batch.TransactionHash.Append(log.TransactionHash);
                batch.TransactionIndex.Append(log.TransactionIndex);
                batch.Address.Append(log.Address);
                ReadOnlySpan<byte> topics = block.Bytes[log.Topics];
                for (int i = 0; i < topicColumns.Length; i++)
                {
                    if (i < log.TopicCount)
                    {
                        topicColumns[i].Append(topics.Slice(i * Hash32.Length, Hash32.Length));
                    }
                    else
                    {
                        topicColumns[i].AppendNull();
                    }
                }

                batch.Data.Append(block.Bytes[log.Data]);
            }
        }
    }
}
