using System.Globalization;

namespace Weir.Ethereum.Chains;

/// <summary>Chains as Dune's tables name them in the column <c>blockchain</c>.</summary>
public static class ChainNames
{
    private static readonly Dictionary<long, string> Names = new()
    {
        [1] = "ethereum",
        [10] = "optimism",
        [25] = "cronos",
        [56] = "bnb",
        [100] = "gnosis",
        [130] = "unichain",
        [137] = "polygon",
        [250] = "fantom",
        [252] = "fraxtal",
        [324] = "zksync",
        [480] = "worldchain",
        [1_868] = "soneium",
        [5_000] = "mantle",
        [8_453] = "base",
        [34_443] = "mode",
        [42_161] = "arbitrum",
        [42_170] = "nova",
        [42_220] = "celo",
        [43_114] = "avalanche_c",
        [57_073] = "ink",
        [59_144] = "linea",
        [81_457] = "blast",
        [534_352] = "scroll",
        [7_777_777] = "zora",
        [11_155_111] = "sepolia",
    };

    /// <summary>The chain's name, or <c>chain_</c> and its id.</summary>
    public static string Of(long chainId) =>
        Names.TryGetValue(chainId, out string? name) ? name
            : "chain_" + chainId.ToString(CultureInfo.InvariantCulture);
}
