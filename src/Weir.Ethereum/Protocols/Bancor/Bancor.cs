using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Bancor;

/// <summary>Bancor: V2's network (BancorNetwork.sol), V3's (IBancorNetwork.sol).</summary>
public sealed class Bancor : Protocol
{
    private static readonly Project V2 = new("bancor", "2");
    private static readonly Project V3 = new("bancor", "3");

    private static readonly ContractList Networks = new(
        ListedContract.Of("0xeef417e1d5cc832e619ae18d2f140de2999dd4fb", V3, "network"));

    internal Bancor(FactWriter facts)
        : base(facts, DexTradeBatch.Table)
    {
        // The network's contract was replaced many times: its form is its own, its address is not.
        On(
            "Conversion(address indexed smartToken, address indexed fromToken, address indexed toToken, "
            + "uint256 fromAmount, uint256 toAmount, address trader)", Conversion);
        On(
            "TokensTraded(bytes32 indexed contextId, address indexed sourceToken, address indexed targetToken, "
            + "uint256 sourceAmount, uint256 targetAmount, uint256 bntAmount, uint256 targetFeeAmount, "
            + "uint256 bntFeeAmount, address trader)", Traded, Networks.Addresses);
    }

    /// <inheritdoc/>
    public override string Name => "Bancor";

    /// <inheritdoc/>
    public override string Proof => "the event names the tokens";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks (V2), mev-inspect-py (V2)";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Networks.All;

    private string? Conversion(in LogRow log)
    {
        Facts.Add(log, new Trade
        {
            Project = V2,
            Contract = log.Log.Address,
            PoolId = log.Topic(1)[12..],
            Taker = log.AddressAt(2),
            SoldToken = log.TopicAddress(2),
            SoldAmountRaw = log.UInt(0),
            BoughtToken = log.TopicAddress(3),
            BoughtAmountRaw = log.UInt(1),
        });
        return null;
    }

    private string? Traded(in LogRow log)
    {
        Facts.Add(log, new Trade
        {
            Project = V3,
            Contract = log.Log.Address,
            Taker = log.AddressAt(5),
            SoldToken = log.TopicAddress(2),
            SoldAmountRaw = log.UInt(0),
            BoughtToken = log.TopicAddress(3),
            BoughtAmountRaw = log.UInt(1),
        });
        return null;
    }
}
