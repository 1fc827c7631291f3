using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>
/// Puts a block's traces in order, each before those that it made, and says of each whether it came to pass: nothing
/// does that stands in one that failed.
/// </summary>
public static class TraceStatus
{
    private const int NotFailed = int.MaxValue;

    /// <summary>Orders the block's traces and marks those that did not come to pass.</summary>
    public static void Spread(Block block)
    {
        Order(block);
        int failedDepth = NotFailed;
        long transaction = -1;
        foreach (ref Trace trace in block.Traces.Rows)
        {
            if (trace.TransactionIndex != transaction || trace.Depth <= failedDepth)
            {
                failedDepth = NotFailed;
            }

            transaction = trace.TransactionIndex;
            bool isFailed = !trace.Error.IsEmpty;
            trace.IsReverted = isFailed || failedDepth != NotFailed;
            if (isFailed && failedDepth == NotFailed)
            {
                failedDepth = trace.Depth;
            }
        }
    }

    private static void Order(Block block)
    {
        Span<Trace> traces = block.Traces.Rows;
        ByteArena bytes = block.Bytes;
        for (int i = 1; i < traces.Length; i++)
        {
            if (Compare(traces[i - 1], traces[i], bytes) > 0)
            {
                traces.Sort((left, right) => Compare(left, right, bytes));
                return;
            }
        }
    }

    // By transaction, then by place; what is of no transaction is last.
    private static int Compare(in Trace left, in Trace right, ByteArena bytes)
    {
        long leftIndex = left.Has(TraceFields.TransactionIndex) ? left.TransactionIndex : long.MaxValue;
        long rightIndex = right.Has(TraceFields.TransactionIndex) ? right.TransactionIndex : long.MaxValue;
        int order = leftIndex.CompareTo(rightIndex);
        return order != 0 ? order : bytes[left.Address].SequenceCompareTo(bytes[right.Address]);
    }
}
