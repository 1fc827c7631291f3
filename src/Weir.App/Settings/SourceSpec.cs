using Weir.Core.Errors;

namespace Weir.App.Settings;

/// <summary>A source as a user names it: <c>kind:rest</c>.</summary>
internal sealed record SourceSpec(string Kind, string Rest)
{
    private const string Kinds = "rpc:URL, files:PATH or sim:[seed=N,blocks=N,…]";

    /// <exception cref="ConfigException">The kind is not known, or nothing follows it.</exception>
    public static SourceSpec Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string kind = colon < 0 ? text : text[..colon];
        string rest = colon < 0 ? string.Empty : text[(colon + 1)..];
        return kind switch
        {
            "rpc" when Uri.TryCreate(rest, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" => new SourceSpec(kind, rest),
            "rpc" => throw new ConfigException(
                ErrorCodes.BadSource, "the source rpc: needs an http:// or https:// URL",
                "Write rpc:http://HOST:PORT."),
            "files" when rest.Length > 0 => new SourceSpec(kind, rest),
            "sim" => new SourceSpec(kind, rest),
            "http" or "https" => throw new ConfigException(
                ErrorCodes.BadSource, "a node's URL needs its kind before it", $"Write rpc:{kind}://…"),
            _ => throw new ConfigException(
                ErrorCodes.BadSource, $"'{(colon < 0 ? text : kind + ":…")}' is not a source", $"Sources are {Kinds}."),
        };
    }
}
