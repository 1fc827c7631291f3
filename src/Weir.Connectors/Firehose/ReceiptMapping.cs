using Google.Protobuf;
using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Connectors.Firehose;

/// <summary>Turns a <c>TransactionReceipt</c> and its <c>TransactionTrace</c> into the receipt that JSON-RPC gives.</summary>
internal static class ReceiptMapping
{
    /// <param name="hasIndexes">Whether logs name their place in the block: those of the first version do not.</param>
    public static void Read(Wire.TransactionTrace from, Block block, int index, bool hasIndexes)
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
        if (Outcome(from) is not (Wire.TransactionTraceStatus.Failed or Wire.TransactionTraceStatus.Reverted))
        {
            foreach (Wire.Log log in receipt.Logs)
            {
                ReadLog(log, block, $"{at}.logs[]", hasIndexes);
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
        else if (Outcome(from) is var outcome and not Wire.TransactionTraceStatus.Unknown)
        {
            row.Status = outcome == Wire.TransactionTraceStatus.Succeeded ? 1UL : 0;
            row.Fields |= ReceiptFields.Status;
        }
    }

    // Blocks of the first versions leave the status out: it is that of the outermost call.
    private static Wire.TransactionTraceStatus Outcome(Wire.TransactionTrace from) =>
        from.Status != Wire.TransactionTraceStatus.Unknown || from.Calls.Count == 0 ? from.Status
        : from.Calls[0].StatusFailed ? Wire.TransactionTraceStatus.Failed
        : Wire.TransactionTraceStatus.Succeeded;

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

    private static void ReadLog(Wire.Log from, Block block, string at, bool hasIndexes)
    {
        ref LogEntry row = ref block.Logs.Add();
        row.Fields = hasIndexes ? LogFields.LogIndex : LogFields.None;
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
