using System.Globalization;
using Weir.Core;
using Weir.Detection.Prices;

namespace Weir.Ethereum.Chains;

/// <summary>
/// What the table of chains knows of tokens and of contracts that everybody calls: <c>tokens.csv</c> and
/// <c>shared_contracts.csv</c>, with their sources.
/// </summary>
public static class ChainTokens
{
    private static readonly Dictionary<long, TokenList> Lists = Rows("tokens.csv")
        .GroupBy(row => Number(row[0]))
        .ToDictionary(chain => chain.Key, chain => new TokenList(chain.Select(row => new KnownToken(
            Address.Parse(row[1]), row[2], (int)Number(row[3]), Role(row[4])))));

    private static readonly Dictionary<long, IReadOnlySet<Address>> Shared = Rows("shared_contracts.csv")
        .GroupBy(row => Number(row[0]))
        .ToDictionary(
            chain => chain.Key,
            chain => (IReadOnlySet<Address>)chain.Select(row => Address.Parse(row[1])).ToHashSet());

    /// <summary>The chains that have a list.</summary>
    public static IEnumerable<long> ChainIds => Lists.Keys;

    /// <summary>The tokens of a chain; none where it has no list.</summary>
    public static TokenList Of(long chainId) => Lists.GetValueOrDefault(chainId, TokenList.Empty);

    /// <summary>Routers, aggregators and settlements of a chain.</summary>
    public static IReadOnlySet<Address> SharedContracts(long chainId) =>
        Shared.GetValueOrDefault(chainId, new HashSet<Address>());

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static TokenRole Role(string text) => text switch
    {
        "stablecoin" => TokenRole.Stablecoin,
        "wrapped" => TokenRole.WrappedCoin,
        "coin" => TokenRole.Coin,
        _ => TokenRole.Other,
    };

    /// <summary>The rows of a data file, without comments and header.</summary>
    internal static List<string[]> Rows(string name)
    {
        using Stream stream = typeof(ChainTokens).Assembly.GetManifestResourceStream($"Chains.{name}")
            ?? throw new InvalidOperationException($"There is no {name} among the resources.");
        using StreamReader reader = new(stream);
        List<string[]> rows = [];
        bool isHeader = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                if (!isHeader)
                {
                    rows.Add(line.Split(','));
                }

                isHeader = false;
            }
        }

        return rows;
    }
}
