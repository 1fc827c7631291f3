using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Balancer;

/// <summary>Balancer V2: one vault holds all tokens and names them in its events (IVault.sol).</summary>
public sealed class BalancerV2 : Protocol
{
    private const int MostTokens = 64;

    private static readonly Project Balancer = new("balancer", "2");
    private static readonly Project Unlisted = Project.Unlisted("2");

    internal static readonly ContractList Vaults = new(
        ListedContract.Of("0xba12222222228d8ba445958a75a0704d566bf2c8", Balancer, "vault", null));

    internal BalancerV2(FactWriter facts)
        : base(facts, DexTradeBatch.Table, LiquidityEventBatch.Table, FlashLoanBatch.Table, PoolBatch.Table)
    {
        On(
            "Swap(bytes32 indexed poolId, address indexed tokenIn, address indexed tokenOut, uint256 amountIn, "
            + "uint256 amountOut)", Swap);
        On(
            "PoolBalanceChanged(bytes32 indexed poolId, address indexed liquidityProvider, address[] tokens, "
            + "int256[] deltas, uint256[] protocolFeeAmounts)", Change);
        On(
            "FlashLoan(address indexed recipient, address indexed token, uint256 amount, uint256 feeAmount)",
            Lend, elsewhereTopics: 2);
        On("TokensRegistered(bytes32 indexed poolId, address[] tokens, address[] assetManagers)", Registered);
    }

    /// <inheritdoc/>
    public override string Name => "Balancer V2";

    /// <inheritdoc/>
    public override string Proof => "the event names the tokens; a pool's list comes with its registration";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks, mev-inspect-js, Anvil with its own vault (@balancer-labs/v2-deployments)";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Vaults.All;

    internal static Project ProjectOf(long chainId, in Address vault) =>
        Vaults.Find(chainId, vault)?.Project ?? Unlisted;

    private Project ProjectOf(in Address vault) => ProjectOf(Facts.ChainId, vault);

    private string? Swap(in LogRow log)
    {
        Facts.Add(log, new Trade
        {
            Project = ProjectOf(log.Log.Address),
            Contract = log.Log.Address,
            PoolId = log.Topic(1),
            SoldToken = log.TopicAddress(2),
            SoldAmountRaw = log.UInt(0),
            BoughtToken = log.TopicAddress(3),
            BoughtAmountRaw = log.UInt(1),
        });
        return null;
    }

    private string? Change(in LogRow log)
    {
        AbiReader abi = new(log.Data);
        if (!abi.TryWordArray(0, out ReadOnlySpan<byte> tokens) || !abi.TryWordArray(1, out ReadOnlySpan<byte> deltas)
            || tokens.Length != deltas.Length)
        {
            return "PoolBalanceChanged: not as many deltas as tokens";
        }

        for (int i = 0; i < tokens.Length / AbiReader.WordLength; i++)
        {
            Int256 delta = Int256.FromBigEndian(deltas.Slice(i * AbiReader.WordLength, AbiReader.WordLength));
            Facts.Add(log, new LiquidityChange
            {
                Project = ProjectOf(log.Log.Address),
                PoolId = log.Topic(1),
                Kind = delta.IsNegative ? "burn"u8 : "mint"u8,
                Provider = log.TopicAddress(2),
                TokenIndex = i,
                Token = new Address(tokens.Slice((i * AbiReader.WordLength) + 12, Address.Length)),
                AmountRaw = delta,
            });
        }

        return null;
    }

    private string? Lend(in LogRow log)
    {
        Facts.Add(log, new FlashLoan
        {
            Project = ProjectOf(log.Log.Address),
            Lender = log.Log.Address,
            Recipient = log.TopicAddress(1),
            Asset = log.TopicAddress(2),
            AmountRaw = log.UInt(0),
            FeeRaw = log.UInt(1),
        });
        return null;
    }

    private string? Registered(in LogRow log)
    {
        if (!new AbiReader(log.Data).TryWordArray(0, out ReadOnlySpan<byte> words)
            || words.Length > MostTokens * AbiReader.WordLength)
        {
            return $"TokensRegistered: not a list of at most {MostTokens} tokens";
        }

        Span<Address> tokens = stackalloc Address[words.Length / AbiReader.WordLength];
        for (int i = 0; i < tokens.Length; i++)
        {
            tokens[i] = new Address(words.Slice((i * AbiReader.WordLength) + 12, Address.Length));
        }

        // The id begins with the pool's own address (PoolRegistry.sol).
        Facts.AddPool(
            log.Topic(1), new Address(log.Topic(1)[..Address.Length]), ProjectOf(log.Log.Address), tokens,
            PoolProof.Event);
        return null;
    }
}
