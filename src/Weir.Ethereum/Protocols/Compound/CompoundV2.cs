using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Compound;

/// <summary>Compound V2 and Cream: a contract a market (CToken.sol). A seizure is told by the debt's market.</summary>
public sealed class CompoundV2 : Protocol
{
    private static readonly Project Unlisted = Project.Unlisted("2");

    internal CompoundV2(FactWriter facts)
        : base(facts, LendingEventBatch.Table)
    {
        On("Mint(address minter, uint256 mintAmount, uint256 mintTokens)",
            (in LogRow log) => Add(log, "deposit"u8, log.AddressAt(0), null, log.UInt(1)), elsewhereTopics: 2);
        On("Redeem(address redeemer, uint256 redeemAmount, uint256 redeemTokens)",
            (in LogRow log) => Add(log, "withdraw"u8, log.AddressAt(0), null, log.UInt(1)));
        On("Borrow(address borrower, uint256 borrowAmount, uint256 accountBorrows, uint256 totalBorrows)",
            (in LogRow log) => Add(log, "borrow"u8, log.AddressAt(0), null, log.UInt(1)));
        On(
            "RepayBorrow(address payer, address borrower, uint256 repayAmount, uint256 accountBorrows, "
            + "uint256 totalBorrows)",
            (in LogRow log) => Add(log, "repay"u8, log.AddressAt(0), log.AddressAt(1), log.UInt(2)));
        On(
            "LiquidateBorrow(address liquidator, address borrower, uint256 repayAmount, address cTokenCollateral, "
            + "uint256 seizeTokens)", Liquidate);
    }

    /// <inheritdoc/>
    public override string Name => "Compound V2 and forks";

    /// <inheritdoc/>
    public override string Proof =>
        "the market's token: listed, else the transfer of the amount; an unlisted market is `unknown`";

    /// <inheritdoc/>
    public override string Evidence => "mev-inspect-js, mev-inspect-py (by traces), mainnet blocks";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => CompoundMarkets.Contracts;

    private string? Add(
        in LogRow log, ReadOnlySpan<byte> kind, in Address user, Address? onBehalfOf, in UInt256 amount)
    {
        bool isOut = kind[0] is (byte)'w' or (byte)'b';
        (Project project, Address? asset) = Market(log, amount, isOut);
        Facts.Add(log, new LendingAct
        {
            Project = project,
            Market = log.Log.Address,
            Kind = kind,
            User = user,
            OnBehalfOf = onBehalfOf,
            Asset = asset,
            AmountRaw = amount,
        });
        return null;
    }

    // What is seized are the collateral market's own tokens.
    private string? Liquidate(in LogRow log)
    {
        (Project project, Address? asset) = Market(log, log.UInt(2), isOut: false);
        Facts.Add(log, new LendingAct
        {
            Project = project,
            Market = log.Log.Address,
            Kind = "liquidation"u8,
            User = log.AddressAt(1),
            Asset = asset,
            AmountRaw = log.UInt(2),
            CollateralAsset = log.AddressAt(3),
            CollateralAmountRaw = log.UInt(4),
            Liquidator = log.AddressAt(0),
        });
        return null;
    }

    private (Project Project, Address? Asset) Market(in LogRow log, in UInt256 amount, bool isOut)
    {
        if (Facts.ChainId == 1 && CompoundMarkets.All.TryGetValue(
            log.Log.Address, out (Project Project, Address Underlying) listed))
        {
            return (listed.Project, listed.Underlying);
        }

        ReadOnlySpan<Movement> movements = Facts.Movements.Of(log);
        return (Unlisted, isOut ? TransferMatch.OutOf(movements, log.Log.Address, amount)
            : TransferMatch.Into(movements, log.Log.Address, amount));
    }
}
