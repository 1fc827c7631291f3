using System.Collections.Concurrent;

namespace Weir.Simulation.FakeNodes;

/// <summary>What a <see cref="FakeNode"/> was asked; safe to read while it answers.</summary>
public sealed class RequestCounts
{
    private readonly ConcurrentDictionary<string, long> _methods = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, long> _blocks = new();
    private long _requests;

    /// <summary>HTTP requests, a batch being one.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>
    /// How often each block was asked for with <c>eth_getBlockByNumber</c> or <c>eth_getBlockByHash</c>.
    /// </summary>
    public IReadOnlyDictionary<long, long> Blocks => _blocks;

    /// <summary>How many calls of a method came, in batches or alone.</summary>
    public long Of(string method) => _methods.GetValueOrDefault(method);

    /// <summary>Begins to count anew.</summary>
    public void Clear()
    {
        _methods.Clear();
        _blocks.Clear();
        Interlocked.Exchange(ref _requests, 0);
    }

    internal void AddRequest() => Interlocked.Increment(ref _requests);

    internal void Add(in RpcCall call, ReadOnlySpan<byte> body, long? block)
    {
        string name = call.Method == RpcMethod.Unknown ? call.NameIn(body) : call.Method.Name;
        _methods.AddOrUpdate(name, 1, (_, count) => count + 1);
        if (block is { } number && name is ("eth_getBlockByNumber" or "eth_getBlockByHash"))
        {
            _blocks.AddOrUpdate(number, 1, (_, count) => count + 1);
        }
    }
}
