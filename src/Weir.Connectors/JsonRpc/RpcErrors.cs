using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc;

/// <summary>What went wrong with a node, as typed errors; the endpoint in them has no key.</summary>
internal sealed class RpcErrors
{
    private const int MostText = 500;

    private readonly string _endpoint;
    private readonly string? _secret;

    public RpcErrors(Uri endpoint)
    {
        _endpoint = EndpointText.Of(endpoint);
        string path = endpoint.PathAndQuery.Trim('/');
        _secret = path.Length > 0 ? path : null;
    }

    public RpcException Unreachable(Exception error) => new(
        ErrorCodes.RpcUnreachable, $"{_endpoint} cannot be reached: {Clean(error.Message)}",
        "Check the URL and that the node is running.", isTransient: true, innerException: error);

    public RpcException Timeout(TimeSpan after) => new(
        ErrorCodes.RpcTimeout, $"{_endpoint} did not answer within {after.TotalSeconds:0} s",
        "Try smaller batches (--batch) or a longer --timeout.", isTransient: true, fault: RpcFault.TooLarge);

    public RpcException Status(
        HttpStatusCode status, RetryConditionHeaderValue? retryAfter, string body, TimeProvider time)
    {
        TimeSpan? pause = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - time.GetUtcNow() : null);
        string text =
            $"{_endpoint} answered {(int)status} {status}{(body.Length > 0 ? ": " + Clean(body) : string.Empty)}";
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new RpcException(
                ErrorCodes.RpcUnauthorized, text, "Check the key in the URL, and that it may use this network.",
                isTransient: false),
            HttpStatusCode.TooManyRequests => new RpcException(
                ErrorCodes.RpcRateLimited, text, "Lower --concurrency or --batch, or use a plan with a higher rate.",
                isTransient: true, pause > TimeSpan.Zero ? pause : null, RpcFault.RateLimited),
            HttpStatusCode.RequestEntityTooLarge => new RpcException(
                ErrorCodes.RpcHttpStatus, text, "Lower --batch.", isTransient: true, pause, RpcFault.TooLarge),
            _ => new RpcException(
                ErrorCodes.RpcHttpStatus, text,
                "Check the URL; if it is right, the node or its provider has a problem.",
                isTransient: (int)status >= 500 || status == HttpStatusCode.RequestTimeout, pause),
        };
    }

    public RpcException NoSocket(HttpStatusCode status) => new(
        status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? ErrorCodes.RpcUnauthorized
            : ErrorCodes.RpcHttpStatus,
        $"{_endpoint} answered {(int)status} {status} where a WebSocket was asked for",
        status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? "Check the key in the URL."
            : "There is no WebSocket at that address; use the http:// form of the URL, or the node's WebSocket port.",
        isTransient: (int)status >= 500 || status == HttpStatusCode.TooManyRequests);

    public RpcException NotJson(string? mediaType, string body) => new(
        ErrorCodes.RpcNotJson,
        $"{_endpoint} answered {mediaType ?? "something"} where JSON was expected: {Clean(body)}",
        "The URL is not that of a JSON-RPC endpoint; check its path.", isTransient: false);

    public RpcException Broken(Exception error) => new(
        ErrorCodes.RpcNotJson, $"{_endpoint} sent an answer that breaks off or is no JSON: {Clean(error.Message)}",
        "If it happens again and again, use another node, or smaller batches (--batch).", isTransient: true,
        innerException: error);

    public RpcException Incomplete(string what) => new(
        ErrorCodes.RpcNotJson, $"{_endpoint} {what}", "If it happens again and again, use another node.",
        isTransient: true);

    public RpcException MissingBlock(long number) => new(
        ErrorCodes.RpcMissingBlock, $"{_endpoint} has no block {number}",
        "The block is above the node's head or was pruned; choose another range or an archive node.", isTransient: true);

    public RpcException MissingTag(string tag) => new(
        ErrorCodes.RpcMissingBlock, $"{_endpoint} has no block that is {tag}", "Use --confirmations N.",
        isTransient: false);

    public RpcException MissingReceipts(long number) => new(
        ErrorCodes.RpcMissingBlock, $"{_endpoint} has no receipts for block {number}",
        "The node may have pruned them; use an archive node, or --verify transactions for blocks without receipts.",
        isTransient: true);

    public RpcException MissingTraces(long number) => new(
        ErrorCodes.RpcMissingBlock, $"{_endpoint} has no traces for block {number}",
        "The node may have pruned the state; use an archive node, or leave traces out of --tables.", isTransient: true);

    /// <summary>An error object of JSON-RPC; codes as geth and the large providers use them.</summary>
    public RpcException Answer(string method, int code, string message, bool wasBatch)
    {
        string text = $"{_endpoint}: {method} failed with code {code}: {Clean(message)}";
        if (message.Contains("beyond current head", StringComparison.OrdinalIgnoreCase))
        {
            return new RpcException(
                ErrorCodes.RpcMissingBlock, text, "The node is behind; it will come, or use another one.", isTransient: true);
        }

        if (method == "eth_getLogs" && IsTooMany(message))
        {
            return new RpcException(
                ErrorCodes.RpcError, text, "Lower --batch.", isTransient: true, fault: RpcFault.TooLarge);
        }

        return code switch
        {
            -32601 => new RpcException(
                ErrorCodes.RpcError, text, "The node does not offer this method.", isTransient: false,
                fault: RpcFault.MethodNotFound),
            429 or -32005 or -32029 => new RpcException(
                ErrorCodes.RpcRateLimited, text, "Lower --concurrency or --batch.", isTransient: true,
                fault: RpcFault.RateLimited),
            413 or -32003 or -32002 or -32011 => new RpcException(
                ErrorCodes.RpcError, text, "Lower --batch.", isTransient: true, fault: RpcFault.TooLarge),
            -32600 when wasBatch => new RpcException(
                ErrorCodes.RpcError, text, "Lower --batch.", isTransient: true, fault: RpcFault.TooLarge),
            -32603 or -32000 => new RpcException(
                ErrorCodes.RpcError, text, "Ask again later, or another node.", isTransient: true),
            4444 => new RpcException(
                ErrorCodes.RpcError, text, "The node has pruned this part of the chain; use an archive node.",
                isTransient: false),
            _ => new RpcException(
                ErrorCodes.RpcError, text, "See the node's documentation for this code.", isTransient: false),
        };
    }

    // How nodes and providers refuse a range of logs: their codes say nothing, and differ.
    private static bool IsTooMany(string message) =>
        !message.Contains("invalid block range", StringComparison.OrdinalIgnoreCase)
        && ManyWords.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] ManyWords =
    [
        "block range", "range is too", "ranges over", "query returned more than", "too many results", "limit exceeded",
        "response size", "size exceeded", "exceed", "more than", "limited to", "too large", "too wide", "query timeout",
    ];

    // Nothing that may hold the key or that could mess up a terminal.
    private string Clean(string text)
    {
        if (_secret is not null)
        {
            text = text.Replace(_secret, "***", StringComparison.Ordinal);
        }

        StringBuilder clean = new();
        foreach (char symbol in text.Trim())
        {
            clean.Append(char.IsControl(symbol) ? ' ' : symbol);
            if (clean.Length == MostText)
            {
                clean.Append('…');
                break;
            }
        }

        return clean.ToString();
    }
}
