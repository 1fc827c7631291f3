using Weir.Core.Errors;

namespace Weir.Ethereum.Chains;

/// <summary>The one table of chains. A chain that is not in it has no rules but what its hashes cover.</summary>
public static class KnownChains
{
    // Block times and depths of finality: the chains' own documentation (ethereum.org, docs.optimism.io, docs.arbitrum.io,
    // docs.polygon.technology, docs.bnbchain.org, docs.avax.network); depths are a measure, the node's tags decide.
    // Ids: the ethereum-lists/chains registry (chainid.network). Rules: the page named at each family in ChainRules.
    private static readonly Dictionary<long, KnownChain> Table = new KnownChain[]
    {
        new(1, "Ethereum", ChainRules.Ethereum) { Network = "mainnet", BlockSeconds = 12, FinalityBlocks = 64, NativeToken = "ETH" },
        new(5, "Goerli", ChainRules.Ethereum),
        new(17_000, "Holesky", ChainRules.Ethereum) { Network = "holesky", BlockSeconds = 12, FinalityBlocks = 64, NativeToken = "ETH" },
        new(560_048, "Hoodi", ChainRules.Ethereum) { Network = "hoodi", BlockSeconds = 12, FinalityBlocks = 64, NativeToken = "ETH" },
        new(11_155_111, "Sepolia", ChainRules.Ethereum) { Network = "sepolia", BlockSeconds = 12, FinalityBlocks = 64, NativeToken = "ETH" },
        new(1_337, "a development chain", ChainRules.Ethereum),
        new(31_337, "a development chain", ChainRules.Ethereum),
        new(2_003_134_834, "the simulated chain", ChainRules.Ethereum),
        new(10, "OP Mainnet", ChainRules.OpStack) { Network = "optimism", BlockSeconds = 2, FinalityBlocks = 600, NativeToken = "ETH" },
        new(130, "Unichain", ChainRules.OpStack),
        new(252, "Fraxtal", ChainRules.OpStack),
        new(480, "World Chain", ChainRules.OpStack),
        new(1_868, "Soneium", ChainRules.OpStack),
        new(8_453, "Base", ChainRules.OpStack) { Network = "base", BlockSeconds = 2, FinalityBlocks = 600, NativeToken = "ETH" },
        new(34_443, "Mode", ChainRules.OpStack),
        new(57_073, "Ink", ChainRules.OpStack),
        new(84_532, "Base Sepolia", ChainRules.OpStack),
        new(7_777_777, "Zora", ChainRules.OpStack),
        new(11_155_420, "OP Sepolia", ChainRules.OpStack),
        new(42_161, "Arbitrum One", ChainRules.Arbitrum) { Network = "arbitrum", BlockSeconds = 0.25, FinalityBlocks = 4000, NativeToken = "ETH" },
        new(42_170, "Arbitrum Nova", ChainRules.Arbitrum),
        new(421_614, "Arbitrum Sepolia", ChainRules.Arbitrum),
        new(137, "Polygon PoS", ChainRules.Polygon) { Network = "polygon", BlockSeconds = 2, FinalityBlocks = 256, NativeToken = "POL" },
        new(80_002, "Polygon Amoy", ChainRules.Polygon),
        new(56, "BNB Smart Chain", ChainRules.None) { Network = "bsc", BlockSeconds = 0.75, FinalityBlocks = 21, NativeToken = "BNB" },
        new(43_114, "Avalanche C-Chain", ChainRules.None) { Network = "avalanche", BlockSeconds = 1.5, FinalityBlocks = 1, NativeToken = "AVAX" },
        new(100, "Gnosis", ChainRules.None) { Network = "gnosis", BlockSeconds = 5, FinalityBlocks = 64, NativeToken = "xDAI" },
        new(25, "Cronos", ChainRules.CometBft),
        new(338, "Cronos Testnet", ChainRules.CometBft),
        new(988, "Stable", ChainRules.CometBft),
    }.ToDictionary(chain => chain.Id);

    /// <summary>All of them.</summary>
    public static IEnumerable<KnownChain> All => Table.Values;

    /// <summary>The chain of that id, or null.</summary>
    public static KnownChain? Find(long id) => Table.GetValueOrDefault(id);

    /// <summary>The chain that <c>--network</c> names.</summary>
    /// <exception cref="ConfigException">There is none.</exception>
    public static KnownChain Named(string network) => Table.Values.FirstOrDefault(chain => chain.Network == network)
        ?? throw new ConfigException(
            ErrorCodes.BadFlag, $"there is no network '{network}'",
            $"Networks are {string.Join(", ", Networks)}; for another one leave --network out, or give --chain-id.");

    /// <summary>What <c>--network</c> may name.</summary>
    public static IEnumerable<string> Networks =>
        Table.Values.Where(chain => chain.Network is not null).Select(chain => chain.Network!);

    /// <summary>The rules of a chain; none for one that is not known.</summary>
    public static ChainRules RulesOf(long id) => Find(id)?.Rules ?? ChainRules.None;
}

/// <summary>A chain.</summary>
/// <param name="Id">EIP-155.</param>
/// <param name="Name">As its users call it.</param>
/// <param name="Rules">What follows from its hashes.</param>
public sealed record KnownChain(long Id, string Name, ChainRules Rules)
{
    /// <summary>As <c>--network</c> names it; null where it is not offered.</summary>
    public string? Network { get; init; }

    /// <summary>Seconds between blocks, about; null where it is not known.</summary>
    public double? BlockSeconds { get; init; }

    /// <summary>How many blocks behind the newest one the final one usually is; null where it is not known.</summary>
    public int? FinalityBlocks { get; init; }

    /// <summary>The symbol of the coin that gas is paid in.</summary>
    public string NativeToken { get; init; } = "ETH";
}
