using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>Uncles' headers to the table <c>uncles</c>.</summary>
public sealed class UncleTransform : ITransform<BlockRun>
{
    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [UncleBatch.Table, QuarantineBatch.Table];

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        var batch = (UncleBatch)output.Of(UncleBatch.Table);
        foreach (Block block in raw.Blocks)
        {
            BlockStamp stamp = BlockStamps.Of(raw.ChainId, block.Header);
            for (int i = 0; i < block.Uncles.Count; i++)
            {
                batch.ChainId.Append(stamp.ChainId);
                batch.BlockNumber.Append(stamp.Number);
                batch.BlockHash.Append(stamp.Hash);
                batch.BlockTimestamp.Append(stamp.TimestampMicroseconds);
                batch.UncleIndex.Append(i);
                HeaderRows.Append(batch, block.Uncles[i], new QuarantineWriter("uncles", output, stamp), i);
            }
        }
    }
}
