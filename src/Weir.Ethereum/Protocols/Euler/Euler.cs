using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Euler;

/// <summary>Euler V1 (Events.sol). A loan to its FlashLoan contract is a flash loan.</summary>
public sealed class Euler : Protocol
{
    private static readonly Project V1 = new("euler", "1");
    private static readonly Address FlashLender = Address.Parse("0x07df2ad9878f8797b4055230bbae5c808b8259b3");

    private static readonly ContractList Markets = new(
        ListedContract.Of("0x27182842e098f60e3d576794a5bffb0777e025d3", V1, "markets"));

    internal Euler(FactWriter facts)
        : base(facts, LendingEventBatch.Table, FlashLoanBatch.Table)
    {
        const string values = "(address indexed underlying, address indexed account, uint256 amount)";
        On("Deposit" + values, (in LogRow log) => Add(log, "deposit"u8), Markets.Addresses);
        On("Withdraw" + values, (in LogRow log) => Add(log, "withdraw"u8), Markets.Addresses);
        On("Borrow" + values, (in LogRow log) => Add(log, "borrow"u8), Markets.Addresses);
        On("Repay" + values, (in LogRow log) => Add(log, "repay"u8), Markets.Addresses);
        On(
            "Liquidation(address indexed liquidator, address indexed violator, address indexed underlying, "
            + "address collateral, uint256 repay, uint256 yield, uint256 healthScore, uint256 baseDiscount, "
            + "uint256 discount)", Liquidate, Markets.Addresses);
    }

    /// <inheritdoc/>
    public override string Name => "Euler V1";

    /// <inheritdoc/>
    public override string Proof => "the event names the tokens; listed contracts only";

    /// <inheritdoc/>
    public override string Evidence => "hand-made logs";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Markets.All;

    private string? Add(in LogRow log, ReadOnlySpan<byte> kind)
    {
        if (kind[0] == (byte)'b' && log.TopicAddress(2) == FlashLender)
        {
            Facts.Add(log, new FlashLoan
            {
                Project = V1,
                Lender = log.Log.Address,
                Recipient = FlashLender,
                Asset = log.TopicAddress(1),
                AmountRaw = log.UInt(0),
                FeeRaw = UInt256.Zero,
            });
        }

        Facts.Add(log, new LendingAct
        {
            Project = V1,
            Market = log.Log.Address,
            Kind = kind,
            User = log.TopicAddress(2),
            Asset = log.TopicAddress(1),
            AmountRaw = log.UInt(0),
        });
        return null;
    }

    private string? Liquidate(in LogRow log)
    {
        Facts.Add(log, new LendingAct
        {
            Project = V1,
            Market = log.Log.Address,
            Kind = "liquidation"u8,
            User = log.TopicAddress(2),
            Asset = log.TopicAddress(3),
            AmountRaw = log.UInt(1),
            CollateralAsset = log.AddressAt(0),
            CollateralAmountRaw = log.UInt(2),
            Liquidator = log.TopicAddress(1),
        });
        return null;
    }
}
