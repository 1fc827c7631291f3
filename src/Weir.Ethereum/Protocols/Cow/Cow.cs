using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Cow;

/// <summary>CoW Protocol: orders that its settlement contract filled (GPv2Settlement.sol).</summary>
public sealed class Cow : Protocol
{
    private static readonly Project Project = new("cow_protocol", "1");

    private static readonly ContractList Settlements = new(
        ListedContract.Of("0x9008d19f58aabd9ed0d60971565aa8510560ab41", Project, "settlement", null));

    internal Cow(FactWriter facts)
        : base(facts, DexTradeBatch.Table) =>
        On(
            "Trade(address indexed owner, address sellToken, address buyToken, uint256 sellAmount, "
            + "uint256 buyAmount, uint256 feeAmount, bytes orderUid)", Trade, Settlements.Addresses);

    /// <inheritdoc/>
    public override string Name => "CoW Protocol";

    /// <inheritdoc/>
    public override string Proof => "the event names the tokens";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Settlements.All;

    private string? Trade(in LogRow log)
    {
        Facts.Add(log, new Trade
        {
            Project = Project,
            Contract = log.Log.Address,
            Taker = log.TopicAddress(1),
            SoldToken = log.AddressAt(0),
            SoldAmountRaw = log.UInt(2),
            BoughtToken = log.AddressAt(1),
            BoughtAmountRaw = log.UInt(3),
        });
        return null;
    }
}
