namespace Weir.Ethereum.Chains;

/// <summary>The one table of chains. A chain that is not in it has no rules but what its hashes cover.</summary>
public static class KnownChains
{
    // Ids: the ethereum-lists/chains registry (chainid.network). Rules: the page named at each family in ChainRules.
    private static readonly Dictionary<long, KnownChain> Table = new KnownChain[]
    {
        new(1, "Ethereum", ChainRules.Ethereum),
        new(5, "Goerli", ChainRules.Ethereum),
        new(17_000, "Holesky", ChainRules.Ethereum),
        new(560_048, "Hoodi", ChainRules.Ethereum),
        new(11_155_111, "Sepolia", ChainRules.Ethereum),
        new(1_337, "a development chain", ChainRules.Ethereum),
        new(31_337, "a development chain", ChainRules.Ethereum),
        new(2_003_134_834, "the simulated chain", ChainRules.Ethereum),
        new(10, "OP Mainnet", ChainRules.OpStack),
        new(130, "Unichain", ChainRules.OpStack),
        new(252, "Fraxtal", ChainRules.OpStack),
        new(480, "World Chain", ChainRules.OpStack),
        new(1_868, "Soneium", ChainRules.OpStack),
        new(8_453, "Base", ChainRules.OpStack),
        new(34_443, "Mode", ChainRules.OpStack),
        new(57_073, "Ink", ChainRules.OpStack),
        new(84_532, "Base Sepolia", ChainRules.OpStack),
        new(7_777_777, "Zora", ChainRules.OpStack),
        new(11_155_420, "OP Sepolia", ChainRules.OpStack),
        new(42_161, "Arbitrum One", ChainRules.Arbitrum),
        new(42_170, "Arbitrum Nova", ChainRules.Arbitrum),
        new(421_614, "Arbitrum Sepolia", ChainRules.Arbitrum),
        new(137, "Polygon PoS", ChainRules.Polygon),
        new(80_002, "Polygon Amoy", ChainRules.Polygon),
        new(25, "Cronos", ChainRules.CometBft),
        new(338, "Cronos Testnet", ChainRules.CometBft),
        new(988, "Stable", ChainRules.CometBft),
    }.ToDictionary(chain => chain.Id);

    /// <summary>All of them.</summary>
    public static IEnumerable<KnownChain> All => Table.Values;

    /// <summary>The chain of that id, or null.</summary>
    public static KnownChain? Find(long id) => Table.GetValueOrDefault(id);

    /// <summary>The rules of a chain; none for one that is not known.</summary>
    public static ChainRules RulesOf(long id) => Find(id)?.Rules ?? ChainRules.None;
}

/// <summary>A chain.</summary>
/// <param name="Id">EIP-155.</param>
/// <param name="Name">As its users call it.</param>
/// <param name="Rules">What follows from its hashes.</param>
public sealed record KnownChain(long Id, string Name, ChainRules Rules);
