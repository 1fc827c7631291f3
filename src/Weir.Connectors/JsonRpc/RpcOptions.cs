using Weir.Pipeline;

namespace Weir.Connectors.JsonRpc;

/// <summary>How a node is asked.</summary>
public sealed class RpcOptions
{
    /// <summary>The node's endpoint, http, https, ws or wss; it may hold a key, which is never shown.</summary>
    public required Uri Endpoint { get; set; }

    /// <summary>Blocks asked for in one JSON-RPC batch at first and at most, 1 to 500.</summary>
    public int BatchBlocks { get; set; } = 20;

    /// <summary>Requests in flight at first and at most, 1 to 64.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How failures are repeated.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>What may be asked in a second; null for any number.</summary>
    public RequestBudget? Budget { get; set; }

    /// <summary>How receipts are asked for; a node that lacks a way is asked in the next one.</summary>
    public ReceiptForm Receipts { get; set; }
}

/// <summary>How receipts, or what stands for them, are asked for.</summary>
public enum ReceiptForm
{
    /// <summary>All of a block (<c>eth_getBlockReceipts</c>).</summary>
    Blocks,

    /// <summary>One by one (<c>eth_getTransactionReceipt</c>).</summary>
    Transactions,

    /// <summary>Logs alone (<c>eth_getLogs</c>): proven only as far as the header's bloom goes.</summary>
    Logs,

    /// <summary>Not at all.</summary>
    None,
}
