using System.Text.Json;
using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>Writes a receipt object with its logs as go-ethereum does.</summary>
internal static class ReceiptJsonWriter
{
    public static void Write(Utf8JsonWriter json, in Receipt row, Block block)
    {
        json.WriteStartObject();
        WriteQuantity(json, row, ReceiptFields.BlobGasPrice, JsonNames.BlobGasPrice, row.BlobGasPrice);
        WriteQuantity(json, row, ReceiptFields.BlobGasUsed, JsonNames.BlobGasUsed, row.BlobGasUsed);
        WriteBytes(json, row, ReceiptFields.BlockHash, JsonNames.BlockHash, row.BlockHash.Span);
        WriteQuantity(json, row, ReceiptFields.BlockNumber, JsonNames.BlockNumber, (ulong)row.BlockNumber);
        WriteOrNull(json, row, ReceiptFields.ContractAddress, JsonNames.ContractAddress, row.ContractAddress.Span);
        WriteQuantity(json, row, ReceiptFields.CumulativeGasUsed, JsonNames.CumulativeGasUsed, row.CumulativeGasUsed);
        WriteQuantity(json, row, ReceiptFields.EffectiveGasPrice, JsonNames.EffectiveGasPrice, row.EffectiveGasPrice);
        WriteBytes(json, row, ReceiptFields.From, JsonNames.From, row.From.Span);
        WriteQuantity(json, row, ReceiptFields.GasUsed, JsonNames.GasUsed, row.GasUsed);
        json.WriteStartArray(JsonNames.Logs);
        foreach (ref readonly LogEntry log in block.Logs.Rows.Slice(row.LogStart, row.LogCount))
        {
            WriteLog(json, log, block.Bytes);
        }

        json.WriteEndArray();
        WriteBytes(json, row, ReceiptFields.LogsBloom, JsonNames.LogsBloom, block.Bytes[row.LogsBloom]);
        WriteBytes(json, row, ReceiptFields.Root, JsonNames.Root, row.Root.Span);
        WriteQuantity(json, row, ReceiptFields.Status, JsonNames.Status, row.Status);
        WriteOrNull(json, row, ReceiptFields.To, JsonNames.To, row.To.Span);
        WriteBytes(json, row, ReceiptFields.TransactionHash, JsonNames.TransactionHash, row.TransactionHash.Span);
        WriteQuantity(
            json, row, ReceiptFields.TransactionIndex, JsonNames.TransactionIndex, (ulong)row.TransactionIndex);
        WriteQuantity(json, row, ReceiptFields.Type, JsonNames.Type, (ulong)row.Type);
        foreach ((string name, string value) in ChainFields.Read(block.Bytes[row.ChainFields]))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteLog(Utf8JsonWriter json, in LogEntry log, ByteArena bytes)
    {
        json.WriteStartObject();
        json.WriteBytes(JsonNames.Address, log.Address.Span);
        json.WriteStartArray(JsonNames.Topics);
        ReadOnlySpan<byte> topics = bytes[log.Topics];
        for (int topic = 0; topic < log.TopicCount; topic++)
        {
            json.WriteBytes(topics.Slice(topic * Hash32.Length, Hash32.Length));
        }

        json.WriteEndArray();
        json.WriteBytes(JsonNames.Data, bytes[log.Data]);
        if (log.Has(LogFields.BlockNumber))
        {
            json.WriteQuantity(JsonNames.BlockNumber, (ulong)log.BlockNumber);
        }

        if (log.Has(LogFields.TransactionHash))
        {
            json.WriteBytes(JsonNames.TransactionHash, log.TransactionHash.Span);
        }

        if (log.Has(LogFields.TransactionIndex))
        {
            json.WriteQuantity(JsonNames.TransactionIndex, (ulong)log.TransactionIndex);
        }

        if (log.Has(LogFields.BlockHash))
        {
            json.WriteBytes(JsonNames.BlockHash, log.BlockHash.Span);
        }

        if (log.Has(LogFields.BlockTimestamp))
        {
            json.WriteQuantity(JsonNames.BlockTimestamp, log.BlockTimestamp);
        }

        if (log.Has(LogFields.LogIndex))
        {
            json.WriteQuantity(JsonNames.LogIndex, (ulong)log.LogIndex);
        }

        json.WriteBoolean(JsonNames.Removed, log.Has(LogFields.Removed));
        json.WriteEndObject();
    }

    private static void WriteQuantity(
        Utf8JsonWriter json, in Receipt row, ReceiptFields field, JsonEncodedText name, UInt256 value)
    {
        if (row.Has(field))
        {
            json.WriteQuantity(name, value);
        }
    }

    private static void WriteBytes(
        Utf8JsonWriter json, in Receipt row, ReceiptFields field, JsonEncodedText name, ReadOnlySpan<byte> bytes)
    {
        if (row.Has(field))
        {
            json.WriteBytes(name, bytes);
        }
    }

    private static void WriteOrNull(
        Utf8JsonWriter json, in Receipt row, ReceiptFields field, JsonEncodedText name, ReadOnlySpan<byte> bytes)
    {
        if (row.Has(field))
        {
            json.WriteBytes(name, bytes);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
