using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>Headers to the table <c>blocks</c>.</summary>
public sealed class BlockTransform : ITransform<BlockRun>
{
    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [BlockBatch.Table, QuarantineBatch.Table];

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        var batch = (BlockBatch)output.Of(BlockBatch.Table);
        foreach (Block block in raw.Blocks)
        {
            QuarantineWriter quarantine = new("blocks", output, BlockStamps.Of(raw.ChainId, block.Header));
            batch.ChainId.Append(raw.ChainId);
            HeaderRows.Append(batch, block, quarantine);
            batch.TotalDifficulty.Append(block.Header.TotalDifficulty);
            quarantine.Append(batch.Size, block.Header.Size, "size");
            batch.TransactionCount.Append(block.TransactionCount);
            batch.Proven.Append(ProofText.Format(block.Proven));
        }
    }
}
