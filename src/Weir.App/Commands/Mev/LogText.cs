using System.Globalization;
using System.Text;
using System.Text.Json;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.App.Commands.Mev;

/// <summary>A log's raw bytes as hexadecimal text, and the row that was decoded from it.</summary>
internal sealed record LogText(
    long Index, string Transaction, string Address, IReadOnlyList<string> Topics, string Data,
    IReadOnlyList<(string Name, string Value)> Decoded)
{
    private static readonly TableSchema[] Decoders =
        [DexTradeBatch.Table, LiquidityEventBatch.Table, LendingEventBatch.Table, NftTradeBatch.Table];

    /// <summary>The log of an index, with the columns of its decoded rows.</summary>
    public static LogText Of(Block block, BatchSet made, long index)
    {
        LogEntry log = Find(block, index);
        byte[] topics = block.Bytes[log.Topics].ToArray();
        return new LogText(
            index, $"{log.TransactionHash}", $"{log.Address}",
            [.. Enumerable.Range(0, log.TopicCount).Select(i => Hex.Encode(topics.AsSpan(i * Hash32.Length, Hash32.Length)))],
            Hex.Encode(block.Bytes[log.Data]), [.. Decoders.SelectMany(table => Columns(made.Of(table), index))]);
    }

    /// <summary>Writes the log as an object of an open array.</summary>
    public void Write(Utf8JsonWriter json, string role)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteNumber("log_index", Index);
        json.WriteString("transaction_hash", Transaction);
        json.WriteString("address", Address);
        json.WriteStartArray("topics");
        foreach (string topic in Topics)
        {
            json.WriteStringValue(topic);
        }

        json.WriteEndArray();
        json.WriteString("data", Data);
        json.WriteStartObject("decoded");
        foreach ((string name, string value) in Decoded)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static LogEntry Find(Block block, long index)
    {
        foreach (ref readonly LogEntry log in block.Logs.Rows)
        {
            if (log.LogIndex == index)
            {
                return log;
            }
        }

        throw new InvalidOperationException($"The block has no log {index}.");
    }

    // Every column of the decoded row but those that say where it stands.
    private static IEnumerable<(string Name, string Value)> Columns(Batch batch, long index)
    {
        var indexes = (Int64Column)batch.Columns[batch.Schema.IndexOf("evt_index")];
        for (int row = 0; row < batch.RowCount; row++)
        {
            if (indexes.GetNullable(row) != index)
            {
                continue;
            }

            for (int column = 0; column < batch.Columns.Count; column++)
            {
                ColumnSchema schema = batch.Schema.Columns[column];
                if (batch.Columns[column].IsNull(row) || schema.Type == LogicalType.Timestamp
                    || schema.Name is "chain_id" or "block_number" or "block_hash" or "tx_hash" or "tx_index" or "evt_index")
                {
                    continue;
                }

                ValueText text = new();
                ValueFormat.Of(schema, batch.Columns[column]).Append(text, row);
                yield return (
                    batch.Schema == LiquidityEventBatch.Table
                        ? string.Create(CultureInfo.InvariantCulture, $"{schema.Name}[{row}]") : schema.Name,
                    Encoding.UTF8.GetString(text.Written));
            }
        }
    }
}
