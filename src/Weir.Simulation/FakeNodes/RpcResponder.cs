using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Weir.Simulation.FakeNodes;

/// <summary>Writes the answers to a request's calls, with the faults of single calls.</summary>
internal sealed class RpcResponder
{
    private readonly RpcMethods _methods;
    private readonly FakeNodeOptions _options;
    private readonly RequestCounts _counts;
    private readonly SeededRandom? _shuffle;
    private readonly Lock _shuffling = new();

    public RpcResponder(IFakeChain chain, FakeNodeOptions options, RequestCounts counts)
    {
        _methods = new RpcMethods(chain, options);
        _options = options;
        _counts = counts;
        _shuffle = options.ShuffleSeed is { } seed ? new SeededRandom(seed) : null;
    }

    /// <summary>Answers every call, in the order that the options and the fault say.</summary>
    /// <param name="strike">The fault that strikes the whole request, if one does.</param>
    public void Answer(
        List<RpcCall> calls, bool isBatch, ReadOnlySpan<byte> body, FaultScript? script, FakeNodeFault? strike,
        ArrayBufferWriter<byte> output)
    {
        if (isBatch && calls.Count == 0)
        {
            WriteError(output, default, RpcAnswer.Error(RpcAnswer.InvalidRequest, "empty batch"));
            return;
        }

        if (isBatch && calls.Count > _options.MostBatchItems)
        {
            WriteError(output, default, RpcAnswer.Error(RpcAnswer.InvalidRequest, "batch too large"));
            return;
        }

        if (strike is { Kind: FakeNodeFaultKind.TooLarge } && calls.Count > strike.MostItems)
        {
            WriteError(output, default, RpcAnswer.Error(RpcAnswer.TooLarge, "response too large"));
            return;
        }

        int[] order = Order(calls.Count, strike);
        if (isBatch)
        {
            output.Write("["u8);
        }

        for (int i = 0; i < order.Length; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            RpcCall call = calls[order[i]];
            bool isFull = output.WrittenCount > _options.MostAnswerBytes;
            RpcAnswer answer = isFull ? RpcAnswer.Error(RpcAnswer.TooLarge, "response too large")
                : Call(call, body, script);
            Write(output, strike is { Kind: FakeNodeFaultKind.WrongIds } ? "987654321"u8 : body[call.Id], answer);
        }

        if (isBatch)
        {
            output.Write("]"u8);
        }
    }

    /// <summary>Writes an error without an id.</summary>
    public static void WriteError(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> id, RpcAnswer answer) =>
        Write(output, id, answer);

    private RpcAnswer Call(in RpcCall call, ReadOnlySpan<byte> body, FaultScript? script)
    {
        RpcAnswer answer = _methods.Call(call, body);
        _counts.Add(call, body, answer.Block);
        if (script is null || !script.StrikesCall(call, answer.Block))
        {
            return answer;
        }

        FakeNodeFault fault = script.Fault;
        return fault.Kind switch
        {
            FakeNodeFaultKind.NullResult => RpcAnswer.Null(answer.Block),
            FakeNodeFaultKind.MethodNotFound => RpcAnswer.Error(
                RpcAnswer.MethodNotFound, $"the method {call.NameIn(body)} does not exist/is not available"),
            FakeNodeFaultKind.Error => RpcAnswer.Error(fault.Code, fault.Text),
            _ => RpcAnswer.Of(script.Lie(answer.Result), answer.Block),
        };
    }

    private int[] Order(int count, FakeNodeFault? strike)
    {
        int most = strike is { Kind: FakeNodeFaultKind.MissingAnswer } && count > 1 ? count - 1 : count;
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }

        if (strike is { Kind: FakeNodeFaultKind.ReversedBatch })
        {
            Array.Reverse(order);
        }
        else if (_shuffle is not null)
        {
            lock (_shuffling)
            {
                for (int i = count - 1; i > 0; i--)
                {
                    int other = _shuffle.Below(i + 1);
                    (order[i], order[other]) = (order[other], order[i]);
                }
            }
        }

        return order[..most];
    }

    private static void Write(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> id, RpcAnswer answer)
    {
        output.Write("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        output.Write(id.IsEmpty ? "null"u8 : id);
        if (answer.Message is not { } message)
        {
            output.Write(",\"result\":"u8);
            output.Write(answer.Result.Span);
        }
        else
        {
            output.Write(",\"error\":{\"code\":"u8);
            output.Write(
                Encoding.UTF8.GetBytes($"{answer.ErrorCode},\"message\":\"{JsonEncodedText.Encode(message)}\"}}"));
        }

        output.Write("}"u8);
    }
}
