using Google.Protobuf;
using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Connectors.Firehose;

/// <summary>Turns a <c>TransactionReceipt</c> and its <c>TransactionTrace</c> into the receipt that JSON-RPC gives.</summary>
internal static class ReceiptMapping
{
    public static void Read(Wire.TransactionTrace from, Block block, int index)
    {
        string at = $"transaction_traces[{index}].receipt";
        int start = block.Logs.Count;
        ref Receipt row = ref block.Receipts.Add();
        row.LogStart = start;
        if (from.Receipt is not { } receipt)
        {
            block.HasPartialReceipts = true;
            return;
        }

        row.Fields = ReceiptFields.TransactionHash | ReceiptFields.TransactionIndex | ReceiptFields.From
            | ReceiptFields.CumulativeGasUsed | ReceiptFields.GasUsed | ReceiptFields.EffectiveGasPrice
            | ReceiptFields.Type;
        ref readonly Transaction transaction = ref block.Transactions[index];
        row.Type = from.Type;
        row.TransactionHash = transaction.Hash;
        row.TransactionIndex = transaction.Index;
        row.From = transaction.From;
        row.To = transaction.To;
        row.Fields |= transaction.Has(TransactionFields.To) ? ReceiptFields.To : ReceiptFields.None;
        row.CumulativeGasUsed = receipt.CumulativeGasUsed;
        row.GasUsed = from.GasUsed;
        row.EffectiveGasPrice = transaction.GasPrice;
        if (!receipt.LogsBloom.IsEmpty)
        {
            row.LogsBloom = WireValues.Bloom(receipt.LogsBloom, block.Bytes, $"{at}.logs_bloom");
            row.Fields |= ReceiptFields.LogsBloom;
        }

        ReadOutcome(from, receipt, ref row, at);
        ReadBlobGas(receipt, ref row, at);

        // What a failed transaction had logged was taken back, whatever the server left in the list.
        if (from.Status is not (Wire.TransactionTraceStatus.Failed or Wire.TransactionTraceStatus.Reverted))
        {
            foreach (Wire.Log log in receipt.Logs)
            {
                ReadLog(log, block, $"{at}.logs[]");
            }

            row.LogCount = receipt.Logs.Count;
        }
    }

    // A root before Byzantium, a status since (EIP-658); the trace of an old transaction has a status all the same.
    private static void ReadOutcome(
        Wire.TransactionTrace from, Wire.TransactionReceipt receipt, ref Receipt row, string at)
    {
        if (!receipt.StateRoot.IsEmpty)
        {
            row.Root = WireValues.Hash(receipt.StateRoot, $"{at}.state_root");
            row.Fields |= ReceiptFields.Root;
        }
        else if (from.Status != Wire.TransactionTraceStatus.Unknown)
        {
            row.Status = from.Status == Wire.TransactionTraceStatus.Succeeded ? 1UL : 0;
            row.Fields |= ReceiptFields.Status;
        }
    }

    private static void ReadBlobGas(Wire.TransactionReceipt receipt, ref Receipt row, string at)
    {
        if (receipt.HasBlobGasUsed)
        {
            row.BlobGasUsed = receipt.BlobGasUsed;
            row.Fields |= ReceiptFields.BlobGasUsed;
        }

        if (WireValues.NumberOrNull(receipt.BlobGasPrice, $"{at}.blob_gas_price") is { } price)
        {
            row.BlobGasPrice = price;
            row.Fields |= ReceiptFields.BlobGasPrice;
        }
    }

    private static void ReadLog(Wire.Log from, Block block, string at)
    {
        ref LogEntry row = ref block.Logs.Add();
        row.Fields = LogFields.LogIndex;
        row.Address = WireValues.Address(from.Address, $"{at}.address");
        row.TopicCount = from.Topics.Count;
        if (row.TopicCount > 4)
        {
            throw WireValues.Malformed($"{at} has {row.TopicCount} topics, where 4 are the most");
        }

        Span<byte> topics = stackalloc byte[4 * Hash32.Length];
        int length = 0;
        foreach (ByteString topic in from.Topics)
        {
            WireValues.Hash(topic, $"{at}.topics").Span.CopyTo(topics[length..]);
            length += Hash32.Length;
        }

        row.Topics = block.Bytes.Add(topics[..length]);
        row.Data = WireValues.Bytes(from.Data, block.Bytes);
        row.LogIndex = from.BlockIndex;
    }
}
