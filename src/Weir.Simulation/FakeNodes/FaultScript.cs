using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Weir.Simulation.FakeNodes;

/// <summary>A fault with its count: says when it strikes.</summary>
internal sealed class FaultScript
{
    private int _seen;

    public FaultScript(FakeNodeFault fault)
    {
        Fault = fault;
    }

    public FakeNodeFault Fault { get; }

    /// <summary>Whether it strikes this request, which has calls of these methods.</summary>
    public bool StrikesRequest(ReadOnlySpan<RpcCall> calls)
    {
        if (Fault.IsOfCall)
        {
            return false;
        }

        bool fits = Fault.Method is null;
        foreach (RpcCall call in calls)
        {
            fits |= call.Method.Name == Fault.Method;
        }

        return fits && IsDue();
    }

    /// <summary>Whether it strikes this call.</summary>
    public bool StrikesCall(in RpcCall call, long? block) =>
        Fault.IsOfCall
        && (Fault.Method is null || Fault.Method == call.Method.Name)
        && (Fault.Block is null || Fault.Block == block)
        && IsDue();

    /// <summary>The result with the field of a lie changed.</summary>
    /// <exception cref="InvalidOperationException">The result has no such field.</exception>
    public byte[] Lie(ReadOnlyMemory<byte> result)
    {
        Utf8JsonReader reader = new(result.Span);
        JsonNode root = JsonNode.Parse(ref reader) ?? throw NoField();
        string[] steps =
            Fault.Path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        JsonNode parent = root;
        foreach (string step in steps[..^1])
        {
            parent = (step[0] == '[' ? parent[Index(step)] : parent[step]) ?? throw NoField();
        }

        Replace(parent, steps[^1]);
        ArrayBufferWriter<byte> buffer = new(result.Length + 64);
        using (Utf8JsonWriter writer = new(buffer))
        {
            root.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void Replace(JsonNode parent, string step)
    {
        JsonNode? value = Fault.Replacement is { } text ? JsonNode.Parse(text) : null;
        if (parent is JsonArray array && step[0] == '[')
        {
            if (Fault.Replacement is null)
            {
                array.RemoveAt(Index(step));
            }
            else
            {
                array[Index(step)] = value;
            }
        }
        else if (parent is JsonObject fields && (fields.ContainsKey(step) || Fault.Replacement is not null))
        {
            if (Fault.Replacement is null)
            {
                fields.Remove(step);
            }
            else
            {
                fields[step] = value;
            }
        }
        else
        {
            throw NoField();
        }
    }

    private bool IsDue()
    {
        int number = Interlocked.Increment(ref _seen);
        return number > Fault.After && (Fault.Times is not { } times || number <= Fault.After + times);
    }

    private static int Index(string step) => int.Parse(step.AsSpan(1, step.Length - 2), CultureInfo.InvariantCulture);

    private InvalidOperationException NoField() =>
        new($"The answer of {Fault.Method} has no '{Fault.Path}' to lie about.");
}
