using System.Buffers.Binary;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;
using BalanceReason = Weir.Connectors.Firehose.Wire.BalanceChange.Types.Reason;

namespace Weir.Connectors.Firehose;

/// <summary>
/// Turns the calls of an EXTENDED block into traces of Parity's form: a call each, selfdestructs as the last step of
/// the call that made them, and the rewards before the Merge. Calls of the protocol itself are of no transaction and are
/// left out, as <c>trace_block</c> does.
/// </summary>
internal static class TraceMapping
{
    public static void Read(Wire.Block from, Block block)
    {
        for (int i = 0; i < from.TransactionTraces.Count; i++)
        {
            ReadTransaction(from.TransactionTraces[i], block, i);
        }

        ReadRewards(from, block);
        block.HasTraces = true;
        TraceStatus.Spread(block);
    }

    private static void ReadTransaction(Wire.TransactionTrace from, Block block, int transaction)
    {
        Dictionary<uint, int> rows = [];
        foreach (Wire.Call call in from.Calls)
        {
            string at = $"transaction_traces[{transaction}].calls[{rows.Count}]";
            int parent = -1;
            if (call.ParentIndex != 0 && !rows.TryGetValue(call.ParentIndex, out parent))
            {
                throw WireValues.Malformed($"{at} has the parent {call.ParentIndex}, which does not come before it");
            }

            int row = block.Traces.Count;
            if (!rows.TryAdd(call.Index, row))
            {
                throw WireValues.Malformed($"{at} has the index {call.Index}, which another one has");
            }

            ref Trace trace = ref block.Traces.Add();
            Place(ref trace, block, parent, transaction);
            ReadCall(call, from, ref block.Traces[row], block.Bytes, at);
        }

        foreach (Wire.Call call in from.Calls.Where(call => call.Suicide))
        {
            ReadSuicide(call, block, rows[call.Index], transaction);
        }
    }

    // The next place below a parent; a transaction's outermost call has an empty one.
    private static void Place(ref Trace trace, Block block, int parent, int transaction)
    {
        trace.TransactionIndex = transaction;
        trace.TransactionHash = block.Transactions[transaction].Hash;
        trace.Fields = TraceFields.TransactionIndex | TraceFields.TransactionHash;
        if (parent >= 0)
        {
            ref Trace above = ref block.Traces[parent];
            ByteSlice upper = above.Address;
            trace.Address = block.Bytes.Reserve(upper.Length + sizeof(int), out Span<byte> place);
            block.Bytes[upper].CopyTo(place);
            BinaryPrimitives.WriteInt32BigEndian(place[upper.Length..], (int)above.Subtraces++);
        }
    }

    private static void ReadCall(
        Wire.Call call, Wire.TransactionTrace transaction, ref Trace trace, ByteArena bytes, string at)
    {
        bool isCreate = call.CallType == Wire.CallType.Create;
        trace.Type = isCreate ? TraceType.Create : TraceType.Call;
        trace.CallType = call.CallType switch
        {
            Wire.CallType.Create => default,
            Wire.CallType.Call => bytes.Add("call"u8),
            Wire.CallType.Callcode => bytes.Add("callcode"u8),
            Wire.CallType.Delegate => bytes.Add("delegatecall"u8),
            Wire.CallType.Static => bytes.Add("staticcall"u8),
            _ => throw WireValues.Malformed($"{at} has the call type {call.CallType}"),
        };
        trace.From = WireValues.Address(call.Caller, $"{at}.caller");
        trace.To = WireValues.Address(call.Address, $"{at}.address");
        trace.Value = WireValues.Number(call.Value, $"{at}.value");
        trace.Gas = call.GasLimit;
        trace.GasUsed = call.GasConsumed;
        trace.Input = WireValues.Bytes(
            isCreate && call.Input.IsEmpty && call.ParentIndex == 0 ? transaction.Input : call.Input, bytes);
        trace.Fields |= TraceFields.From | TraceFields.Value | TraceFields.Gas | TraceFields.GasUsed | TraceFields.Input;
        if (call.StatusFailed)
        {
            trace.Error = TraceErrors.Add(call.FailureReason.Length > 0 ? call.FailureReason : "Internal error", bytes);
        }

        // What failed to be created has no address and no code.
        if (!isCreate || !call.StatusFailed)
        {
            trace.Output = WireValues.Bytes(isCreate ? CodeOf(call) : call.ReturnData, bytes);
            trace.Fields |= TraceFields.To | TraceFields.Output;
        }
    }

    private static Google.Protobuf.ByteString CodeOf(Wire.Call call) =>
        call.CodeChanges.LastOrDefault(change => change.Address.Equals(call.Address))?.NewCode ?? call.ReturnData;

    // The contract's balance goes to whoever the balance changes name; of nothing there is no change, and no name.
    private static void ReadSuicide(Wire.Call call, Block block, int parent, int transaction)
    {
        ref Trace trace = ref block.Traces.Add();
        Place(ref trace, block, parent, transaction);
        trace = ref block.Traces[block.Traces.Count - 1];
        trace.Type = TraceType.Suicide;
        trace.From = block.Traces[parent].To;
        trace.Fields |= TraceFields.From | TraceFields.Value;
        foreach (Wire.BalanceChange change in call.BalanceChanges)
        {
            if (change.Reason == BalanceReason.SuicideRefund)
            {
                trace.To = WireValues.Address(change.Address, "balance_changes[].address");
                trace.Value = Growth(change);
                trace.Fields |= TraceFields.To;
            }
        }
    }

    private static void ReadRewards(Wire.Block from, Block block)
    {
        foreach (Wire.BalanceChange change in from.BalanceChanges)
        {
            if (change.Reason is not (BalanceReason.RewardMineBlock or BalanceReason.RewardMineUncle))
            {
                continue;
            }

            ref Trace trace = ref block.Traces.Add();
            trace.Type = TraceType.Reward;
            trace.RewardType = block.Bytes.Add(change.Reason == BalanceReason.RewardMineBlock ? "block"u8 : "uncle"u8);
            trace.To = WireValues.Address(change.Address, "balance_changes[].address");
            trace.Value = Growth(change);
            trace.Fields = TraceFields.To | TraceFields.Value;
        }
    }

    private static UInt256 Growth(Wire.BalanceChange change)
    {
        UInt256 old = WireValues.Number(change.OldValue, "balance_changes[].old_value");
        UInt256 now = WireValues.Number(change.NewValue, "balance_changes[].new_value");
        return now >= old ? now - old : UInt256.Zero;
    }
}
