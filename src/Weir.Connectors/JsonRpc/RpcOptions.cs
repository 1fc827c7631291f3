using Weir.Pipeline;

namespace Weir.Connectors.JsonRpc;

/// <summary>How a node is asked.</summary>
public sealed class RpcOptions
{
    /// <summary>The node's HTTP endpoint; it may hold a key, which is never shown.</summary>
    public required Uri Endpoint { get; set; }

    /// <summary>Blocks asked for in one JSON-RPC batch at first and at most, 1 to 500.</summary>
    public int BatchBlocks { get; set; } = 20;

    /// <summary>Requests in flight at first and at most, 1 to 64.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How failures are repeated.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Whether receipts are asked for.</summary>
    public bool WithReceipts { get; set; } = true;

    /// <summary>Whether traces are asked for; a node takes far longer for them than for a block.</summary>
    public bool WithTraces { get; set; }
}
