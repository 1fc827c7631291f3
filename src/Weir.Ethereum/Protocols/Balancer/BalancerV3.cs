using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Balancer;

/// <summary>Balancer V3: one vault, whose pools are their addresses (IVaultEvents.sol).</summary>
public sealed class BalancerV3 : Protocol
{
    private const int MostTokens = 8;
    private const int TokenConfigWords = 4;

    private static readonly Project Balancer = new("balancer", "3");
    private static readonly Project Unlisted = Project.Unlisted("3");

    private static readonly ContractList Vaults = new(
        ListedContract.Of("0xba1333333333a1ba1108e8412f11850a5c319ba9", Balancer, "vault", null));

    private readonly Dictionary<Address, Address[]> _registered = [];

    internal BalancerV3(FactWriter facts)
        : base(facts, DexTradeBatch.Table, LiquidityEventBatch.Table, PoolBatch.Table)
    {
        On(
            "Swap(address indexed pool, address indexed tokenIn, address indexed tokenOut, uint256 amountIn, "
            + "uint256 amountOut, uint256 swapFeePercentage, uint256 swapFeeAmount)", Swap);
        On(
            "LiquidityAdded(address indexed pool, address indexed liquidityProvider, uint8 indexed kind, "
            + "uint256 totalSupply, uint256[] amountsAddedRaw, uint256[] swapFeeAmountsRaw)",
            (in LogRow log) => Change(log, isOut: false));
        On(
            "LiquidityRemoved(address indexed pool, address indexed liquidityProvider, uint8 indexed kind, "
            + "uint256 totalSupply, uint256[] amountsRemovedRaw, uint256[] swapFeeAmountsRaw)",
            (in LogRow log) => Change(log, isOut: true));
        On(
            "PoolRegistered(address indexed pool, address indexed factory, (address,uint8,address,bool)[] tokenConfig, "
            + "uint256 swapFeePercentage, uint32 pauseWindowEndTime, (address,address,address) roleAccounts, "
            + "(bool,bool,bool,bool,bool,bool,bool,bool,bool,bool,address) hooksConfig, "
            + "(bool,bool,bool,bool) liquidityManagement)", Registered);
    }

    /// <inheritdoc/>
    public override string Name => "Balancer V3";

    /// <inheritdoc/>
    public override string Proof => "the event names the tokens; a pool's list comes with its registration";

    /// <inheritdoc/>
    public override string Evidence => "hand-made logs in the form of IVaultEvents.sol";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Vaults.All;

    private protected override void ForgetBlock() => _registered.Clear();

    private Project ProjectOf(in Address vault) => Vaults.Find(Facts.ChainId, vault)?.Project ?? Unlisted;

    private string? Swap(in LogRow log)
    {
        Facts.Add(log, new Trade
        {
            Project = ProjectOf(log.Log.Address),
            Contract = log.Log.Address,
            PoolId = log.Topic(1)[12..],
            SoldToken = log.TopicAddress(2),
            SoldAmountRaw = log.UInt(0),
            BoughtToken = log.TopicAddress(3),
            BoughtAmountRaw = log.UInt(1),
        });
        return null;
    }

    private string? Change(in LogRow log, bool isOut)
    {
        if (!new AbiReader(log.Data).TryWordArray(1, out ReadOnlySpan<byte> amounts)
            || amounts.Length > MostTokens * AbiReader.WordLength)
        {
            return $"not a list of at most {MostTokens} amounts";
        }

        int count = amounts.Length / AbiReader.WordLength;
        Span<Int256> signed = stackalloc Int256[count];
        for (int i = 0; i < count; i++)
        {
            UInt256 amount = UInt256.FromBigEndian(amounts.Slice(i * AbiReader.WordLength, AbiReader.WordLength));
            if (!Amounts.TrySigned(amount, isOut, out signed[i]))
            {
                return Amounts.TooLarge;
            }
        }

        Address pool = log.TopicAddress(1);
        Address[]? tokens = _registered.GetValueOrDefault(pool);
        for (int i = 0; i < count; i++)
        {
            Facts.Add(log, new LiquidityChange
            {
                Project = ProjectOf(log.Log.Address),
                PoolId = pool.Span,
                Kind = isOut ? "burn"u8 : "mint"u8,
                Provider = log.TopicAddress(2),
                TokenIndex = i,
                Token = tokens is not null && i < tokens.Length ? tokens[i] : Match(log, signed[i], isOut),
                AmountRaw = signed[i],
            });
        }

        return null;
    }

    private Address? Match(in LogRow log, in Int256 amount, bool isOut) =>
        amount == Int256.Zero ? null
            : isOut ? TransferMatch.OutOf(Facts.Movements.Of(log), log.Log.Address, amount.Magnitude)
            : TransferMatch.Into(Facts.Movements.Of(log), log.Log.Address, amount.Magnitude);

    private string? Registered(in LogRow log)
    {
        AbiReader abi = new(log.Data);
        if (!abi.TryUInt256(0, out UInt256 offset) || !offset.FitsInt64 || (long)offset % AbiReader.WordLength != 0
            || (long)offset > log.Data.Length)
        {
            return "PoolRegistered: the list of tokens is beyond the data";
        }

        AbiReader list = new(log.Data[(int)(long)offset..]);
        if (!list.TryUInt256(0, out UInt256 count) || count > MostTokens
            || list.WordCount < 1 + ((int)(long)count * TokenConfigWords))
        {
            return $"PoolRegistered: not a list of at most {MostTokens} tokens";
        }

        var tokens = new Address[(int)(long)count];
        for (int i = 0; i < tokens.Length; i++)
        {
            if (!list.TryAddress(1 + (i * TokenConfigWords), out tokens[i]))
            {
                return "PoolRegistered: a token that is not an address";
            }
        }

        Address pool = log.TopicAddress(1);
        _registered[pool] = tokens;
        Facts.AddPool(log.Topic(1)[12..], pool, ProjectOf(log.Log.Address), tokens, PoolProof.Event);
        return null;
    }
}
