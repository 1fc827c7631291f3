using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Aave;

/// <summary>Aave V1 (LendingPool.sol).</summary>
public sealed class AaveV1 : Protocol
{
    private static readonly Project Aave = new("aave", "1");

    internal static readonly ContractList Markets = new(
        ListedContract.Of("0x398ec7346dcd622edc5ae82352f02be94c62d119", Aave, "lending pool"));

    internal AaveV1(FactWriter facts)
        : base(facts, LendingEventBatch.Table, FlashLoanBatch.Table)
    {
        On(
            "Deposit(address indexed reserve, address indexed user, uint256 amount, uint16 indexed referral, "
            + "uint256 timestamp)", (in LogRow log) => Add(log, "deposit"u8, log.TopicAddress(2), null),
            Markets.Addresses);
        On("RedeemUnderlying(address indexed reserve, address indexed user, uint256 amount, uint256 timestamp)",
            (in LogRow log) => Add(log, "withdraw"u8, log.TopicAddress(2), null), Markets.Addresses);
        On(
            "Borrow(address indexed reserve, address indexed user, uint256 amount, uint256 borrowRateMode, "
            + "uint256 borrowRate, uint256 originationFee, uint256 borrowBalanceIncrease, uint16 indexed referral, "
            + "uint256 timestamp)", (in LogRow log) => Add(log, "borrow"u8, log.TopicAddress(2), null),
            Markets.Addresses);
        On(
            "Repay(address indexed reserve, address indexed user, address indexed repayer, "
            + "uint256 amountMinusFees, uint256 fees, uint256 borrowBalanceIncrease, uint256 timestamp)",
            (in LogRow log) => Add(log, "repay"u8, log.TopicAddress(3), log.TopicAddress(2)), Markets.Addresses);
        On(
            "LiquidationCall(address indexed collateral, address indexed reserve, address indexed user, "
            + "uint256 purchaseAmount, uint256 liquidatedCollateralAmount, uint256 accruedBorrowInterest, "
            + "address liquidator, bool receiveAToken, uint256 timestamp)", Liquidate, Markets.Addresses);
        On(
            "FlashLoan(address indexed target, address indexed reserve, uint256 amount, uint256 totalFee, "
            + "uint256 protocolFee, uint256 timestamp)", Lend, Markets.Addresses);
    }

    /// <inheritdoc/>
    public override string Name => "Aave V1";

    /// <inheritdoc/>
    public override string Proof => "the event names the tokens; listed contracts only";

    /// <inheritdoc/>
    public override string Evidence => "mev-inspect-py (liquidations, by traces), hand-made logs";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Markets.All;

    private string? Add(in LogRow log, ReadOnlySpan<byte> kind, in Address user, Address? onBehalfOf)
    {
        Facts.Add(log, new LendingAct
        {
            Project = Aave,
            Market = log.Log.Address,
            Kind = kind,
            User = user,
            OnBehalfOf = onBehalfOf,
            Asset = log.TopicAddress(1),
            AmountRaw = log.UInt(0),
        });
        return null;
    }

    private string? Liquidate(in LogRow log)
    {
        Facts.Add(log, new LendingAct
        {
            Project = Aave,
            Market = log.Log.Address,
            Kind = "liquidation"u8,
            User = log.TopicAddress(3),
            Asset = log.TopicAddress(2),
            AmountRaw = log.UInt(0),
            CollateralAsset = log.TopicAddress(1),
            CollateralAmountRaw = log.UInt(1),
            Liquidator = log.AddressAt(3),
        });
        return null;
    }

    private string? Lend(in LogRow log)
    {
        Facts.Add(log, new FlashLoan
        {
            Project = Aave,
            Lender = log.Log.Address,
            Recipient = log.TopicAddress(1),
            Asset = log.TopicAddress(2),
            AmountRaw = log.UInt(0),
            FeeRaw = log.UInt(1),
        });
        return null;
    }
}
