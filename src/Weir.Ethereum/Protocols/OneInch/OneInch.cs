using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.OneInch;

/// <summary>
/// 1inch: swaps that its routers report (versions 3 and 4; later routers report none), and its own pools (Mooniswap).
/// </summary>
public sealed class OneInch : Protocol
{
    private static readonly Project V3 = new("1inch", "3");
    private static readonly Project V4 = new("1inch", "4");
    private static readonly Project Pools = new("1inch", "pools");

    private static readonly ContractList Routers = new(
        ListedContract.Of("0x11111112542d85b3ef69ae05771c2dccff4faa26", V3, "router"),
        ListedContract.Of("0x1111111254fb6c44bac0bed2854e76f90643097d", V4, "router", null));

    internal OneInch(FactWriter facts)
        : base(facts, DexTradeBatch.Table)
    {
        On(
            "Swapped(address sender, address srcToken, address dstToken, address dstReceiver, uint256 spentAmount, "
            + "uint256 returnAmount)", Routed, Routers.Addresses);
        On(
            "Swapped(address indexed sender, address indexed receiver, address indexed srcToken, address dstToken, "
            + "uint256 amount, uint256 result, uint256 srcAdditionBalance, uint256 dstAdditionBalance, "
            + "address referral)", Swapped);
    }

    /// <inheritdoc/>
    public override string Name => "1inch";

    /// <inheritdoc/>
    public override string Proof => "the event names the tokens";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks (routers)";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Routers.All;

    private string? Routed(in LogRow log)
    {
        Facts.Add(log, new Trade
        {
            Project = Routers.Find(Facts.ChainId, log.Log.Address)?.Project ?? V4,
            Contract = log.Log.Address,
            Taker = log.AddressAt(3),
            SoldToken = Native.OrToken(log.AddressAt(1)),
            SoldAmountRaw = log.UInt(4),
            BoughtToken = Native.OrToken(log.AddressAt(2)),
            BoughtAmountRaw = log.UInt(5),
        });
        return null;
    }

    private string? Swapped(in LogRow log)
    {
        Facts.Add(log, new Trade
        {
            Project = Pools,
            Contract = log.Log.Address,
            PoolId = log.Log.Address.Span,
            Taker = log.TopicAddress(2),
            SoldToken = Native.OrToken(log.TopicAddress(3)),
            SoldAmountRaw = log.UInt(1),
            BoughtToken = Native.OrToken(log.AddressAt(0)),
            BoughtAmountRaw = log.UInt(2),
        });
        return null;
    }
}
