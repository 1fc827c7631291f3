using System.Globalization;
using Weir.Core.Errors;

namespace Weir.App.Settings;

/// <summary>A source as a user names it: <c>kind:rest</c>, a node with <c>rate=N</c> or <c>units=N</c> after it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Rest">Its address.</param>
/// <param name="Rate">Calls a second that a node may be asked; null for any number.</param>
/// <param name="Units">Compute units a second (Alchemy's); null for any number.</param>
internal sealed record SourceSpec(string Kind, string Rest, int? Rate = null, int? Units = null)
{
    private const string Kinds = "rpc:URL, firehose:URL, files:PATH or sim:[seed=N,blocks=N,…]";

    /// <exception cref="ConfigException">The kind is not known, or nothing follows it.</exception>
    public static SourceSpec Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string kind = colon < 0 ? text : text[..colon];
        string rest = colon < 0 ? string.Empty : text[(colon + 1)..];
        return kind switch
        {
            "rpc" => ParseNode(rest),
            "firehose" => ParseFirehose(rest),
            "files" when rest.Length > 0 => new SourceSpec(kind, rest),
            "sim" => new SourceSpec(kind, rest),
            "http" or "https" or "ws" or "wss" => throw new ConfigException(
                ErrorCodes.BadSource, "a node's URL needs its kind before it", $"Write rpc:{kind}://…"),
            _ => throw new ConfigException(
                ErrorCodes.BadSource, $"'{(colon < 0 ? text : kind + ":…")}' is not a source", $"Sources are {Kinds}."),
        };
    }

    /// <summary>Several nodes of one chain, or one source of another kind.</summary>
    /// <exception cref="ConfigException">None was given, or several that are not all nodes.</exception>
    public static IReadOnlyList<SourceSpec> ParseAll(IReadOnlyList<string> texts)
    {
        SourceSpec[] specs = [.. texts.Select(Parse)];
        return specs.Length == 0
            ? throw new ConfigException(
                ErrorCodes.BadSource, "no source was given", $"Add --source {Kinds}.")
            : specs.Length == 1 || specs.All(spec => spec.Kind == "rpc") ? specs
            : throw new ConfigException(
                ErrorCodes.BadSource, "several sources were given that are not all nodes",
                "Only rpc: may be given more than once: the nodes of one chain stand in for each other.");
    }

    private static SourceSpec ParseFirehose(string rest) =>
        Uri.TryCreate(rest.Trim(), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
            ? new SourceSpec("firehose", rest.Trim())
            : throw new ConfigException(
                ErrorCodes.BadSource, "the source firehose: needs an http:// or https:// URL",
                "Write firehose:https://HOST:PORT, or firehose:http://HOST:PORT for gRPC in plain text.");

    private static SourceSpec ParseNode(string rest)
    {
        string[] parts = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || !Uri.TryCreate(parts[0], UriKind.Absolute, out Uri? uri)
            || uri.Scheme is not ("http" or "https" or "ws" or "wss"))
        {
            throw new ConfigException(
                ErrorCodes.BadSource, "the source rpc: needs an http://, https://, ws:// or wss:// URL",
                "Write rpc:http://HOST:PORT.");
        }

        SourceSpec spec = new("rpc", parts[0]);
        foreach (string part in parts[1..])
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? part : part[..equals];
            if (!int.TryParse(part[(equals + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                || number == 0)
            {
                throw Unclear(name);
            }

            spec = name switch
            {
                "rate" => spec with { Rate = number },
                "units" => spec with { Units = number },
                _ => throw Unclear(name),
            };
        }

        return spec;
    }

    private static ConfigException Unclear(string name) => new(
        ErrorCodes.BadSource, $"'{name}' after a node's URL is not understood",
        "After the URL may stand rate=N (calls a second) and units=N (compute units a second).");
}
