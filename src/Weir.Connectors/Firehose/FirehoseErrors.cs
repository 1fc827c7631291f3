using System.Security.Authentication;
using System.Text;
using Grpc.Core;
using Weir.Connectors.JsonRpc;
using Weir.Core.Errors;
using RpcException = Weir.Core.Errors.RpcException;

namespace Weir.Connectors.Firehose;

/// <summary>What went wrong with a Firehose, as typed errors; neither token nor key is in them.</summary>
internal sealed class FirehoseErrors(FirehoseOptions options)
{
    private const int MostText = 300;

    private readonly string _endpoint = EndpointText.Of(options.Endpoint);

    /// <summary>A failed call, by its gRPC status and what the transport said.</summary>
    public WeirException Of(Grpc.Core.RpcException error, string method)
    {
        if (Transport(error) is { } known)
        {
            return known;
        }

        string text = $"{_endpoint}: {method} failed with {error.StatusCode}: {Clean(error.Status.Detail)}";
        return error.StatusCode switch
        {
            StatusCode.Unauthenticated or StatusCode.PermissionDenied => new RpcException(
                ErrorCodes.RpcUnauthorized, text,
                $"Set {FirehoseSecrets.TokenVariable} (bearer token) or {FirehoseSecrets.KeyVariable} (x-api-key).", isTransient: false,
                innerException: error),
            StatusCode.Unavailable when IsRateLimit(error) => RateLimited(text, error),
            StatusCode.ResourceExhausted when IsMessageSize(error) => new RpcException(
                ErrorCodes.RpcError, text, "The block is larger than Weir takes; load it from a node.",
                isTransient: false, innerException: error),
            StatusCode.ResourceExhausted => RateLimited(text, error),
            StatusCode.Unavailable => new RpcException(
                ErrorCodes.RpcUnreachable, text, "Check the address and that the Firehose is running.", isTransient: true,
                innerException: error),
            StatusCode.DeadlineExceeded => new RpcException(
                ErrorCodes.RpcTimeout, $"{_endpoint} did not answer {method} within {options.Timeout.TotalSeconds:0} s",
                "Try a longer --timeout, or another Firehose.", isTransient: true, innerException: error),
            StatusCode.NotFound => new RpcException(
                ErrorCodes.RpcMissingBlock, text, "The block is not served; choose another range.", isTransient: false,
                innerException: error),
            StatusCode.Unimplemented => new RpcException(
                ErrorCodes.RpcError, text, "The address is not that of a Firehose (sf.firehose.v2); check host and port.",
                isTransient: false, fault: RpcFault.MethodNotFound, innerException: error),
            StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => new RpcException(
                ErrorCodes.RpcError, text, "The Firehose does not take the request; see its text.", isTransient: false,
                innerException: error),
            _ => new RpcException(
                ErrorCodes.RpcError, text, "If it happens again and again, use another Firehose.", isTransient: true,
                innerException: error),
        };
    }

    /// <summary>A message that is not what its service promises.</summary>
    public RpcException Broken(string what, Exception? error = null) => new(
        ErrorCodes.RpcNotJson, $"{_endpoint} {what}", "If it happens again and again, use another Firehose.",
        isTransient: true, innerException: error);

    /// <summary>Blocks of another kind of chain.</summary>
    public ConfigException OtherKind(string typeUrl) => new(
        ErrorCodes.BadSource, $"{_endpoint} serves {Clean(typeUrl)}, where sf.ethereum.type.v2.Block was expected",
        "Use a Firehose of an Ethereum chain.");

    public RpcException Silent(TimeSpan after) => new(
        ErrorCodes.RpcTimeout, $"{_endpoint} sent no block within {after.TotalSeconds:0} s",
        "It may be starting; try again, or name the last block with --end-block.", isTransient: true);

    // What happens below gRPC: no connection, no TLS, no HTTP/2.
    private RpcException? Transport(Grpc.Core.RpcException error)
    {
        for (Exception? inner = error.Status.DebugException ?? error.InnerException; inner is not null;
            inner = inner.InnerException)
        {
            switch (inner)
            {
                case AuthenticationException:
                    return new RpcException(
                        ErrorCodes.RpcUnreachable, $"{_endpoint}: its certificate is not trusted: {Clean(inner.Message)}",
                        "Use the server's right name, or name its authority's certificate in SSL_CERT_FILE.",
                        isTransient: false, innerException: error);
                case HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError }:
                case HttpProtocolException:
                case HttpRequestException
                {
                    HttpRequestError: HttpRequestError.HttpProtocolError or HttpRequestError.InvalidResponse
                }:
                    return NoHttp2(error);
                case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse }
                    when error.StatusCode == StatusCode.Internal:
                    return Cut(error);
                default:
                    continue;
            }
        }

        return null;
    }

    private RpcException NoHttp2(Exception error) => new(
        ErrorCodes.RpcHttpStatus, $"{_endpoint} does not speak HTTP/2, which gRPC needs",
        "Check the port: a Firehose's gRPC port is not its HTTP one; for TLS write firehose:https://….",
        isTransient: false, innerException: error);

    private RpcException Cut(Exception error) => new(
        ErrorCodes.RpcUnreachable, $"{_endpoint}: the connection was cut", "Check that the Firehose is running.",
        isTransient: true, innerException: error);

    private static RpcException RateLimited(string text, Exception error) => new(
        ErrorCodes.RpcRateLimited, text, "Run fewer streams at once, or use a plan with more.", isTransient: true,
        fault: RpcFault.RateLimited, innerException: error);

    private static bool IsRateLimit(Grpc.Core.RpcException error) =>
        error.Status.Detail.Contains("rate limit", StringComparison.OrdinalIgnoreCase);

    private static bool IsMessageSize(Grpc.Core.RpcException error) =>
        error.Status.Detail.Contains("message size", StringComparison.OrdinalIgnoreCase)
        || error.Status.Detail.Contains("larger than max", StringComparison.OrdinalIgnoreCase);

    // Nothing that may hold a secret or mess up a terminal.
    private string Clean(string text)
    {
        foreach (string? secret in new[] { options.Token, options.ApiKey, options.Endpoint.PathAndQuery.Trim('/') })
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
