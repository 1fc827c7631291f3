using System.Text.Json;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>Reads the result of <c>eth_getBlockReceipts</c>, or one receipt, into a <see cref="Block"/>.</summary>
public static class ReceiptJson
{
    private static readonly NameTable Names = new(
        "transactionHash", "transactionIndex", "blockHash", "blockNumber", "from", "to", "cumulativeGasUsed", "gasUsed",
        "contractAddress", "logsBloom", "status", "root", "effectiveGasPrice", "blobGasUsed", "blobGasPrice", "type", "logs");

    private static readonly string[] FieldNames = [.. Enum.GetValues<Field>().Select(field => Names.Name((int)field))];

    // The first 16 have the numbers of the bits of ReceiptFields.
    private enum Field
    {
        TransactionHash, TransactionIndex, BlockHash, BlockNumber, From, To, CumulativeGasUsed, GasUsed,
        ContractAddress, LogsBloom, Status, Root, EffectiveGasPrice, BlobGasUsed, BlobGasPrice, Type, Logs,
    }

    /// <summary>Reads an array of receipts; the block must have none yet.</summary>
    /// <exception cref="DecodeException">A field is missing or has a wrong form; the message names the
    /// receipt.</exception>
    public static void ReadAll(ref Utf8JsonReader reader, Block block)
    {
        JsonValues.ExpectArray(ref reader, "receipts");
        while (JsonValues.NextItem(ref reader))
        {
            ReadOne(ref reader, block);
        }

        block.HasReceipts = true;
    }

    /// <summary>Reads one receipt and appends it.</summary>
    /// <exception cref="DecodeException">A field is missing or has a wrong form; the message names the
    /// receipt.</exception>
    public static void ReadOne(ref Utf8JsonReader reader, Block block)
    {
        int index = block.Receipts.Count;
        try
        {
            ReadObject(ref reader, block);
        }
        catch (DecodeException error)
        {
            throw JsonValues.Malformed($"receipts[{index}]: {error.Message}", error);
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, Block block)
    {
        JsonValues.ExpectObject(ref reader, "the receipt");
        ref Receipt receipt = ref block.Receipts.Add();
        receipt.LogStart = block.Logs.Count;
        int seen = 0;
        SortedDictionary<string, string>? others = null;
        while (JsonValues.NextProperty(ref reader, Names, out int number, out ReadOnlySpan<byte> name))
        {
            if (number >= 0)
            {
                seen |= 1 << number;
                ReadField(ref reader, (Field)number, ref receipt, block);
            }
            else
            {
                JsonValues.NoteOther(ref reader, name, others ??= new(StringComparer.Ordinal));
            }
        }

        if (others is not null)
        {
            receipt.ChainFields = ChainFields.Write(block.Bytes, others);
        }

        receipt.Fields = (ReceiptFields)(seen & ((1 << (int)Field.Logs) - 1));
        block.HasPartialReceipts |= (seen & (1 << (int)Field.Logs)) == 0
            || (receipt.Fields & (ReceiptFields.CumulativeGasUsed | ReceiptFields.GasUsed)) == 0;
    }

    private static void ReadField(ref Utf8JsonReader reader, Field field, ref Receipt receipt, Block block)
    {
        string name = FieldNames[(int)field];
        switch (field)
        {
            case Field.TransactionHash:
                receipt.TransactionHash = JsonValues.Hash(ref reader, name);
                break;
            case Field.TransactionIndex:
                receipt.TransactionIndex = JsonValues.Int64(ref reader, name);
                break;
            case Field.BlockHash:
                receipt.BlockHash = JsonValues.Hash(ref reader, name);
                break;
            case Field.BlockNumber:
                receipt.BlockNumber = JsonValues.Int64(ref reader, name);
                break;
            case Field.From:
                receipt.From = JsonValues.Address(ref reader, name);
                break;
            case Field.To:
                receipt.To = JsonValues.Address(ref reader, name);
                break;
            case Field.CumulativeGasUsed:
                receipt.CumulativeGasUsed = JsonValues.UInt64(ref reader, name);
                break;
            case Field.GasUsed:
                receipt.GasUsed = JsonValues.UInt64(ref reader, name);
                break;
            case Field.ContractAddress:
                receipt.ContractAddress = JsonValues.Address(ref reader, name);
                break;
            case Field.LogsBloom:
                receipt.LogsBloom = JsonValues.Bytes(ref reader, name, block.Bytes, 256);
                break;
            case Field.Status:
                receipt.Status = JsonValues.UInt64(ref reader, name);
                break;
            case Field.Root:
                receipt.Root = JsonValues.Hash(ref reader, name);
                break;
            case Field.EffectiveGasPrice:
                receipt.EffectiveGasPrice = JsonValues.UInt256(ref reader, name);
                break;
            case Field.BlobGasUsed:
                receipt.BlobGasUsed = JsonValues.UInt64(ref reader, name);
                break;
            case Field.BlobGasPrice:
                receipt.BlobGasPrice = JsonValues.UInt256(ref reader, name);
                break;
            case Field.Type:
                receipt.Type = (int)Math.Min(int.MaxValue, JsonValues.UInt64(ref reader, name));
                break;
            case Field.Logs:
                receipt.LogCount = LogJson.ReadAll(ref reader, block);
                break;
        }
    }
}
