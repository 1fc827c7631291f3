using System.Text.Json;
using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>Reads the <c>logs</c> of a receipt, and the result of <c>eth_getLogs</c>.</summary>
public static class LogJson
{
    private static readonly NameTable Names = new(
        "logIndex", "transactionIndex", "transactionHash", "blockHash", "blockNumber", "blockTimestamp", "removed",
        "address", "topics", "data");

    private static readonly string[] FieldNames =
        [.. Enum.GetValues<Field>().Select(field => "logs[]." + Names.Name((int)field))];

    // The first 7 have the numbers of the bits of LogFields.
    private enum Field
    {
        LogIndex, TransactionIndex, TransactionHash, BlockHash, BlockNumber, BlockTimestamp, Removed, Address, Topics,
        Data,
    }

    private const int Required = (1 << (int)Field.Address) | (1 << (int)Field.Topics) | (1 << (int)Field.Data);

    /// <summary>Appends the logs of the array and says how many.</summary>
    public static int ReadAll(ref Utf8JsonReader reader, Block block)
    {
        JsonValues.ExpectArray(ref reader, "logs");
        int count = 0;
        while (JsonValues.NextItem(ref reader))
        {
            JsonValues.ExpectObject(ref reader, "logs[]");
            ReadObject(ref reader, ref block.Logs.Add(), block.Bytes);
            count++;
        }

        return count;
    }

    /// <summary>
    /// Reads the result of <c>eth_getLogs</c> over contiguous blocks: each log goes to its block, in the order of the
    /// log's index, and once, however often the node names it.
    /// </summary>
    /// <param name="reader">On the array.</param>
    /// <param name="blocks">The blocks that were asked for, each number once.</param>
    /// <returns>The number of a block whose logs are of another branch, removed, or of none that was asked for; null where all
    /// fit.</returns>
    public static long? ReadRange(ref Utf8JsonReader reader, IReadOnlyList<Block> blocks)
    {
        JsonValues.ExpectArray(ref reader, "logs");
        long first = blocks[0].Header.Number;
        long? foreign = null;
        while (JsonValues.NextItem(ref reader))
        {
            JsonValues.ExpectObject(ref reader, "logs[]");
            Utf8JsonReader ahead = reader;
            long number = first;
            while (JsonValues.NextProperty(ref ahead, Names, out int field, out _))
            {
                if (field == (int)Field.BlockNumber)
                {
                    number = JsonValues.Int64(ref ahead, "logs[].blockNumber");
                }
                else
                {
                    ahead.Skip();
                }
            }

            bool isAsked = number >= first && number < first + blocks.Count;
            Block block = isAsked ? blocks[(int)(number - first)] : new Block();
            ref LogEntry log = ref block.Logs.Add();
            ReadObject(ref reader, ref log, block.Bytes);
            if (!isAsked || log.Has(LogFields.Removed)
                || (log.Has(LogFields.BlockHash) && log.BlockHash != block.Header.Hash))
            {
                foreign ??= number;
            }
        }

        foreach (Block block in blocks)
        {
            Order(block.Logs);
            block.HasLogs = true;
        }

        return foreign;
    }

    private static void Order(RowList<LogEntry> logs)
    {
        bool isOrdered = true;
        for (int i = 1; i < logs.Count; i++)
        {
            isOrdered &= logs[i].LogIndex > logs[i - 1].LogIndex;
        }

        if (isOrdered)
        {
            return;
        }

        LogEntry[] sorted = [.. logs.Rows.ToArray().OrderBy(log => log.LogIndex).DistinctBy(log => log.LogIndex)];
        logs.Clear();
        foreach (LogEntry log in sorted)
        {
            logs.Add() = log;
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, ref LogEntry log, ByteArena bytes)
    {
        int seen = 0;
        while (JsonValues.NextProperty(ref reader, Names, out int number, out _))
        {
            if (number >= 0)
            {
                seen |= 1 << number;
                ReadField(ref reader, (Field)number, ref log, bytes);
            }
            else
            {
                reader.Skip();
            }
        }

        log.Fields |= (LogFields)(seen & ((1 << (int)Field.Removed) - 1));
        if ((seen & Required) != Required)
        {
            throw JsonValues.Missing(
                "logs[]", FieldNames[System.Numerics.BitOperations.TrailingZeroCount(Required & ~seen)]);
        }
    }

    private static void ReadField(ref Utf8JsonReader reader, Field field, ref LogEntry log, ByteArena bytes)
    {
        string name = FieldNames[(int)field];
        switch (field)
        {
            case Field.LogIndex:
                log.LogIndex = JsonValues.Int64(ref reader, name);
                break;
            case Field.TransactionIndex:
                log.TransactionIndex = JsonValues.Int64(ref reader, name);
                break;
            case Field.TransactionHash:
                log.TransactionHash = JsonValues.Hash(ref reader, name);
                break;
            case Field.BlockHash:
                log.BlockHash = JsonValues.Hash(ref reader, name);
                break;
            case Field.BlockNumber:
                log.BlockNumber = JsonValues.Int64(ref reader, name);
                break;
            case Field.BlockTimestamp:
                log.BlockTimestamp = JsonValues.UInt64(ref reader, name);
                break;
            case Field.Removed:
                log.Fields |= reader.TokenType == JsonTokenType.True ? LogFields.Removed : LogFields.None;
                break;
            case Field.Address:
                log.Address = JsonValues.Address(ref reader, name);
                break;
            case Field.Topics:
                log.Topics = AccessListJson.ReadHashes(ref reader, name, bytes);
                log.TopicCount = log.Topics.Length / Hash32.Length;
                if (log.TopicCount > 4)
                {
                    throw JsonValues.Malformed($"{name} has {log.TopicCount} topics, where at most 4 can be");
                }

                break;
            case Field.Data:
                log.Data = JsonValues.Bytes(ref reader, name, bytes);
                break;
        }
    }
}
