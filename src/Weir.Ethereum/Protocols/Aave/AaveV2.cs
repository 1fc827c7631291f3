using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Aave;

/// <summary>Aave V2 and V3, and who runs their code (ILendingPool.sol, IPool.sol). Some events are the same in both.</summary>
public sealed class AaveV2 : Protocol
{
    private static readonly Project V2 = new("aave", "2");
    private static readonly Project V3 = new("aave", "3");
    private static readonly Project Spark = new("spark", "1");
    private static readonly Project UnlistedV2 = Project.Unlisted("2");
    private static readonly Project UnlistedV3 = Project.Unlisted("3");

    // Of an event that both versions have, an unlisted contract does not say which it is.
    private static readonly Project UnlistedEither = Project.Unlisted("2-3");

    internal static readonly ContractList Markets = new(
        ListedContract.Of("0x7d2768de32b0b80b7a3454c06bdac94a69ddc7a9", V2, "lending pool"),
        ListedContract.Of("0x7937d4799803fbbe595ed57278bc4ca21f3bffcb", V2, "lending pool (AMM)"),
        ListedContract.Of("0x8dff5e27ea6b7ac08ebfdf9eb090f32ee9a30fcf", V2, "lending pool", 137),
        ListedContract.Of("0x4f01aed16d97e3ab5ab2b501154dc9bb0f1a5a2c", V2, "lending pool", 43_114),
        ListedContract.Of("0x87870bca3f3fd6335c3f4ce8392d69350b4fa4e2", V3, "pool"),
        ListedContract.Of("0x4e033931ad43597d96d6bcc25c280717730b58b1", V3, "pool (Lido)"),
        ListedContract.Of("0x0aa97c284e98396202b6a04024f5e2c65026f3c0", V3, "pool (EtherFi)"),
        ListedContract.Of("0x794a61358d6845594f94dc1db02a252b5b4814ad", V3, "pool", null),
        ListedContract.Of("0xa238dd80c259a72e81d7e4664a9801593f98d1c5", V3, "pool", 8_453),
        ListedContract.Of("0xc13e21b648a5ee794902342038ff3adab66be987", Spark, "pool"));

    internal AaveV2(FactWriter facts)
        : base(facts, LendingEventBatch.Table, FlashLoanBatch.Table)
    {
        On(
            "Deposit(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, "
            + "uint16 indexed referral)",
            (in LogRow log) => Add(log, UnlistedV2, "deposit"u8, log.AddressAt(0), log.TopicAddress(2), log.UInt(1)));
        On(
            "Supply(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, "
            + "uint16 indexed referralCode)",
            (in LogRow log) => Add(log, UnlistedV3, "deposit"u8, log.AddressAt(0), log.TopicAddress(2), log.UInt(1)));
        On("Withdraw(address indexed reserve, address indexed user, address indexed to, uint256 amount)",
            (in LogRow log) => Add(log, UnlistedEither, "withdraw"u8, log.TopicAddress(2), null, log.UInt(0)));
        On(
            "Borrow(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, "
            + "uint256 borrowRateMode, uint256 borrowRate, uint16 indexed referral)",
            (in LogRow log) => Add(log, UnlistedV2, "borrow"u8, log.AddressAt(0), log.TopicAddress(2), log.UInt(1)));
        On(
            "Borrow(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, "
            + "uint8 interestRateMode, uint256 borrowRate, uint16 indexed referralCode)",
            (in LogRow log) => Add(log, UnlistedV3, "borrow"u8, log.AddressAt(0), log.TopicAddress(2), log.UInt(1)));
        On("Repay(address indexed reserve, address indexed user, address indexed repayer, uint256 amount)",
            (in LogRow log) => Add(
                log, UnlistedV2, "repay"u8, log.TopicAddress(3), log.TopicAddress(2), log.UInt(0)));
        On(
            "Repay(address indexed reserve, address indexed user, address indexed repayer, uint256 amount, "
            + "bool useATokens)",
            (in LogRow log) => Add(
                log, UnlistedV3, "repay"u8, log.TopicAddress(3), log.TopicAddress(2), log.UInt(0)));
        On(
            "LiquidationCall(address indexed collateralAsset, address indexed debtAsset, address indexed user, "
            + "uint256 debtToCover, uint256 liquidatedCollateralAmount, address liquidator, bool receiveAToken)",
            Liquidate);
        On(
            "FlashLoan(address indexed target, address indexed initiator, address indexed asset, uint256 amount, "
            + "uint256 premium, uint16 referralCode)",
            (in LogRow log) => Lend(log, UnlistedV2, log.TopicAddress(2), log.TopicAddress(3), 0, 1));
        On(
            "FlashLoan(address indexed target, address initiator, address indexed asset, uint256 amount, "
            + "uint8 interestRateMode, uint256 premium, uint16 indexed referralCode)",
            (in LogRow log) => Lend(log, UnlistedV3, log.AddressAt(0), log.TopicAddress(2), 1, 3));
    }

    /// <inheritdoc/>
    public override string Name => "Aave V2, V3 and forks";

    /// <inheritdoc/>
    public override string Proof => "the event names the tokens; an unlisted market is `unknown`";

    /// <inheritdoc/>
    public override string Evidence =>
        "mainnet blocks, mev-inspect-js, mev-inspect-py (by traces), Anvil with @aave/core-v3";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Markets.All;

    private Project ProjectOf(in Address market, Project unlisted) =>
        Markets.Find(Facts.ChainId, market)?.Project ?? unlisted;

    private string? Add(
        in LogRow log, Project unlisted, ReadOnlySpan<byte> kind, in Address user, Address? onBehalfOf,
        in UInt256 amount)
    {
        Facts.Add(log, new LendingAct
        {
            Project = ProjectOf(log.Log.Address, unlisted),
            Market = log.Log.Address,
            Kind = kind,
            User = user,
            OnBehalfOf = onBehalfOf,
            Asset = log.TopicAddress(1),
            AmountRaw = amount,
        });
        return null;
    }

    private string? Liquidate(in LogRow log)
    {
        Facts.Add(log, new LendingAct
        {
            Project = ProjectOf(log.Log.Address, UnlistedEither),
            Market = log.Log.Address,
            Kind = "liquidation"u8,
            User = log.TopicAddress(3),
            Asset = log.TopicAddress(2),
            AmountRaw = log.UInt(0),
            CollateralAsset = log.TopicAddress(1),
            CollateralAmountRaw = log.UInt(1),
            Liquidator = log.AddressAt(2),
        });
        return null;
    }

    private string? Lend(
        in LogRow log, Project unlisted, in Address initiator, in Address asset, int amount, int premium)
    {
        Facts.Add(log, new FlashLoan
        {
            Project = ProjectOf(log.Log.Address, unlisted),
            Lender = log.Log.Address,
            Initiator = initiator,
            Recipient = log.TopicAddress(1),
            Asset = asset,
            AmountRaw = log.UInt(amount),
            FeeRaw = log.UInt(premium),
        });
        return null;
    }
}
