using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms.Mev;

/// <summary>What addresses did in each block, in numbers: the table <c>address_features</c>.</summary>
public sealed class AddressFeatureTransform : ITransform<BlockRun>
{
    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [AddressFeatureBatch.Table];

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        var rows = (AddressFeatureBatch)output.Of(AddressFeatureBatch.Table);
        BatchCursor<DexTradeBatch> trades = new(output.Of(DexTradeBatch.Table), batch => batch.BlockHash);
        BatchCursor<MevBatch> mev = new(output.Of(MevBatch.Table), batch => batch.BlockHash);
        foreach (Block block in raw.Blocks)
        {
            (int Start, int End) traded = trades.Take(block.Header.Hash);
            (int Start, int End) found = mev.Take(block.Header.Hash);
            if (!block.HasTransactions || !block.HasReceipts || block.HasPartialReceipts)
            {
                continue;
            }

            SortedDictionary<Address, Counts> counts = [];
            ReadTransactions(block, counts);
            for (int row = traded.Start; row < traded.End; row++)
            {
                if (!trades.Rows.TxFrom.IsNull(row))
                {
                    Of(counts, trades.Rows.TxFrom.Address(row)).Trades++;
                }
            }

            for (int row = found.Start; row < found.End; row++)
            {
                Of(counts, mev.Rows.ActorAddress.Address(row)).Mev++;
            }

            Append(rows, BlockStamps.Of(raw.ChainId, block.Header), counts);
        }
    }

    private static void ReadTransactions(Block block, SortedDictionary<Address, Counts> counts)
    {
        for (int i = 0; i < block.Transactions.Count; i++)
        {
            ref readonly Transaction transaction = ref block.Transactions[i];
            ref readonly Receipt receipt = ref block.Receipts[i];
            bool isFailed = receipt.Has(ReceiptFields.Status) && receipt.Status == 0;
            Counts sender = Of(counts, transaction.From);
            sender.Sent++;
            sender.Failed += isFailed ? 1 : 0;
            sender.ValueOut += isFailed ? UInt256.Zero : transaction.Value;
            sender.Gas += receipt.Has(ReceiptFields.GasUsed | ReceiptFields.EffectiveGasPrice)
                ? receipt.EffectiveGasPrice * receipt.GasUsed : UInt256.Zero;
            if (transaction.Has(TransactionFields.To))
            {
                Counts called = Of(counts, transaction.To);
                called.Received++;
                called.ValueIn += isFailed ? UInt256.Zero : transaction.Value;
            }
        }
    }

    private static void Append(
        AddressFeatureBatch rows, in BlockStamp stamp, SortedDictionary<Address, Counts> counts)
    {
        foreach ((Address address, Counts count) in counts)
        {
            rows.AppendBlock(stamp);
            rows.Address.Append(address);
            rows.SentCount.Append(count.Sent);
            rows.ReceivedCount.Append(count.Received);
            rows.FailedCount.Append(count.Failed);
            rows.TradeCount.Append(count.Trades);
            rows.MevCount.Append(count.Mev);
            rows.ValueInWei.Append(count.ValueIn);
            rows.ValueOutWei.Append(count.ValueOut);
            rows.GasPaidWei.Append(count.Gas);
        }
    }

    private static Counts Of(SortedDictionary<Address, Counts> counts, Address address)
    {
        if (!counts.TryGetValue(address, out Counts? count))
        {
            counts[address] = count = new Counts();
        }

        return count;
    }

    private sealed class Counts
    {
        public long Sent { get; set; }

        public long Received { get; set; }

        public long Failed { get; set; }

        public long Trades { get; set; }

        public long Mev { get; set; }

        public UInt256 ValueIn { get; set; }

        public UInt256 ValueOut { get; set; }

        public UInt256 Gas { get; set; }
    }
}
