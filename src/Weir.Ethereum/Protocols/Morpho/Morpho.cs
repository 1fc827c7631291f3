using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Morpho;

/// <summary>Morpho Blue: one contract, a market by its id (EventsLib.sol); the transfers name the token.</summary>
public sealed class Morpho : Protocol
{
    private static readonly Project Blue = new("morpho", "blue");
    private static readonly Project Unlisted = Project.Unlisted("blue");

    private static readonly ContractList Markets = new(
        ListedContract.Of("0xbbbbbbbbbb9cc5e90e3b3af64bdaf62c37eeffcb", Blue, "markets", null));

    internal Morpho(FactWriter facts)
        : base(facts, LendingEventBatch.Table, FlashLoanBatch.Table)
    {
        const string given = "(bytes32 indexed id, address indexed caller, address indexed onBehalf, uint256 assets";
        const string taken =
            "(bytes32 indexed id, address caller, address indexed onBehalf, address indexed receiver, uint256 assets";
        On("Supply" + given + ", uint256 shares)", (in LogRow log) => Give(log, "deposit"u8));
        On("Repay" + given + ", uint256 shares)", (in LogRow log) => Give(log, "repay"u8));
        On("SupplyCollateral" + given + ")", (in LogRow log) => Give(log, "deposit"u8));
        On("Withdraw" + taken + ", uint256 shares)", (in LogRow log) => Take(log, "withdraw"u8));
        On("Borrow" + taken + ", uint256 shares)", (in LogRow log) => Take(log, "borrow"u8));
        On("WithdrawCollateral" + taken + ")", (in LogRow log) => Take(log, "withdraw"u8));
        On(
            "Liquidate(bytes32 indexed id, address indexed caller, address indexed borrower, uint256 repaidAssets, "
            + "uint256 repaidShares, uint256 seizedAssets, uint256 badDebtAssets, uint256 badDebtShares)", Liquidate);
        On("FlashLoan(address indexed caller, address indexed token, uint256 assets)", Lend);
    }

    /// <inheritdoc/>
    public override string Name => "Morpho Blue";

    /// <inheritdoc/>
    public override string Proof => "the transfer of the amount to or from the contract";

    /// <inheritdoc/>
    public override string Evidence => "hand-made logs";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Markets.All;

    private Project ProjectOf(in Address market) => Markets.Find(Facts.ChainId, market)?.Project ?? Unlisted;

    private string? Give(in LogRow log, ReadOnlySpan<byte> kind)
    {
        Facts.Add(log, new LendingAct
        {
            Project = ProjectOf(log.Log.Address),
            Market = log.Log.Address,
            Kind = kind,
            User = log.TopicAddress(2),
            OnBehalfOf = log.TopicAddress(3),
            Asset = TransferMatch.Into(Facts.Movements.Of(log), log.Log.Address, log.UInt(0)),
            AmountRaw = log.UInt(0),
        });
        return null;
    }

    private string? Take(in LogRow log, ReadOnlySpan<byte> kind)
    {
        Facts.Add(log, new LendingAct
        {
            Project = ProjectOf(log.Log.Address),
            Market = log.Log.Address,
            Kind = kind,
            User = log.AddressAt(0),
            OnBehalfOf = log.TopicAddress(2),
            Asset = TransferMatch.OutOf(Facts.Movements.Of(log), log.Log.Address, log.UInt(1)),
            AmountRaw = log.UInt(1),
        });
        return null;
    }

    private string? Liquidate(in LogRow log)
    {
        ReadOnlySpan<Movement> movements = Facts.Movements.Of(log);
        Facts.Add(log, new LendingAct
        {
            Project = ProjectOf(log.Log.Address),
            Market = log.Log.Address,
            Kind = "liquidation"u8,
            User = log.TopicAddress(3),
            Asset = TransferMatch.Into(movements, log.Log.Address, log.UInt(0)),
            AmountRaw = log.UInt(0),
            CollateralAsset = TransferMatch.OutOf(movements, log.Log.Address, log.UInt(2)),
            CollateralAmountRaw = log.UInt(2),
            Liquidator = log.TopicAddress(2),
        });
        return null;
    }

    private string? Lend(in LogRow log)
    {
        Facts.Add(log, new FlashLoan
        {
            Project = ProjectOf(log.Log.Address),
            Lender = log.Log.Address,
            Initiator = log.TopicAddress(1),
            Recipient = log.TopicAddress(1),
            Asset = log.TopicAddress(2),
            AmountRaw = log.UInt(0),
            FeeRaw = UInt256.Zero,
        });
        return null;
    }
}
