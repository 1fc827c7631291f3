using System.Buffers.Binary;
using System.Text.Json;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>
/// Reads the results of <c>trace_block</c> (Parity's flat form), and of <c>debug_traceBlockByNumber</c> with
/// <c>callTracer</c> (Geth's tree) or <c>flatCallTracer</c>, into one form.
/// </summary>
public static class TraceJson
{
    private static readonly NameTable Names = new(
        "action", "result", "error", "subtraces", "traceAddress", "transactionHash", "transactionPosition", "type",
        "txHash");

    private static readonly NameTable Actions = new(
        "callType", "from", "gas", "input", "to", "value", "init", "address", "balance", "refundAddress", "author",
        "rewardType");

    private static readonly NameTable Results = new("gasUsed", "output", "address", "code");

    /// <summary>Reads an array of traces; the block must have none yet.</summary>
    /// <exception cref="DecodeException">A trace has a wrong form; the message names it.</exception>
    public static void ReadAll(ref Utf8JsonReader reader, Block block)
    {
        JsonValues.ExpectArray(ref reader, "traces");
        long position = 0;
        while (JsonValues.NextItem(ref reader))
        {
            JsonValues.ExpectObject(ref reader, "traces[]");
            try
            {
                if (IsFlat(reader))
                {
                    ReadFlat(ref reader, block);
                }
                else
                {
                    ReadTransaction(ref reader, block, position);
                }
            }
            catch (DecodeException error)
            {
                throw JsonValues.Malformed($"traces[{position}]: {error.Message}", error);
            }

            position++;
        }

        block.HasTraces = true;
        TraceStatus.Spread(block);
    }

    // An action belongs to Parity's form alone.
    private static bool IsFlat(Utf8JsonReader ahead)
    {
        while (JsonValues.NextProperty(ref ahead, Names, out int number, out _))
        {
            if (number is 0 or 4 or 7)
            {
                return true;
            }

            ahead.Skip();
        }

        return false;
    }

    // {"txHash": …, "result": a call frame, or a list of flat traces}.
    private static void ReadTransaction(ref Utf8JsonReader reader, Block block, long position)
    {
        int first = block.Traces.Count;
        Weir.Core.Hash32? hash = null;
        bool hasResult = false;
        while (JsonValues.NextProperty(ref reader, Names, out int number, out _))
        {
            if (number == 8)
            {
                hash = JsonValues.Hash(ref reader, "txHash");
            }
            else if (number == 1)
            {
                hasResult = true;
                if (reader.TokenType == JsonTokenType.StartArray)
                {
                    while (JsonValues.NextItem(ref reader))
                    {
                        JsonValues.ExpectObject(ref reader, "result[]");
                        ReadFlat(ref reader, block);
                    }
                }
                else
                {
                    JsonValues.ExpectObject(ref reader, "result");
                    CallFrameJson.Read(ref reader, block);
                }
            }
            else if (number == 2)
            {
                throw JsonValues.Malformed("the node could not trace the transaction");
            }
            else
            {
                reader.Skip();
            }
        }

        if (!hasResult)
        {
            throw JsonValues.Missing("the trace", "result");
        }

        for (int i = first; i < block.Traces.Count; i++)
        {
            ref Trace trace = ref block.Traces[i];
            if (!trace.Has(TraceFields.TransactionIndex))
            {
                trace.TransactionIndex = position;
                trace.Fields |= TraceFields.TransactionIndex;
            }

            if (hash is { } named && !trace.Has(TraceFields.TransactionHash))
            {
                trace.TransactionHash = named;
                trace.Fields |= TraceFields.TransactionHash;
            }
        }
    }

    private static void ReadFlat(ref Utf8JsonReader reader, Block block)
    {
        ref Trace trace = ref block.Traces.Add();
        bool hasType = false;
        while (JsonValues.NextProperty(ref reader, Names, out int number, out _))
        {
            switch (number)
            {
                case 0:
                    ReadAction(ref reader, ref trace, block.Bytes);
                    break;
                case 1:
                    ReadResult(ref reader, ref trace, block.Bytes);
                    break;
                case 2:
                    trace.Error = TraceErrors.Add(ref reader, block.Bytes);
                    break;
                case 3:
                    trace.Subtraces = Count(ref reader, "subtraces");
                    break;
                case 4:
                    trace.Address = ReadAddress(ref reader, block.Bytes);
                    break;
                case 5:
                    trace.TransactionHash = JsonValues.Hash(ref reader, "transactionHash");
                    trace.Fields |= TraceFields.TransactionHash;
                    break;
                case 6:
                    trace.TransactionIndex = Count(ref reader, "transactionPosition");
                    trace.Fields |= TraceFields.TransactionIndex;
                    break;
                case 7:
                    trace.Type = ReadType(ref reader);
                    hasType = true;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (!hasType)
        {
            throw JsonValues.Missing("the trace", "type");
        }
    }

    private static TraceType ReadType(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("call"u8) ? TraceType.Call
        : reader.ValueTextEquals("create"u8) ? TraceType.Create
        : reader.ValueTextEquals("suicide"u8) ? TraceType.Suicide
        : reader.ValueTextEquals("reward"u8) ? TraceType.Reward
        : throw JsonValues.Wrong(ref reader, "type", "call, create, suicide or reward");

    private static void ReadAction(ref Utf8JsonReader reader, ref Trace trace, ByteArena bytes)
    {
        JsonValues.ExpectObject(ref reader, "action");
        while (JsonValues.NextProperty(ref reader, Actions, out int number, out _))
        {
            switch (number)
            {
                case 0:
                    trace.CallType = Text(ref reader, bytes);
                    break;
                case 1 or 7:
                    trace.From = JsonValues.Address(ref reader, "action.from");
                    trace.Fields |= TraceFields.From;
                    break;
                case 2:
                    trace.Gas = JsonValues.UInt64(ref reader, "action.gas");
                    trace.Fields |= TraceFields.Gas;
                    break;
                case 3 or 6:
                    trace.Input = JsonValues.Bytes(ref reader, "action.input", bytes);
                    trace.Fields |= TraceFields.Input;
                    break;
                case 4 or 9 or 10:
                    trace.To = JsonValues.Address(ref reader, "action.to");
                    trace.Fields |= TraceFields.To;
                    break;
                case 5 or 8:
                    trace.Value = JsonValues.UInt256(ref reader, "action.value");
                    trace.Fields |= TraceFields.Value;
                    break;
                case 11:
                    trace.RewardType = Text(ref reader, bytes);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static void ReadResult(ref Utf8JsonReader reader, ref Trace trace, ByteArena bytes)
    {
        JsonValues.ExpectObject(ref reader, "result");
        while (JsonValues.NextProperty(ref reader, Results, out int number, out _))
        {
            switch (number)
            {
                case 0:
                    trace.GasUsed = JsonValues.UInt64(ref reader, "result.gasUsed");
                    trace.Fields |= TraceFields.GasUsed;
                    break;
                case 1 or 3:
                    trace.Output = JsonValues.Bytes(ref reader, "result.output", bytes);
                    trace.Fields |= TraceFields.Output;
                    break;
                case 2:
                    trace.To = JsonValues.Address(ref reader, "result.address");
                    trace.Fields |= TraceFields.To;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static ByteSlice ReadAddress(ref Utf8JsonReader reader, ByteArena bytes)
    {
        JsonValues.ExpectArray(ref reader, "traceAddress");
        int start = bytes.Length;
        while (JsonValues.NextItem(ref reader))
        {
            long place = Count(ref reader, "traceAddress[]");
            bytes.Reserve(sizeof(int), out System.Span<byte> level);
            BinaryPrimitives.WriteInt32BigEndian(level, (int)place);
        }

        return new ByteSlice(start, bytes.Length - start);
    }

    // A plain number here, a quantity in some nodes.
    private static long Count(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value) && value >= 0 ? value
        : reader.TokenType == JsonTokenType.String ? JsonValues.Int64(ref reader, field)
        : throw JsonValues.Wrong(ref reader, field, "a number");

    internal static ByteSlice Text(ref Utf8JsonReader reader, ByteArena bytes) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped ? bytes.Add(reader.ValueSpan)
            : bytes.Add(System.Text.Encoding.UTF8.GetBytes(reader.GetString() ?? string.Empty));
}
