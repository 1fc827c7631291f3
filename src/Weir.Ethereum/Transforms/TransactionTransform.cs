using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;

namespace Weir.Ethereum.Transforms;

/// <summary>Transactions, with what their receipts say, to the table <c>transactions</c>.</summary>
public sealed class TransactionTransform : ITransform<BlockRun>
{
    private const int MethodIdLength = 4;

    private readonly RlpLists _lists = new();

    /// <inheritdoc/>
    public IReadOnlyList<TableSchema> Outputs { get; } = [TransactionBatch.Table, QuarantineBatch.Table];

    /// <inheritdoc/>
    public void Transform(BlockRun raw, BatchSet output)
    {
        var batch = (TransactionBatch)output.Of(TransactionBatch.Table);
        foreach (Block block in raw.Blocks)
        {
            BlockStamp stamp = BlockStamps.Of(raw.ChainId, block.Header);
            QuarantineWriter quarantine = new("transactions", output, stamp);
            Span<Transaction> transactions = block.Transactions.Rows;
            for (int i = 0; i < transactions.Length; i++)
            {
                batch.AppendBlock(stamp);
                AppendTransaction(batch, transactions[i], block, quarantine);
                if (block.HasReceipts)
                {
                    AppendReceipt(batch, block.Receipts[i], quarantine);
                }
                else
                {
                    AppendNoReceipt(batch);
                }

                AppendChainFields(batch, transactions[i], block, i);
            }
        }
    }

    private void AppendTransaction(TransactionBatch batch, in Transaction row, Block block, QuarantineWriter quarantine)
    {
        ByteArena bytes = block.Bytes;
        batch.Hash.Append(row.Hash);
        quarantine.Append(batch.Nonce, If(row.Has(TransactionFields.Nonce), row.Nonce), "nonce", row.Index);
        batch.TransactionIndex.Append(row.Index);
        batch.FromAddress.Append(row.From);
        AppendIf(batch.ToAddress, row.Has(TransactionFields.To), row.To.Span);
        batch.Value.Append(If(row.Has(TransactionFields.Value), row.Value));
        quarantine.Append(batch.Gas, If(row.Has(TransactionFields.Gas), row.Gas), "gas", row.Index);
        quarantine.Append(
            batch.GasPrice, If(row.Has(TransactionFields.GasPrice), row.GasPrice), "gas_price", row.Index);
        ReadOnlySpan<byte> input = bytes[row.Input];
        AppendIf(batch.Input, row.Has(TransactionFields.Input), input);
        batch.TransactionType.Append(row.Type);
        quarantine.Append(
            batch.MaxFeePerGas, If(row.Has(TransactionFields.MaxFeePerGas), row.MaxFeePerGas), "max_fee_per_gas",
            row.Index);
        quarantine.Append(
            batch.MaxPriorityFeePerGas, If(row.Has(TransactionFields.MaxPriorityFeePerGas), row.MaxPriorityFeePerGas),
            "max_priority_fee_per_gas", row.Index);
        quarantine.Append(
            batch.MaxFeePerBlobGas, If(row.Has(TransactionFields.MaxFeePerBlobGas), row.MaxFeePerBlobGas),
            "max_fee_per_blob_gas", row.Index);
        ReadOnlySpan<byte> blobs = bytes[row.BlobVersionedHashes];
        for (int i = 0; i < blobs.Length; i += Hash32.Length)
        {
            ((FixedBytesColumn)batch.BlobVersionedHashes.Items).Append(blobs.Slice(i, Hash32.Length));
        }

        batch.BlobVersionedHashes.EndList();
        AppendLists(batch, row, bytes);
        quarantine.Append(
            batch.V, If(row.Has(TransactionFields.V) || row.Has(TransactionFields.YParity), row.V), "v", row.Index);
        AppendIf(batch.R, row.Has(TransactionFields.R), row.R.Span);
        AppendIf(batch.S, row.Has(TransactionFields.S), row.S.Span);
        if (input.Length >= MethodIdLength)
        {
            batch.MethodId.Append(input[..MethodIdLength]);
        }
        else
        {
            batch.MethodId.AppendNull();
        }
    }

    private void AppendLists(TransactionBatch batch, in Transaction row, ByteArena bytes)
    {
        if (row.Type != 0 && (row.IsKnownType || row.Has(TransactionFields.AccessList)))
        {
            batch.AccessList.Append(_lists.AccessListJson(bytes[row.AccessListRlp]));
        }
        else
        {
            batch.AccessList.AppendNull();
        }

        if (row.Type == 4 || row.Has(TransactionFields.AuthorizationList))
        {
            batch.AuthorizationList.Append(_lists.AuthorizationListJson(bytes[row.AuthorizationListRlp]));
        }
        else
        {
            batch.AuthorizationList.AppendNull();
        }
    }

    private static void AppendReceipt(TransactionBatch batch, in Receipt row, QuarantineWriter quarantine)
    {
        long item = row.TransactionIndex;
        quarantine.Append(
            batch.ReceiptCumulativeGasUsed, If(row.Has(ReceiptFields.CumulativeGasUsed), row.CumulativeGasUsed),
            "receipt_cumulative_gas_used", item);
        quarantine.Append(
            batch.ReceiptGasUsed, If(row.Has(ReceiptFields.GasUsed), row.GasUsed), "receipt_gas_used", item);
        AppendIf(batch.ReceiptContractAddress, row.Has(ReceiptFields.ContractAddress), row.ContractAddress.Span);
        AppendIf(batch.ReceiptRoot, row.Has(ReceiptFields.Root), row.Root.Span);
        bool hasStatus = row.Has(ReceiptFields.Status) && !row.Has(ReceiptFields.Root);
        quarantine.Append(batch.ReceiptStatus, If(hasStatus, row.Status), "receipt_status", item);
        quarantine.Append(
            batch.ReceiptEffectiveGasPrice, If(row.Has(ReceiptFields.EffectiveGasPrice), row.EffectiveGasPrice),
            "receipt_effective_gas_price", item);
        quarantine.Append(
            batch.ReceiptBlobGasUsed, If(row.Has(ReceiptFields.BlobGasUsed), row.BlobGasUsed), "receipt_blob_gas_used",
            item);
        quarantine.Append(
            batch.ReceiptBlobGasPrice, If(row.Has(ReceiptFields.BlobGasPrice), row.BlobGasPrice),
            "receipt_blob_gas_price",
            item);
    }

    private static void AppendNoReceipt(TransactionBatch batch)
    {
        batch.ReceiptCumulativeGasUsed.AppendNull();
        batch.ReceiptGasUsed.AppendNull();
        batch.ReceiptContractAddress.AppendNull();
        batch.ReceiptRoot.AppendNull();
        batch.ReceiptStatus.AppendNull();
        batch.ReceiptEffectiveGasPrice.AppendNull();
        batch.ReceiptBlobGasUsed.AppendNull();
        batch.ReceiptBlobGasPrice.AppendNull();
    }

    // What a hash needs stands in one column, also where it came with the receipt.
    private static void AppendChainFields(TransactionBatch batch, in Transaction row, Block block, int index)
    {
        ByteSlice receipt = block.HasReceipts ? block.Receipts[index].ChainFields : default;
        if (row.ChainFields.IsEmpty && receipt.IsEmpty)
        {
            batch.ChainFields.AppendNull();
            batch.ReceiptChainFields.AppendNull();
            return;
        }

        SortedDictionary<string, string> hashed = ChainFields.Read(block.Bytes[row.ChainFields]);
        SortedDictionary<string, string> observed = ChainFields.Read(block.Bytes[receipt]);
        if (!row.IsKnownType)
        {
            foreach (string name in (ReadOnlySpan<string>)["depositNonce", "depositReceiptVersion"])
            {
                if (observed.Remove(name, out string? value))
                {
                    hashed[name] = value;
                }
            }
        }

        AppendMembers(batch.ChainFields, hashed);
        AppendMembers(batch.ReceiptChainFields, observed);
    }

    private static void AppendMembers(BytesColumn column, SortedDictionary<string, string> members)
    {
        if (members.Count == 0)
        {
            column.AppendNull();
            return;
        }

        ByteArena bytes = new();
        column.Append(bytes[ChainFields.Write(bytes, members)]);
    }

    private static void AppendIf(BytesColumn column, bool isPresent, ReadOnlySpan<byte> value)
    {
        if (isPresent)
        {
            column.Append(value);
        }
        else
        {
            column.AppendNull();
        }
    }

    private static UInt256? If(bool isPresent, UInt256 value) => isPresent ? value : null;

    private static void AppendIf(FixedBytesColumn column, bool isPresent, ReadOnlySpan<byte> value)
    {
        if (isPresent)
        {
            column.Append(value);
        }
        else
        {
            column.AppendNull();
        }
    }
}
