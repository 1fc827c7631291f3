using Weir.Core.Errors;

namespace Weir.Ethereum.Chains;

/// <summary>
/// What follows from a chain's hashes beyond what they cover. A derived field is compared with its rule only where the
/// chain is known to have the rule; without one it is the node's word.
/// </summary>
public sealed record ChainRules
{
    /// <summary>As <c>--rules</c> names them.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// A sender pays min(max fee, base fee + tip) (EIP-1559): gasPrice of types 2 and up, and effectiveGasPrice.
    /// </summary>
    public bool HasTips { get; init; }

    /// <summary>
    /// A receipt's gasUsed is the step of cumulativeGasUsed, and the last of these is the header's gasUsed; since
    /// EIP-7778 and EIP-8037 (Amsterdam: the header has a block access list) the header counts otherwise.
    /// </summary>
    public bool HasGasSums { get; init; }

    /// <summary>
    /// A creation's address follows from sender and nonce (Yellow Paper, 7), and other receipts name none.
    /// </summary>
    public bool HasCreatedAddresses { get; init; }

    /// <summary>blobGasUsed of a receipt is 131,072 a blob (EIP-4844); zero for transactions without.</summary>
    public bool HasBlobGas { get; init; }

    /// <summary>What the header's withdrawalsRoot is the root of.</summary>
    public WithdrawalsForm Withdrawals { get; init; }

    /// <summary>
    /// A node appends a state-sync transaction and receipt that are under no root (Bor before Madhugiri).
    /// </summary>
    public bool AppendsStateSync { get; init; }

    /// <summary>The block hash is the Keccak-256 of the header's RLP, as Ethereum has it.</summary>
    public bool HasEthereumHeader { get; init; } = true;

    /// <summary>
    /// Members that its nodes put into the block's JSON beside the header's: they are no fields of a later fork, and
    /// say nothing that the hash needs.
    /// </summary>
    public IReadOnlyList<string> HeaderExtras { get; init; } = [];

    /// <summary>The forms of the chain's own transaction types.</summary>
    public ChainTypes Types { get; init; }

    /// <summary>Ethereum: the execution-specs of its forks, Frontier to Amsterdam.</summary>
    public static ChainRules Ethereum { get; } = new()
    {
        Name = "ethereum",
        HasTips = true,
        HasGasSums = true,
        HasCreatedAddresses = true,
        HasBlobGas = true,
        Withdrawals = WithdrawalsForm.Trie,
    };

    /// <summary>
    /// The OP stack (specs.optimism.io): withdrawalsRoot is L2ToL1MessagePasser's storage root since Isthmus, and the
    /// body's list is always empty; blobGasUsed of a receipt is the data-availability footprint since Jovian; deposits
    /// have type 0x7e.
    /// </summary>
    public static ChainRules OpStack { get; } = new()
    {
        Name = "op-stack",
        HasTips = true,
        HasGasSums = true,
        HasCreatedAddresses = true,
        Withdrawals = WithdrawalsForm.StorageRoot,
        Types = ChainTypes.OpStack,
    };

    /// <summary>
    /// Arbitrum (docs.arbitrum.io, nitro's arb_types.go): everyone pays the base fee, unless the chain's owner switches
    /// tips on: no rule.
    /// </summary>
    public static ChainRules Arbitrum { get; } = new()
    {
        Name = "arbitrum",
        HeaderExtras = ["l1BlockNumber", "sendCount", "sendRoot"],
        HasGasSums = true,
        Withdrawals = WithdrawalsForm.Trie,
        Types = ChainTypes.Arbitrum,
    };

    /// <summary>
    /// Polygon PoS (Bor): Ethereum's, and the state-sync transaction that is outside both roots before Madhugiri.
    /// </summary>
    public static ChainRules Polygon { get; } =
        Ethereum with { Name = "polygon", AppendsStateSync = true, HasBlobGas = false };

    /// <summary>A chain that nothing is known of: only what its hashes cover is proven.</summary>
    public static ChainRules None { get; } = new() { Name = "none" };

    /// <summary>
    /// Chains on CometBFT with an EVM (Cronos, Stable): the block hash is that of CometBFT's header, which no node
    /// shows.
    /// </summary>
    public static ChainRules CometBft { get; } = new() { Name = "cometbft", HasEthereumHeader = false };

    /// <summary>Those that a user can name.</summary>
    public static IReadOnlyList<ChainRules> All { get; } = [Ethereum, OpStack, Arbitrum, Polygon, None];

    /// <summary>The rules of that name.</summary>
    /// <exception cref="ConfigException">There are none.</exception>
    public static ChainRules Parse(string name) => All.FirstOrDefault(rules => rules.Name == name)
        ?? throw new ConfigException(
            ErrorCodes.BadFlag, $"--rules is '{name}'",
            $"Write one of {string.Join(", ", All.Select(rules => rules.Name))}.");
}

/// <summary>
/// Whose transaction types a number above 4 belongs to: 0x7b is Celo's fee currency and something else on Base.
/// </summary>
public enum ChainTypes
{
    /// <summary>None: every such type is kept and unknown.</summary>
    None,

    /// <summary>0x7e, deposits.</summary>
    OpStack,

    /// <summary>0x64 to 0x6a.</summary>
    Arbitrum,
}

/// <summary>What a chain's withdrawalsRoot is the root of.</summary>
public enum WithdrawalsForm
{
    /// <summary>Not known: the trie of the list where it fits, else the node's word.</summary>
    Unknown,

    /// <summary>The trie of the block's withdrawals (EIP-4895).</summary>
    Trie,

    /// <summary>A contract's storage; the block's list is always empty.</summary>
    StorageRoot,
}
