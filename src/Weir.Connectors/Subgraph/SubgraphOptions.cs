using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.Connectors.Subgraph;

/// <summary>How a subgraph is asked.</summary>
public sealed class SubgraphOptions
{
    /// <summary>Where The Graph's key comes from.</summary>
    public const string KeyVariable = "WEIR_SUBGRAPH_KEY";

    private const string Gateway = "https://gateway.thegraph.com/api/subgraphs/id/";

    /// <summary>The URL that queries are posted to; it may hold a key, which is never shown.</summary>
    public required Uri Endpoint { get; set; }

    /// <summary>Sent as <c>Authorization: Bearer …</c>; null for none.</summary>
    public string? Key { get; set; }

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How failures are repeated.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Entities a page: graph-node's default limit.</summary>
    public int PageSize { get; set; } = 1_000;

    /// <summary>A whole URL, or the id of a subgraph at The Graph's gateway.</summary>
    /// <exception cref="ConfigException">It is neither.</exception>
    public static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? uri
        : text.Length > 0 && text.All(char.IsAsciiLetterOrDigit) ? new Uri(Gateway + text)
        : throw new ConfigException(
            ErrorCodes.BadSource, "the subgraph is neither a URL nor an id",
            "Write https://…, or the id that The Graph's explorer shows.");
}
