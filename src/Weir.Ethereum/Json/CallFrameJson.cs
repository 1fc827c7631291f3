using System.Buffers.Binary;
using System.Text.Json;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>Reads Geth's <c>callTracer</c> frames, a tree of calls, into traces in the order of their places.</summary>
internal static class CallFrameJson
{
    // The EVM's own limit is 1,024 calls.
    private const int MostDepth = 1100;

    private static readonly NameTable Names = new(
        "type", "from", "to", "value", "gas", "gasUsed", "input", "output", "error", "calls", "revertReason",
        "structLogs");

    public static void Read(ref Utf8JsonReader reader, Block block)
    {
        Span<int> place = stackalloc int[MostDepth];
        ReadFrame(ref reader, block, place, 0);
    }

    private static void ReadFrame(ref Utf8JsonReader reader, Block block, scoped Span<int> place, int depth)
    {
        if (depth == place.Length)
        {
            throw JsonValues.Malformed($"calls are more than {MostDepth} deep");
        }

        int row = block.Traces.Count;
        block.Traces.Add();
        ByteSlice address = block.Bytes.Reserve(depth * sizeof(int), out Span<byte> levels);
        for (int i = 0; i < depth; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(levels[(i * sizeof(int))..], place[i]);
        }

        block.Traces[row].Address = address;
        bool hasType = false;
        while (JsonValues.NextProperty(ref reader, Names, out int number, out _))
        {
            if (number == 9)
            {
                JsonValues.ExpectArray(ref reader, "calls");
                int child = 0;
                while (JsonValues.NextItem(ref reader))
                {
                    JsonValues.ExpectObject(ref reader, "calls[]");
                    place[depth] = child++;
                    ReadFrame(ref reader, block, place, depth + 1);
                }

                block.Traces[row].Subtraces = child;
            }
            else
            {
                hasType |= number == 0;
                ReadField(ref reader, number, ref block.Traces[row], block.Bytes);
            }
        }

        if (!hasType)
        {
            throw JsonValues.Missing("the call frame", "type");
        }

        Settle(ref block.Traces[row]);
    }

    private static void ReadField(ref Utf8JsonReader reader, int number, ref Trace trace, ByteArena bytes)
    {
        switch (number)
        {
            case 0:
                ReadType(ref reader, ref trace, bytes);
                break;
            case 1:
                trace.From = JsonValues.Address(ref reader, "from");
                trace.Fields |= TraceFields.From;
                break;
            case 2:
                trace.To = JsonValues.Address(ref reader, "to");
                trace.Fields |= TraceFields.To;
                break;
            case 3:
                trace.Value = JsonValues.UInt256(ref reader, "value");
                trace.Fields |= TraceFields.Value;
                break;
            case 4 when reader.TokenType == JsonTokenType.Number:
            case 11:
                throw JsonValues.Malformed(
                    "the answer has steps (structLogs), where calls are needed: ask with callTracer");
            case 4:
                trace.Gas = JsonValues.UInt64(ref reader, "gas");
                trace.Fields |= TraceFields.Gas;
                break;
            case 5:
                trace.GasUsed = JsonValues.UInt64(ref reader, "gasUsed");
                trace.Fields |= TraceFields.GasUsed;
                break;
            case 6:
                trace.Input = JsonValues.Bytes(ref reader, "input", bytes);
                trace.Fields |= TraceFields.Input;
                break;
            case 7:
                trace.Output = JsonValues.Bytes(ref reader, "output", bytes);
                trace.Fields |= TraceFields.Output;
                break;
            case 8:
                trace.Error = TraceErrors.Add(ref reader, bytes);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static void ReadType(ref Utf8JsonReader reader, ref Trace trace, ByteArena bytes)
    {
        if (reader.ValueTextEquals("CREATE"u8) || reader.ValueTextEquals("CREATE2"u8))
        {
            trace.Type = TraceType.Create;
            return;
        }

        if (reader.ValueTextEquals("SELFDESTRUCT"u8))
        {
            trace.Type = TraceType.Suicide;
            return;
        }

        ReadOnlySpan<byte> callType = reader.ValueTextEquals("CALL"u8) ? "call"u8
            : reader.ValueTextEquals("CALLCODE"u8) ? "callcode"u8
            : reader.ValueTextEquals("DELEGATECALL"u8) ? "delegatecall"u8
            : reader.ValueTextEquals("STATICCALL"u8) ? "staticcall"u8
            : throw JsonValues.Wrong(ref reader, "type", "a kind of call");
        trace.Type = TraceType.Call;
        trace.CallType = bytes.Add(callType);
    }

    // What Geth leaves out and Parity writes: a static call's value, a call's empty answer.
    private static void Settle(ref Trace trace)
    {
        if (trace.Type == TraceType.Call && !trace.Has(TraceFields.Value))
        {
            trace.Fields |= TraceFields.Value;
        }

        if (trace.Type == TraceType.Call && trace.Error.IsEmpty)
        {
            trace.Fields |= TraceFields.Output;
        }
    }
}
