using System.Globalization;
using Weir.App.Settings;
using Weir.Core.Errors;
using Weir.Ethereum.Chains;

namespace Weir.App.Commands.Run;

/// <summary>A chain that is followed.</summary>
/// <param name="Name">As the user names it among others; null for the only one.</param>
/// <param name="Id">The chain that the name means; null where it is for the nodes to say.</param>
/// <param name="Specs">Its nodes, or its Firehose.</param>
internal sealed record RunChain(string? Name, long? Id, IReadOnlyList<SourceSpec> Specs)
{
    /// <summary>Several chains, from <c>NAME=SOURCE</c> each.</summary>
    /// <exception cref="ConfigException">A name is not a network's, or nothing follows it.</exception>
    public static IReadOnlyList<RunChain> Parse(
        IEnumerable<string> texts, Func<IReadOnlyList<string>, IReadOnlyList<SourceSpec>> sources) =>
        [
            .. texts.Select(Split).GroupBy(pair => pair.Name)
                .Select(chain => new RunChain(chain.Key, IdOf(chain.Key), sources([.. chain.Select(pair => pair.Source)]))),
        ];

    private static (string Name, string Source) Split(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return equals > 0 && (colon < 0 || equals < colon)
            ? (text[..equals].Trim(), text[(equals + 1)..].Trim())
            : throw new ConfigException(
                ErrorCodes.BadFlag, "--chain needs a name before its source",
                "Write --chain NETWORK=SOURCE, like base=rpc:http://127.0.0.1:8545, or a chain's id in place of the name.");
    }

    private static long IdOf(string name) =>
        long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : KnownChains.Named(name).Id;
}
