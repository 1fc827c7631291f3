using System.Buffers.Binary;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Protocols.Traces;

/// <summary>Calls among a block's traces, which stand in the order of their places.</summary>
internal static class TraceCalls
{
    /// <summary>Whether it is a call that changes its own contract's state, not a delegated or a static one.</summary>
    public static bool IsCall(Block block, in Trace trace) =>
        trace.Type == TraceType.Call && block.Bytes[trace.CallType].SequenceEqual("call"u8)
        && trace.Has(TraceFields.From | TraceFields.To);

    /// <summary>One past the last trace that stands in this one.</summary>
    public static int End(Block block, int position, int end)
    {
        int depth = block.Traces[position].Depth;
        int next = position + 1;
        while (next < end && block.Traces[next].Depth > depth)
        {
            next++;
        }

        return next;
    }

    /// <summary>The first four bytes of the input; 0 where there are none.</summary>
    public static uint Selector(ReadOnlySpan<byte> input) =>
        input.Length >= sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(input) : 0;

    /// <summary>A call's arguments.</summary>
    public static AbiReader Arguments(Block block, in Trace trace) => new(block.Bytes[trace.Input][sizeof(uint)..]);
}
