using System.Net;
using System.Text;
using Weir.Connectors.JsonRpc;
using Weir.Core.Errors;

namespace Weir.Connectors.Subgraph;

/// <summary>What went wrong with a subgraph, as typed errors; the key is not in them.</summary>
internal sealed class SubgraphErrors(SubgraphOptions options)
{
    private const int MostText = 400;

    // What passes by itself: an indexer that is behind, or away.
    private static readonly string[] PassingWords =
    [
        "missing block", "too far behind", "Unavailable", "Timeout", "no indexers found", "internal error",
        "has only indexed up to block", "not yet available", "BadResponse", "bad indexers",
    ];

    private static readonly string[] KeyWords =
        ["auth error", "API key", "payment required", "spend limit", "not authorized"];

    /// <summary>The server as it may be shown.</summary>
    public string Shown { get; } = EndpointText.Of(options.Endpoint);

    public RpcException Unreachable(Exception error) => new(
        ErrorCodes.RpcUnreachable, $"{Shown} cannot be reached: {Clean(error.Message)}",
        "Check the URL and the network.", isTransient: true, innerException: error);

    public RpcException Timeout() => new(
        ErrorCodes.RpcTimeout, $"{Shown} did not answer within {options.Timeout.TotalSeconds:0} s",
        "Try a longer --timeout.", isTransient: true);

    public RpcException Status(HttpStatusCode status, TimeSpan? retryAfter, string body)
    {
        string text = $"{Shown} answered {(int)status} {status}{(body.Length > 0 ? ": " + Clean(body) : string.Empty)}";
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.PaymentRequired =>
                Unauthorized(text),
            HttpStatusCode.TooManyRequests => new RpcException(
                ErrorCodes.RpcRateLimited, text, "Wait, or use a plan with more queries.", isTransient: true, retryAfter,
                RpcFault.RateLimited),
            _ => new RpcException(
                ErrorCodes.RpcHttpStatus, text, "Check the URL; if it is right, the server has a problem.",
                isTransient: (int)status >= 500, retryAfter),
        };
    }

    public RpcException NotJson(string body, Exception error) => new(
        ErrorCodes.RpcNotJson, $"{Shown} answered something that is not GraphQL's JSON: {Clean(body)}",
        "Check the URL's path.", isTransient: false, innerException: error);

    /// <summary>The <c>errors</c> of an answer, which comes with HTTP 200.</summary>
    public RpcException Answer(string message)
    {
        string text = $"{Shown}: {Clean(message)}";
        return KeyWords.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase)) ? Unauthorized(text)
            : PassingWords.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase)) ? new RpcException(
                ErrorCodes.RpcMissingBlock, text, "The indexer is behind or away; ask again later, or for an earlier --block.",
                isTransient: true)
            : new RpcException(
                ErrorCodes.RpcError, text, "The subgraph does not take the query; is it of the kind that --kind names?",
                isTransient: false);
    }

    /// <summary>An answer without a part that every answer has.</summary>
    public RpcException Odd(string what) => new(
        ErrorCodes.RpcError, $"{Shown} answered {what}", "Is it a subgraph of the kind that --kind names? Nothing was stored.",
        isTransient: false);

    private static RpcException Unauthorized(string text) => new(
        ErrorCodes.RpcUnauthorized, text, $"Set {SubgraphOptions.KeyVariable}, or put the key into the URL.",
        isTransient: false);

    // Nothing that may hold the key or that could mess up a terminal.
    private string Clean(string text)
    {
        foreach (string? secret in options.Endpoint.AbsolutePath.Split('/').Where(part => part.Length > 15).Append(options.Key))
        {
            text = secret is { Length: > 3 } ? text.Replace(secret, "***", StringComparison.Ordinal) : text;
        }

        StringBuilder clean = new();
        foreach (char symbol in text.Trim().Take(MostText))
        {
            clean.Append(char.IsControl(symbol) ? ' ' : symbol);
        }

        return clean.ToString();
    }
}
