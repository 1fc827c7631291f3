using System.CommandLine;
using Weir.App.Settings;
using Weir.Connectors.Subgraph;
using Weir.Core.Errors;
using Weir.Ethereum.Chains;
using Weir.Pipeline;

namespace Weir.App.Commands.Subgraph;

/// <summary>The flags of the commands that ask a subgraph.</summary>
internal sealed class SubgraphFlags
{
    private readonly Option<string?> _subgraph = Flags.Text(
        "--subgraph", $"the subgraph: a URL, or its id at The Graph's gateway (the key comes from {SubgraphOptions.KeyVariable}, or stands in the URL)");
    private readonly Option<string?> _kind = Flags.Text(
        "--kind", "the schema that it has", "uniswap-v3", [.. UniswapSubgraph.Kinds]);
    private readonly Option<string?> _block = Flags.Text(
        "--block", "ask for the state at this block (default: the newest that the indexer has)");
    private readonly Option<string?> _network = Flags.Text(
        "--network", $"the chain that it indexes: {string.Join(", ", KnownChains.Networks)}");
    private readonly Option<string?> _chainId = Flags.Text("--chain-id", "the chain's id, where it has no name here (default: 1)");
    private readonly Option<int> _timeout = Flags.Number("--timeout", "timeout of one request, in seconds", 60, 1, 3600);
    private readonly Option<int> _retries = Flags.Number("--retries", "how often to retry a failed request", 8, 0, 1000);

    /// <summary>Adds those that every command has.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _subgraph, _kind, _block, _network, _chainId, _timeout, _retries })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The subgraph.</summary>
    public SubgraphClient Open(ParseResult parsed, WeirHost host) => new(
        new SubgraphOptions
        {
            Endpoint = SubgraphOptions.Parse(parsed.GetValue(_subgraph) ?? throw new ConfigException(
                ErrorCodes.BadSource, "no subgraph was given", "Add --subgraph URL or --subgraph ID.")),
            Key = Environment.GetEnvironmentVariable(SubgraphOptions.KeyVariable) is { Length: > 0 } key ? key.Trim() : null,
            Timeout = TimeSpan.FromSeconds(parsed.GetValue(_timeout)),
            Retry = new RetryOptions { Attempts = parsed.GetValue(_retries) },
        },
        host.Time, host.WarnOfRetry);

    /// <summary>Uniswap's version.</summary>
    public int Version(ParseResult parsed) => parsed.GetValue(_kind) == "uniswap-v2" ? 2 : 3;

    /// <summary>The block that was asked for.</summary>
    public long? Block(ParseResult parsed) =>
        parsed.GetValue(_block) is { } text ? RangeSpec.Of(text, null).From : null;

    /// <summary>The chain that the subgraph indexes: it does not say so itself.</summary>
    public long ChainId(ParseResult parsed) => SharedFlags.ParseChainId(parsed.GetValue(_chainId))
        ?? (parsed.GetValue(_network) is { } network ? KnownChains.Named(network).Id : 1);
}
