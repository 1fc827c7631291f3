using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>Validator withdrawals to the table <c>withdrawals</c>.</summary>
public sealed class WithdrawalTransform : ITransform<BlockRun>
{
    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [WithdrawalBatch.Table, QuarantineBatch.Table];

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        var batch = (WithdrawalBatch)output.Of(WithdrawalBatch.Table);
        foreach (Block block in raw.Blocks)
        {
            BlockStamp stamp = BlockStamps.Of(raw.ChainId, block.Header);
            QuarantineWriter quarantine = new("withdrawals", output, stamp);
            foreach (ref readonly Withdrawal withdrawal in block.Withdrawals.Rows)
            {
                long item = (long)Math.Min(withdrawal.Index, long.MaxValue);
                batch.AppendBlock(stamp);
                batch.Index.Append(item);
                quarantine.Append(batch.ValidatorIndex, withdrawal.ValidatorIndex, "validator_index", item);
                batch.Address.Append(withdrawal.Address);
                quarantine.Append(batch.AmountGwei, withdrawal.AmountGwei, "amount_gwei", item);
            }
        }
    }
}
