using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc;

/// <summary>Finds out what a node can do: a call each, none of them repeated.</summary>
public static class NodeProbe
{
    private const int BatchCalls = 100;
    private const int LogBlocks = 10_000;

    /// <summary>Asks everything.</summary>
    /// <exception cref="RpcException">The node does not even tell its chain and its head.</exception>
    public static async Task<NodeCapabilities> RunAsync(
        RpcNode node, TimeProvider time, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        long chainId = await node.GetChainIdAsync(cancellationToken);
        TimeSpan latency = time.GetElapsedTime(start);
        long head = await node.GetHeadAsync(HeadRule.Latest, cancellationToken);
        string number = RpcBatch.Quantity(head);
        return new NodeCapabilities(node.Shown, chainId, head, latency)
        {
            Client = await TextAsync(node, "web3_clientVersion", cancellationToken),
            BlockReceipts = await AnswersAsync(node, "eth_getBlockReceipts", $"\"{number}\"", cancellationToken),
            Traces = await AnswersAsync(node, "trace_block", $"\"{number}\"", cancellationToken) is null
                ? null
                : await AnswersAsync(
                    node, "debug_traceBlockByNumber", $"\"{number}\",{{\"tracer\":\"callTracer\"}}", cancellationToken),
            Finalized = await TagAsync(node, HeadTag.Finalized, cancellationToken),
            Safe = await TagAsync(node, HeadTag.Safe, cancellationToken),
            LogRange = await AnswersAsync(
                node, "eth_getLogs",
                $"{{\"fromBlock\":\"{RpcBatch.Quantity(Math.Max(0, head - LogBlocks + 1))}\",\"toBlock\":\"{number}\",\"address\":\"0x000000000000000000000000000000000000dead\"}}",
                cancellationToken),
            Batches = await BatchAsync(node, cancellationToken),
        };
    }

    private static async Task<string?> TextAsync(RpcNode node, string method, CancellationToken cancellationToken)
    {
        try
        {
            return (await node.CallAsync(method, string.Empty, cancellationToken)).ToString();
        }
        catch (RpcException)
        {
            return null;
        }
    }

    // Null where the node answers, else why it does not.
    private static async Task<string?> AnswersAsync(
        RpcNode node, string method, string parameters, CancellationToken cancellationToken)
    {
        try
        {
            JsonElement answer = await node.CallAsync(method, parameters, cancellationToken);
            return answer.ValueKind == JsonValueKind.Null ? "the answer is null" : null;
        }
        catch (RpcException error)
        {
            return error.Message;
        }
    }

    private static async Task<long?> TagAsync(RpcNode node, HeadTag tag, CancellationToken cancellationToken)
    {
        try
        {
            return await node.GetHeadAsync(new HeadRule(tag, 0), cancellationToken);
        }
        catch (WeirException)
        {
            return null;
        }
    }

    private static async Task<string?> BatchAsync(RpcNode node, CancellationToken cancellationToken)
    {
        try
        {
            await node.CallManyAsync("eth_blockNumber", BatchCalls, cancellationToken);
            return null;
        }
        catch (RpcException error)
        {
            return error.Message;
        }
    }
}

/// <summary>What a node can do. Where a text is null it can; else the text says why not.</summary>
/// <param name="Shown">The node, without its key.</param>
/// <param name="ChainId">Its chain (EIP-155).</param>
/// <param name="Head">The number of its newest block.</param>
/// <param name="Latency">How long one short answer took.</param>
public sealed record NodeCapabilities(string Shown, long ChainId, long Head, TimeSpan Latency)
{
    /// <summary>What it calls itself; null where it does not say.</summary>
    public string? Client { get; init; }

    /// <summary><c>eth_getBlockReceipts</c>.</summary>
    public string? BlockReceipts { get; init; }

    /// <summary><c>trace_block</c> or <c>debug_traceBlockByNumber</c>.</summary>
    public string? Traces { get; init; }

    /// <summary>Its newest final block; null where it does not say.</summary>
    public long? Finalized { get; init; }

    /// <summary>Its newest safe block; null where it does not say.</summary>
    public long? Safe { get; init; }

    /// <summary><c>eth_getLogs</c> over 10,000 blocks.</summary>
    public string? LogRange { get; init; }

    /// <summary>A batch of 100 calls.</summary>
    public string? Batches { get; init; }
}
